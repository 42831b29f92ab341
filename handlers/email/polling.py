"""The second way in: a folder of an ordinary mailbox, looked into again and again.

A letter is marked when it has been kept; one that was kept and not marked (a crash
between the two) is met again and makes nothing new, for its key is known by then.
"""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from imaplib import IMAP4

from imap_tools import BaseMailBox
from imap_tools.errors import ImapToolsError

from bot.service import Bot
from bot.settings import Settings
from handlers.email import doors, imap
from handlers.email.arrival import Arrival
from handlers.email.imap import Folder, NotSaid, Waiting
from handlers.email.inbox import OLDEST, Inbox

_FIRST_PAUSE = 5.0  # seconds, doubled with each failure in a row
_LAST_PAUSE = 300.0
# A server may hang up on who waits longer: RFC 2177.
_LONGEST_WAIT = 25 * 60.0
_DAY = timedelta(days=1)
_FAULTS = (OSError, IMAP4.error, ImapToolsError, NotSaid)
log = logging.getLogger(__name__)


@dataclass
class Poll:
    """Looks through the folder for the *inbox*, until it is told to stop.

    *passed* are letters that are none of ours, under the folder's *epoch*.
    """

    inbox: Inbox
    settings: Settings
    now: Callable[[], datetime]
    connect: Callable[[Settings], BaseMailBox] = imap.connected
    stopping: threading.Event = field(default_factory=threading.Event)
    passed: set[str] = field(default_factory=set)
    epoch: str = ""

    def run(self) -> None:
        """Look and wait, and connect again after a while when that fails."""
        pause = _FIRST_PAUSE
        while not self.stopping.is_set():
            try:
                with imap.opened(self.settings, connect=self.connect) as folder:
                    while not self.stopping.is_set():
                        self.look(folder)
                        pause = _FIRST_PAUSE
                        self._wait(folder)
            except _FAULTS as fault:
                log.warning("imap fault=%s pause=%d", type(fault).__name__, pause)
                self.stopping.wait(pause)
                pause = min(2 * pause, _LAST_PAUSE)

    def look(self, folder: Folder) -> None:
        """Take every letter of ours that waits, and mark it."""
        if folder.epoch != self.epoch:
            self.passed.clear()
            self.epoch = folder.epoch
        since = (self.now() - OLDEST - _DAY).date()
        for each in folder.waiting(since=since, seen=self.passed):
            if self.stopping.is_set():
                return
            ours = tuple(filter(self.inbox.opens, each.head.recipients))
            if not ours:
                self.passed.add(each.uid)
                continue
            self._take(folder, each, ours)

    def _take(self, folder: Folder, waiting: Waiting, ours: tuple[str, ...]) -> None:
        """Take one letter; what cannot be kept for the moment is left as it is."""
        if waiting.size > self.settings.mail_size:
            log.warning("imap letter too large bytes=%d", waiting.size)
            folder.mark(waiting.uid, folder.marks.refused)
            return
        raw = folder.letter(waiting.uid)
        told = self.inbox.take(Arrival(raw, giver=waiting.giver, recipients=ours))
        kinds = {each[0] for each in told}
        if "4" in kinds:
            return
        marks = folder.marks
        folder.mark(waiting.uid, marks.kept if "2" in kinds else marks.refused)

    def _wait(self, folder: Folder) -> None:
        """Wait for the next look: the server's word, or the seconds that are set."""
        seconds = float(self.settings.imap_seconds)
        if folder.can_wait:
            folder.wait(min(seconds, _LONGEST_WAIT), until=self.stopping)
        else:
            self.stopping.wait(seconds)


@asynccontextmanager
async def opened(bot: Bot, *, now: Callable[[], datetime]) -> AsyncIterator[Poll]:
    """Look into the mailbox that is set until the end; finish the letter under way."""
    with doors.taker(bot, now=now, desks=1) as inbox:
        poll = Poll(inbox, bot.settings, now)
        running = asyncio.create_task(asyncio.to_thread(poll.run))
        try:
            yield poll
        finally:
            poll.stopping.set()
            await running


def missing(settings: Settings) -> str:
    """Return what is to be set before a mailbox can be looked into, or nothing."""
    if settings.imap_host is None:
        return (
            "A mailbox to look into needs a server. Set it, for example "
            "TENTHS_IMAP_HOST=imap.firm.example"
        )
    lacking = [
        name
        for name in ("mail_address", "imap_user", "imap_password")
        if getattr(settings, name) is None
    ]
    named = " and ".join(f"TENTHS_{each.upper()}" for each in lacking)
    return f"A mailbox to look into needs {named} as well." if named else ""
