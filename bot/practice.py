"""The practice systems as a whole: the work that goes there, and the way to connect."""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot import connecting, pushwords, receipts, schedules, syncing, underway
from bot.connecting import REVOKE, Connected, Leaving, Page
from bot.desk import Desk
from bot.errors import Problem
from bot.hearing import Deed, Ear
from bot.messages import Reply, Said
from bot.parcels import Carrier
from bot.push import PUSH
from bot.pushing import Pusher
from bot.syncing import SYNC
from bot.systems import Systems
from bot.turn import Progress
from bot.underway import UnderWay
from bot.work import Drive, Job, Later, Tick
from storage import accounts, inbox, pushes
from storage.engine import Store

_EVERY = 5
_NIGHT = timedelta(hours=24)
_QUIET_HOUR = 3
RESULT = "result"
log = logging.getLogger(__name__)

Say = Callable[[Said, Callable[[Ear], Deed]], Reply]


@dataclass(frozen=True, slots=True)
class Practice:
    """What is done with practice systems that no single message does by itself.

    *say* answers a message as the bot does; *heard* understands a command. *zone* is
    where it is night at night, *name* this process's among those on one database.
    """

    store: Store
    desk: Desk
    systems: Systems
    say: Say
    heard: Callable[[str, Ear], Deed]
    zone: ZoneInfo
    name: str

    def offered(self, word: str) -> Page:
        """Return what a link stands for; NotConnected says why it is good no more."""
        with self.store.read() as db:
            return connecting.offered(db, self.systems, word, desk=self.desk)

    def leave(self, word: str) -> Leaving:
        """Use a link up and return where the person goes; NotConnected says why not."""
        return connecting.leave(self.store, self.systems, word, desk=self.desk)

    def come_back(
        self, *, state: str, browser: str, code: str, error: str
    ) -> Connected:
        """Take the person's yes and have the lists fetched; or raise NotConnected."""
        found = connecting.come_back(
            self.store,
            self.systems,
            desk=self.desk,
            state=state,
            browser=browser,
            code=code,
            error=error,
        )
        enqueue = self.desk.enqueue
        if enqueue is not None:
            self.store.write(lambda db: enqueue(db, SYNC, found.account_id))
        return found

    def jobs(self, carriers: Mapping[str, Carrier]) -> tuple[Job, ...]:
        """Return the work that goes to practice systems.

        How far a push is gets shown by those *carriers* whose channels are prompt.
        """
        shown = UnderWay(
            self.store,
            {name: carriers[name] for name in self.desk.prompt & carriers.keys()},
        )
        return (
            Job(PUSH, partial(self._push, shown), at_once=8),
            Job(SYNC, self._sync, at_once=2),
            Job(REVOKE, partial(connecting.revoke, self.store, self.systems)),
        )

    def do(
        self, job: str, number: int, *, progress: Progress | None = None
    ) -> Reply | Later | None:
        """Do one attempt of a job here and now; return what there is to say of it."""
        if job == SYNC:
            return self._synced(number)
        if job == REVOKE:
            return connecting.revoke(self.store, self.systems, number)
        pusher = self._pusher(secrets.token_hex(8))
        later = replace(pusher, progress=progress).run(number)
        return self.result(number) if later is None else later

    def ticks(self, drive: Drive) -> tuple[Tick, ...]:
        """Return what comes round: lost work is made due, lists are fetched nightly."""
        return (partial(self._sweep, drive, [True]), partial(self._nightly, drive))

    def result(self, message: int, *, word: str = RESULT) -> Reply | None:
        """Say, once for each *word*, what became of what a *message* drove."""
        with self.store.read() as db:
            found = inbox.by_id(db, message)
        if found is None:
            return None
        said = Said(
            by=found.by,
            text="receipts",
            key=f"{found.key}:{word}",
            at=self.desk.now(),
            # A connection that is over is news; a result goes on with what was said.
            envelope=underway.onward(found) if word == RESULT else found.envelope,
        )
        try:
            return self.say(said, lambda _: partial(receipts.result, message=message))
        except Problem:
            # Whoever asked is gone; the receipts stay.
            log.info("result id=%d nobody to tell", message)
        return None

    def _push(self, shown: UnderWay, message: int) -> Later | None:
        progress = partial(shown.show, message)
        return replace(self._pusher(self.name), progress=progress).run(message)

    def _pusher(self, name: str) -> Pusher:
        return Pusher(
            self.store, self.systems, self.desk.now, self._settled, self._over, name
        )

    def _settled(self, message: int) -> None:
        self.result(message)

    def _over(self, message: int) -> None:
        self.result(message, word="over")

    def _sync(self, number: int) -> Later | None:
        outcome = syncing.run(self.store, self.systems, number, now=self.desk.now)
        return outcome if isinstance(outcome, Later) else None

    def _synced(self, number: int) -> Reply | Later | None:
        """Fetch lists here and now, and say what they brought."""
        outcome = syncing.run(self.store, self.systems, number, now=self.desk.now)
        if outcome is None or isinstance(outcome, Later):
            return outcome
        with self.store.read() as db:
            kept = accounts.find(db, number)
        known = None if kept is None else self.systems.by_name.get(kept.system)
        label = "" if known is None else known.connector.label
        return Reply(pushwords.synced(label, **asdict(outcome)))

    def _sweep(self, drive: Drive, first: list[bool], at: datetime) -> None:
        """Make due what nothing is under way for any more, at the start and then."""
        if not first and at.minute % _EVERY:
            return
        first.clear()
        with self.store.read() as db:
            left = pushes.unsettled_messages(db)
            gone = accounts.to_revoke(db)
        for job, numbers in ((PUSH, left), (REVOKE, gone)):
            lost = set(numbers) - drive.under_way(job) if numbers else set()
            for each in sorted(lost):
                drive.revive(job, each)
            if lost:
                log.info("revived job=%s count=%d", job, len(lost))

    def _nightly(self, drive: Drive, at: datetime) -> None:
        """Fetch the lists of those whose are a day old; new connections at once."""
        night = at.astimezone(self.zone).hour == _QUIET_HOUR
        with self.store.read() as db:
            stale = accounts.stale(db, before=at - _NIGHT)
        wanted = {each.id for each in stale if night or each.synced_at is None}
        for each in sorted(wanted - drive.under_way(SYNC) if wanted else ()):
            drive.revive(SYNC, each)


def scheduled(store: Store, say: Say, heard: Callable[[str, Ear], Deed]) -> Tick:
    """Return what says for people, each minute, what is due by then."""

    def tick(at: datetime) -> None:
        schedules.tick(store, say, heard, now=at)

    return tick
