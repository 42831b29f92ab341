"""The requests of a push, each entry exactly once, whatever crashes in between.

A claim is committed before its request leaves, with no transaction open while it is
away, and the id there is written to our own row the moment it is known. A request
whose end nobody knows is a question to the system first: is it there? Only what is
certainly not there is sent again.
"""

import logging
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import TypeAlias

from sqlalchemy.orm import Session

from bot import pushable, pushwords, tokens
from bot.connectors import base, wire
from bot.connectors.base import (
    BadAnswer,
    Connector,
    Created,
    Expired,
    Found,
    Outcome,
    Refused,
    Removed,
    Request,
    Response,
    Unsure,
    Work,
)
from bot.systems import Systems
from bot.tokens import Open, Over
from bot.work import Later
from storage import accounts, pushes
from storage.engine import Store
from storage.pushes import Going, Sending

# One attempt of the engine goes on for so long at most, so that a stop is a stop.
_BUDGET = 10.0
_BUSY = 2.0
_MOST_REQUESTS = 8
# What is looked for was made since it was agreed to, but not longer ago than this.
_LOOKED_BACK = timedelta(days=2)
_DAY = timedelta(days=1)
# How often it is looked whether the person has connected again.
_RECONNECTED = timedelta(minutes=2)
_FIRST_PAUSE, _LAST_PAUSE = 5.0, 900.0
_PAGES = 50
# A request that could not leave at once after its claim is not sent any more: by then
# somebody else may have taken it for lost.
_PROMPT = 20.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wait:
    """The account can be asked nothing for so many *seconds*."""

    seconds: float
    why: str = ""


Step: TypeAlias = Wait | None


@dataclass(frozen=True, slots=True)
class Pusher:
    """Drives pushes; any number of them, in any number of processes.

    *name* is this process's, and stays from start to start where it can: what it held
    when it died is its own again. *told* is called with a message once all that it
    drives is settled, *over* when the connection is over that it needs; *progress* with
    what is settled, and of how many.
    """

    store: Store
    systems: Systems
    now: Callable[[], datetime]
    told: Callable[[int], None]
    over: Callable[[int], None]
    name: str
    budget: float = _BUDGET
    progress: Callable[[int, int], None] | None = None

    def run(self, message: int) -> Later | None:
        """Go on with what *message* drives; None when all of it is settled."""
        going = self._next(message)
        if going is None:
            self.told(message)
            return None
        if isinstance(going, datetime):
            return self._until_then(going)
        account = going.account_id
        if not self._hold(account, message):
            return Later(_BUSY, "another push of the account is under way")
        try:
            return self._drive(message, account)
        finally:
            self._release(account, message)

    def _drive(self, message: int, account: int) -> Later | None:
        """Take one step after another until nothing is due, or the time is up."""
        begun = held = monotonic()
        while monotonic() - begun < self.budget:
            going = self._next(message)
            if going is None:
                self.told(message)
                return None
            if isinstance(going, datetime):
                return self._until_then(going)
            if monotonic() - held > self.systems.held / 8:
                held = monotonic()
                if not self._hold(account, message):
                    return Later(_BUSY, "another push of the account is under way")
            step = self._step(going)
            self._show(message)
            if isinstance(step, Wait) and self._next(message) is not None:
                return Later(max(step.seconds, 0.05), step.why)
        return Later(0.05, "goes on")

    def _until_then(self, due: datetime) -> Later:
        return Later(max((due - self.now()).total_seconds(), 0.05), "waits")

    def _next(self, message: int) -> Going | datetime | None:
        """Return the next push to go on with, or when there is one to go on with."""
        with self.store.read() as db:
            return pushes.next_due(db, message, now=self.now())

    def _show(self, message: int) -> None:
        if self.progress is not None:
            with self.store.read() as db:
                waiting, total = pushes.tally(db, message)
            self.progress(total - waiting, total)

    def _hold(self, account: int, message: int) -> bool:
        """Hold the account: one process at a time sends for it, one push at a time."""
        now = self.now()
        until = now + timedelta(seconds=self.systems.held)
        return self.store.write(
            lambda db: accounts.hold(
                db,
                account,
                "pushing",
                by=f"{self.name}:{message}",
                now=now,
                until=until,
            )
        )

    def _release(self, account: int, message: int) -> None:
        name = f"{self.name}:{message}"
        self.store.write(lambda db: accounts.release(db, account, "pushing", by=name))

    def _step(self, going: Going, *, refused: str | None = None) -> Step:
        """Take one step with one push; return how long the account must wait."""
        access = tokens.access(
            self.store,
            self.systems,
            going.account_id,
            now=self.now(),
            refused=refused,
        )
        if isinstance(access, Later):
            return Wait(access.seconds or _BUSY, access.why)
        if isinstance(access, Over):
            return self._over(going)
        work = pushable.work(going.work)
        if going.state == "claimed":
            step = self._send(going, access, work)
        elif going.state == "sending":
            step = self._look(going, access, work)
        elif going.state == "removing":
            step = self._remove(going, access, work)
        else:
            # Somebody else has settled it meanwhile.
            return None
        if isinstance(step, Expired):
            if refused is not None:
                self._mark_over(access)
                return None
            # The same push goes on with a new token; nothing was made by the old one.
            return self._step(self._fresh(going), refused=access.account.token)
        return step

    def _fresh(self, going: Going) -> Going:
        with self.store.read() as db:
            return pushes.find(db, going.delivery_id) or going

    def _over(self, going: Going) -> Step:
        """Give back what has certainly not left; the rest waits for a connection.

        For a day: by then the person knows better what is there.
        """
        if going.state == "claimed":
            self._settle(going, "dropped", why=pushwords.RECONNECT)
            return None
        if going.state == "removing":
            self.store.write(
                lambda db: pushes.keep(db, going.delivery_id, why=pushwords.RECONNECT)
            )
            return None
        if self.now() - (going.begun_at or going.at) > _DAY:
            self._settle(going, "uncertain", why=pushwords.UNSEEN)
            return None
        self._until(going, self.now() + _RECONNECTED, pushwords.WAITS)
        self.over(going.message_id)
        return None

    def _mark_over(self, access: Open) -> None:
        kept = access.kept
        self.store.write(lambda db: accounts.change(db, kept.id, state=accounts.OVER))
        log.warning("connection over account=%d", kept.id)

    def _send(self, going: Going, access: Open, work: Work) -> Step | Expired:
        """Send one request, once its claim is on the disk."""
        if not going.current or going.entry_state not in {"ready", "delivered"}:
            self._settle(going, "dropped", why=pushwords.CHANGED)
            return None
        connector = self._connector(access)
        request = connector.create(access.account, work)
        before = monotonic()
        at = self.now()
        begun = self.store.write(
            lambda db: pushes.begin(
                db, going.delivery_id, attempts=going.attempts, state="sending", at=at
            )
        )
        if not begun:
            return None
        if monotonic() - before > _PROMPT:
            return None
        answer = self.systems.send(request)
        outcome = connector.created(answer) if isinstance(answer, Response) else answer
        log.info(
            "push id=%d attempt=%d outcome=%s",
            going.delivery_id,
            going.attempts + 1,
            type(outcome).__name__.casefold(),
        )
        step = self._sent(going._replace(attempts=going.attempts + 1), outcome)
        if step is None and isinstance(answer, Response):
            spent = wire.spent(answer, now=self.now())
            return Wait(spent, "the limit is spent") if spent else None
        return step

    def _sent(self, going: Going, outcome: Outcome) -> Step | Expired:
        """Record what a request came to."""
        match outcome:
            case Created(remote_id=remote_id, told=told):
                self._settle(going, "made", remote_id=remote_id, told=dict(told))
                return None
            case Refused(why=why):
                self._settle(going, "refused", why=why)
                return None
            case Expired():
                self._back(going, None, "the token was renewed")
                return outcome
            case base.Later():
                return self._not_now(going, outcome)
        # Nobody knows. It is looked for once the system can no longer be at work.
        self._wait(going, self.systems.settle, getattr(outcome, "why", ""))
        return None

    def _not_now(self, going: Going, outcome: base.Later) -> Step:
        """Put back what was not made; the whole account waits as it is asked to."""
        if self.now() - going.at > _DAY:
            self._settle(going, "dropped", why=pushwords.GAVE_UP)
            return None
        seconds = outcome.seconds
        if seconds is None:
            seconds = _pause(going.attempts)
        self._back(going, self.now() + timedelta(seconds=seconds), outcome.why)
        return Wait(seconds, outcome.why)

    def _look(self, going: Going, access: Open, work: Work) -> Step | Expired:
        """Ask whether what was sent is there, before anything is sent again."""
        begun = going.begun_at or going.at
        settled = begun + timedelta(seconds=self.systems.settle)
        if self.now() < settled:
            self._until(going, settled)
            return None
        twins = self._twins(going)
        away = max((each.begun_at for each in twins if each.begun_at), default=begun)
        if self.now() < (ends := away + timedelta(seconds=self.systems.settle)):
            # What is found could be its twin's, whose answer is on its way.
            self._until(going, ends)
            return None
        connector = self._connector(access)
        since = max(going.at, begun - _LOOKED_BACK)
        looks = connector.looks(access.account, work, min(since, begun))
        for last, look in ((each is looks[-1], each) for each in looks):
            try:
                rows = list(self._all(look))
            except BadAnswer as bad:
                if isinstance(bad.outcome, Refused) and not last:
                    continue
                return self._unseen(going, bad.outcome)
            seen = {each.remote_id: each for each in rows}
            if seen and self._seen(going, access, seen, twins=len(twins) + 1):
                return None
        return self._absent(going)

    def _all(self, look: base.Look) -> Iterator[Found]:
        """Yield what a look finds on all its pages; raise BadAnswer where one fails."""
        asked: Request | None = look.request
        for _ in range(_PAGES):
            if asked is None:
                return
            answer = self.systems.send(asked)
            if not isinstance(answer, Response):
                raise BadAnswer(answer)
            found, asked = look.rows(answer)
            yield from found
        raise BadAnswer(Unsure("the list has no end"))

    def _unseen(self, going: Going, outcome: Outcome) -> Step | Expired:
        """Return what to do when a look could not be had."""
        match outcome:
            case Expired():
                return outcome
            case base.Later(seconds=seconds, why=why):
                wait = _pause(1) if seconds is None else seconds
                self._until(going, self.now() + timedelta(seconds=wait), why)
                return Wait(wait, why)
            case Refused(why=why):
                self._settle(going, "uncertain", why=f"it cannot be looked for: {why}")
                return None
        if self.now() - going.at > _DAY:
            self._settle(going, "uncertain", why=pushwords.UNSEEN)
            return None
        wait = self.systems.settle / 4
        self._until(going, self.now() + timedelta(seconds=wait))
        return None

    def _twins(self, going: Going) -> list[Sending]:
        """Return the others that wait and are the same in all that can be told."""
        with self.store.read() as db:
            waiting = pushes.sending(db, going.account_id)
        return [
            each
            for each in waiting
            if each.delivery_id != going.delivery_id and _same(each.work, going.work)
        ]

    def _seen(
        self, going: Going, access: Open, found: dict[str, Found], *, twins: int
    ) -> bool:
        """Settle by what was *found* there; False when all of it is others' already.

        Entries that are the same in all that can be told are interchangeable: as many
        of them as wait may be given what is there, each its own.
        """
        at = self.now()

        def settle(db: Session) -> bool:
            accounts.lock(db, access.kept.id)
            known = pushes.known(
                db,
                firm_id=access.kept.firm_id,
                target=going.target,
                remote_ids=list(found),
            )
            left = sorted(found.keys() - known, key=lambda each: (len(each), each))
            if not left:
                return False
            pushes.settle(
                db,
                going.delivery_id,
                state="made" if len(left) <= twins else "uncertain",
                why=None if len(left) <= twins else pushwords.TWICE,
                remote_id=left[0] if len(left) <= twins else None,
                told=dict(found[left[0]].told) if len(left) <= twins else None,
                attempts=going.attempts,
                at=at,
            )
            return True

        settled = self.store.write(settle)
        log.info("looked id=%d found=%s", going.delivery_id, settled)
        return settled

    def _absent(self, going: Going) -> Step:
        """Let what is certainly not there go again, but not for ever."""
        if going.attempts >= _MOST_REQUESTS:
            self._settle(going, "dropped", why=pushwords.KEPT_FAILING)
            return None
        self._back(going, None, "it was not there")
        return None

    def _remove(self, going: Going, access: Open, work: Work) -> Step | Expired:
        """Take out what nobody has changed there; asking twice does no harm."""
        connector = self._connector(access)
        there = going.at + timedelta(seconds=self.systems.settle)
        if connector.eventual and self.now() < there:
            # What is not there yet would look as if it were gone.
            self._back(going, there, "it is being made there", state="removing")
            return None
        remote_id = going.remote_id or ""
        answer = self.systems.send(connector.read(access.account, remote_id, work))
        if not isinstance(answer, Response):
            return self._not_removed(going, answer)
        try:
            same = connector.unchanged(answer, work)
        except BadAnswer as bad:
            return self._not_removed(going, bad.outcome)
        if same is None:
            self._settle(going, "removed")
            return None
        if not same:
            return self._keep(going, pushwords.CHANGED_THERE)
        answer = self.systems.send(connector.remove(access.account, remote_id, work))
        outcome = connector.removed(answer) if isinstance(answer, Response) else answer
        if isinstance(outcome, Removed):
            self._settle(going, "removed")
            return None
        return self._not_removed(going, outcome)

    def _not_removed(self, going: Going, outcome: Outcome) -> Step | Expired:
        match outcome:
            case Expired():
                return outcome
            case Refused(why=why):
                return self._keep(going, why)
            case base.Later(seconds=seconds, why=why):
                wait = _pause(1) if seconds is None else seconds
                self._back(
                    going, self.now() + timedelta(seconds=wait), why, state="removing"
                )
                return Wait(wait, why)
        attempts = going.attempts + 1
        if attempts > 3 * _MOST_REQUESTS:
            return self._keep(going, pushwords.UNSEEN)
        at = self.now()
        due = at + timedelta(seconds=_pause(attempts))

        def count(db: Session) -> None:
            pushes.begin(
                db,
                going.delivery_id,
                attempts=going.attempts,
                state="removing",
                at=at,
            )
            pushes.back(
                db,
                going.delivery_id,
                attempts=attempts,
                state="removing",
                due_at=due,
                why="asked again",
            )

        self.store.write(count)
        return None

    def _keep(self, going: Going, why: str) -> Step:
        self.store.write(lambda db: pushes.keep(db, going.delivery_id, why=why))
        return None

    def _settle(
        self,
        going: Going,
        state: str,
        *,
        why: str | None = None,
        remote_id: str | None = None,
        told: dict[str, object] | None = None,
    ) -> None:
        """Write down how it ended, the id there with it, in one transaction."""
        at = self.now()
        done = self.store.write(
            lambda db: pushes.settle(
                db,
                going.delivery_id,
                state=state,
                why=why,
                remote_id=remote_id,
                told=told,
                attempts=going.attempts,
                at=at,
            )
        )
        if not done and remote_id is not None:
            self._doubled(going, remote_id)

    def _doubled(self, going: Going, remote_id: str) -> None:
        """Say that a request thought lost had made something after all."""
        known = self._fresh(going).remote_id
        if known != remote_id:
            log.error("push id=%d may be there twice", going.delivery_id)

    def _back(
        self,
        going: Going,
        due_at: datetime | None,
        why: str,
        *,
        state: str = "claimed",
    ) -> None:
        self.store.write(
            lambda db: pushes.back(
                db,
                going.delivery_id,
                attempts=going.attempts,
                state=state,
                due_at=due_at,
                why=why,
            )
        )

    def _wait(self, going: Going, seconds: float, why: str) -> None:
        self._until(going, self.now() + timedelta(seconds=seconds), why)

    def _until(self, going: Going, due_at: datetime, why: str = "") -> None:
        self._back(going, due_at, why or (going.why or ""), state="sending")

    def _connector(self, access: Open) -> Connector:
        return self.systems.by_name[access.kept.system].connector


def _same(one: dict[str, object], other: dict[str, object]) -> bool:
    """Return whether two works differ in nothing but our own reference."""
    return {**one, "reference": ""} == {**other, "reference": ""}


def _pause(attempts: int) -> float:
    """Return an exponential pause, spread so that many do not come at once."""
    longest: float = min(_LAST_PAUSE, _FIRST_PAUSE * 2 ** min(attempts - 1, 10))
    return longest * random.uniform(0.7, 1.0)  # noqa: S311 - only spreads them
