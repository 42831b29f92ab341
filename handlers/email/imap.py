"""An ordinary mailbox that letters are routed to: looked through, each letter marked.

Nothing is deleted, moved or opened there. A letter that was kept bears a keyword of
ours; where the server keeps no keywords, it is marked as seen.
https://www.rfc-editor.org/rfc/rfc3501 has the commands and the flags.
"""

import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from imaplib import IMAP4
from itertools import pairwise
from threading import Event
from typing import Any

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

from bot.settings import Settings
from handlers.email import heads, letters
from handlers.email.letters import Letter

# Longer than a server may think, shorter than a person waits.
_SECONDS = 30.0
_GLANCE = 1.0
_AT_ONCE = 100
# Where a server or a provider says for whom a letter is.
_HEADERS = (
    "TO CC DELIVERED-TO X-ORIGINAL-TO ENVELOPE-TO X-ENVELOPE-TO RESENT-TO RESENT-CC "
    "X-FORWARDED-TO APPARENTLY-TO RETURN-PATH"
)
_UID = re.compile(rb"\bUID (\d{1,10})")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


class NotSaid(Exception):
    """The server's answer has not what was asked for."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How letters are marked in one mailbox, and how those without are found."""

    kept: str
    refused: str
    unmarked: str


KEYWORDS = Marks(
    "$TenthsKept", "$TenthsRefused", "UNKEYWORD $TenthsKept UNKEYWORD $TenthsRefused"
)
SEEN = Marks("\\Seen", "\\Seen \\Flagged", "UNSEEN")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that bears no mark: its *uid*, its *size* in bytes, and its head."""

    uid: str
    size: int
    head: Letter
    giver: str


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder of a mailbox on a server, open; *epoch* changes when uids do."""

    box: BaseMailBox
    marks: Marks
    epoch: str

    def waiting(self, *, since: date, seen: set[str]) -> Iterator[Waiting]:
        """Yield the unmarked letters that came *since*, but those already *seen*."""
        day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        found = self.box.uids(f"{self.marks.unmarked} SINCE {day}", charset=None)
        new = [each for each in found if each not in seen]
        for start in range(0, len(new), _AT_ONCE):
            yield from self._heads(new[start : start + _AT_ONCE])

    def letter(self, uid: str) -> bytes:
        """Return the whole letter, which stays unread."""
        for told, content in self._fetched([uid], "BODY.PEEK[]"):
            if _number(_UID, told) == uid:
                return content
        raise NotSaid

    def mark(self, uid: str, flags: str) -> None:
        """Give a letter *flags*; those that it has stay."""
        # imap-tools' own way would also expunge what somebody else wants deleted.
        status, _ = self.box.client.uid("STORE", uid, "+FLAGS.SILENT", f"({flags})")
        if status != "OK":
            raise NotSaid

    def wait(self, seconds: float, *, until: Event) -> None:
        """Wait until something happens in the folder, at most for *seconds*.

        It also ends when *until* is set, or the server has hung up.
        """
        over = time.monotonic() + seconds
        with self.box.idle as idle:
            while not until.is_set() and time.monotonic() < over:
                begun = time.monotonic()
                if idle.poll(timeout=_GLANCE) or time.monotonic() - begun < _GLANCE / 2:
                    return

    @property
    def can_wait(self) -> bool:
        """Say whether the server tells by itself that something has come."""
        return "IDLE" in self.box.client.capabilities

    def _heads(self, uids: Sequence[str]) -> Iterator[Waiting]:
        asked = f"RFC822.SIZE BODY.PEEK[HEADER.FIELDS ({_HEADERS})]"
        for told, content in self._fetched(uids, asked):
            head, _ = heads.read(content)
            yield Waiting(
                uid=_number(_UID, told),
                size=int(_number(_SIZE, told)),
                head=letters.headed(head),
                giver=head.first("return-path").decode("ascii", "replace").strip(),
            )

    def _fetched(self, uids: Sequence[str], what: str) -> Iterator[tuple[bytes, bytes]]:
        """Yield what the server tells of each letter, and the bytes asked for."""
        status, lines = self.box.client.uid("FETCH", ",".join(uids), f"(UID {what})")
        if status != "OK":
            raise NotSaid
        given: list[Any] = [*lines, b""]
        for each, after in pairwise(given):
            if isinstance(each, tuple):
                # What stands behind the bytes may be told before or after them.
                rest = after if isinstance(after, bytes) else b""
                yield each[0] + rest, each[1]


@contextmanager
def opened(
    settings: Settings, *, connect: Callable[[Settings], BaseMailBox]
) -> Iterator[Folder]:
    """Log in and open the folder that is set; leave it as it is at the end."""
    box = connect(settings)
    try:
        box.login(
            settings.imap_user or "", settings.imap_password or "", initial_folder=None
        )
        box.folder.set(settings.imap_folder)
        _, allowed = box.client.response("PERMANENTFLAGS")
        _, epoch = box.client.response("UIDVALIDITY")
        keeps = b"\\*" in b" ".join(each for each in allowed or [] if each)
        marks = KEYWORDS if keeps else SEEN
        yield Folder(box, marks, (epoch or [b""])[-1].decode("ascii", "replace"))
    finally:
        # After a fault there is nobody to say goodbye to.
        with suppress(OSError, IMAP4.error, ImapToolsError):
            box.logout()
        with suppress(OSError):
            box.client.shutdown()


def connected(settings: Settings) -> BaseMailBox:
    """Return a connection to the server that is set, by TLS unless that is off."""
    host, port = settings.imap_host or "", settings.imap_port
    if not settings.imap_tls:
        return MailBoxUnencrypted(host, port, timeout=_SECONDS)
    return MailBox(
        host, port, timeout=_SECONDS, ssl_context=ssl.create_default_context()
    )


def _number(pattern: re.Pattern[bytes], told: bytes) -> str:
    found = pattern.search(told)
    if found is None:
        raise NotSaid
    return found[1].decode("ascii")
