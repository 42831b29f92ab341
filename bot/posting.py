"""The answer to a message as work of its own: made due with it, brought by a carrier.

It is sent at least once and, but for a crash in the moment between the channel's yes
and our own note of it, exactly once.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot import laterwords, remembered
from bot.core import days
from bot.desk import Desk
from bot.errors import Problem
from bot.messages import Reply
from bot.parcels import Carrier, Outcome, Parcel, Refused, Sent
from bot.turn import Owner
from bot.work import Drive, Job, Later
from storage import inbox, mailboxes, people, posts
from storage.engine import Store
from storage.models import Message, Post

_HOUR = timedelta(hours=1)
_GIVEN_UP = timedelta(days=3)
# What waits for longer should be under way by now.
_SETTLED = timedelta(minutes=2)
_SWEPT = 1_000
_EVERY = 5
# Of a person's answers in an hour, this part at most is to what may be anybody's.
_PART = 6
GONE, TOO_LATE = "no address", "too late"
log = logging.getLogger(__name__)


def due(
    db: Session, desk: Desk, *, owner: Owner, message: int, by: str, proven: bool
) -> None:
    """Make the answer to a *message* from *by* due, unless there were too many.

    Of those too many the first is answered by a notice, once an hour. What is not
    *proven* to be the person's uses up only a part of their answers.
    """
    channel, at = by.partition(":")[0], desk.now()
    state, why = _allowed(db, desk, owner=owner, channel=channel, proven=proven, at=at)
    post = posts.make(
        db,
        **owner,
        message_id=message,
        channel=channel,
        proven=proven,
        state=state,
        why=why,
        at=at,
    )
    prompt = channel in desk.prompt
    if state == posts.WAITING and desk.enqueue is not None and not prompt:
        desk.enqueue(db, channel, post)


def bring(
    store: Store, desk: Desk, carry: Carrier, *, by: str, key: str
) -> Later | None:
    """Bring the answer to a message now; None when there is no more to be done."""
    with store.read() as db:
        person = people.timekeeper_at(db, by)
        post = person and posts.of_key(db, timekeeper_id=person.id, key=key)
    return _bring(store, desk, carry, int(post)) if isinstance(post, int) else None


def jobs(store: Store, desk: Desk, carriers: Mapping[str, Carrier]) -> tuple[Job, ...]:
    """Return the work of bringing answers: one job for each channel."""
    return tuple(
        Job(channel, partial(_bring, store, desk, carry))
        for channel, carry in carriers.items()
    )


def sweep(
    store: Store, drive: Drive, channels: Collection[str]
) -> Callable[[datetime], None]:
    """Return what is to be done each minute: make due what nothing is under way for.

    Such are the answers that were made without an engine, and those that a fault of
    the engine has lost.
    """
    first = [True]

    def swept(at: datetime) -> None:
        if not first and at.minute % _EVERY:
            return
        first.clear()
        for channel in channels:
            with store.read() as db:
                left = posts.waiting(
                    db, channel=channel, before=at - _SETTLED, most=_SWEPT
                )
            lost = set(left) - drive.under_way(channel) if left else set()
            for post in sorted(lost):
                drive.revive(channel, post)
            if lost:
                log.info("revived channel=%s posts=%d", channel, len(lost))

    return swept


def _allowed(
    db: Session, desk: Desk, *, owner: Owner, channel: str, proven: bool, at: datetime
) -> tuple[str, str | None]:
    """Return the state in which an answer begins, and why."""
    most = desk.hourly.get(channel)
    if most is None:
        return posts.WAITING, None
    recent = posts.recent(
        db, timekeeper_id=owner["timekeeper_id"], channel=channel, since=at - _HOUR
    )
    fits = proven or recent.unproven < _part(most)
    if fits and recent.answers < most:
        return posts.WAITING, None
    if not most or (recent.notices if proven else recent.unproven_notices):
        return posts.WITHHELD, None
    return posts.WAITING, posts.NOTICE


def _part(most: int) -> int:
    """Return how many of *most* answers there are for what is not proven."""
    return -(-most // _PART)


def _bring(store: Store, desk: Desk, carry: Carrier, post_id: int) -> Later | None:
    """Bring one answer; None when there is no more to be done about it."""
    at = desk.now()
    with store.read() as db:
        loaded = _load(db, desk, post_id)
    if loaded is None:
        return None
    post, parcel = loaded
    if not store.write(partial(posts.claim, post_id=post.id, attempts=post.attempts)):
        return None
    outcome: Outcome = Refused(GONE) if parcel is None else carry(parcel)
    if isinstance(outcome, Later) and at - post.made_at > _GIVEN_UP:
        outcome = Refused(f"{TOO_LATE} {outcome.why}".strip())
    store.write(partial(_note, post_id=post.id, outcome=outcome, at=desk.now()))
    log.info(
        "post channel=%s id=%d attempt=%d outcome=%s why=%s",
        post.channel,
        post.id,
        post.attempts + 1,
        type(outcome).__name__.casefold(),
        "" if isinstance(outcome, Sent) else outcome.why,
    )
    return outcome if isinstance(outcome, Later) else None


def _note(db: Session, *, post_id: int, outcome: Outcome, at: datetime) -> None:
    """Note what became of an attempt."""
    match outcome:
        case Sent(reference):
            posts.done(db, post_id, state=posts.SENT, reference=reference, at=at)
        case Refused(why):
            posts.done(db, post_id, state=posts.FAILED, why=why, at=at)
        case Later(why=why):
            posts.delayed(db, post_id, why=why)


def _load(db: Session, desk: Desk, post_id: int) -> tuple[Post, Parcel | None] | None:
    """Return an answer that waits and what is to be brought; None when none waits.

    There is no parcel when there is nowhere to bring it any more.
    """
    post = posts.find(db, post_id)
    if post is None or post.state != posts.WAITING:
        return None
    owner: Owner = {"firm_id": post.firm_id, "timekeeper_id": post.timekeeper_id}
    message = inbox.find(db, firm_id=post.firm_id, message_id=post.message_id)
    # The address may be the person's no more: what is there now is somebody else.
    if message is None or message.by not in people.addresses(db, **owner):
        return post, None
    box = mailboxes.of_person(db, **owner)
    return post, _parcel(
        message,
        attempt=post.attempts,
        notice=_notice(post, desk) if post.why == posts.NOTICE else None,
        back=None if box is None else box.token,
    )


def _notice(post: Post, desk: Desk) -> Reply:
    """Return that there are more messages than are answered."""
    most = desk.hourly.get(post.channel, 0)
    if post.proven:
        return Reply(laterwords.more_came(most))
    return Reply(laterwords.more_unproven(_part(most)))


def _parcel(
    message: Message, *, attempt: int, notice: Reply | None, back: str | None
) -> Parcel:
    """Return what is to be brought: the answer that was kept, or a notice."""
    refused = False
    if notice is not None:
        reply = notice
    else:
        try:
            reply = remembered.reply(message.answer)
        except Problem as problem:
            reply, refused = Reply(str(problem)), True
    return Parcel(
        key=message.key,
        to=message.by.partition(":")[2],
        back=back,
        reply=reply,
        refused=refused,
        said=message.text,
        day=days.say(message.day),
        envelope=message.envelope or {},
        attempt=attempt,
    )
