"""People who send letters as fast as they are taken, and remember what was answered."""

import random
import re
import smtplib
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import text

from bot import mailboxes, service
from bot.messages import Said
from bot.settings import Settings
from handlers.email import reading
from storage.engine import open_store
from tests.fakes.door import HOST
from tests.fakes.mail import BASE, MX, letter

_LETTERS = str.maketrans("0123456789", "bcdfghjklm")
_PATIENCE = 60
_ENTRIES = """
SELECT entry.narrative, entry.minutes, message."by", message."key"
FROM entry JOIN message ON message.id = entry.message_id WHERE entry.state = 'ready'
"""


@dataclass(eq=False)
class Sent:
    """One letter: what is to become of it, and how often it was answered 250."""

    who: str
    narrative: str
    minutes: int
    raw: bytes = field(repr=False)
    taken: int = 0

    @property
    def entry(self):
        """Return the entry that is to be made of it, and of which message."""
        key = f"email:{self.fingerprint}"
        return (self.narrative, self.minutes, f"email:{self.who}", key)

    @property
    def fingerprint(self):
        return reading.read(self.raw).fingerprint


@dataclass
class Bag:
    """Every letter that was ever sent by *people*: their mail and inbound addresses."""

    people: dict
    seed: int = 0
    letters: list = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self):
        self._again = []
        self._stopped = threading.Event()
        self._chance = random.Random(self.seed)

    def send(self, here, *, sessions=8, most=None):
        """Send letters until whoever takes them is gone, or *most* of them were sent.

        Those without an answer come first, and some of the answered ones again.
        """
        answered = [each for each in self.letters if each.taken]
        again = self._chance.sample(answered, min(20, len(answered)))
        self._again = [each for each in self.letters if not each.taken] + again
        self._left = len(self._again) if most is None else most
        self._endless = most is None
        threads = [
            threading.Thread(target=self._session, args=(here, number % 2 == 1))
            for number in range(sessions)
        ]
        for each in threads:
            each.start()
        return threads

    def _session(self, here, local):
        """Send one letter after the other over one connection, as long as it lasts."""
        kind, port = (
            (smtplib.LMTP, here.lmtp_port) if local else (smtplib.SMTP, here.port)
        )
        with suppress(OSError, smtplib.SMTPException):
            client = kind(HOST, port, local_hostname="client", timeout=_PATIENCE)
            with client:
                while (each := self._next()) is not None:
                    client.sendmail(
                        "x@client.example", [self.people[each.who]], each.raw
                    )
                    each.taken += 1

    def _next(self):
        with self.lock:
            if self._again:
                return self._again.pop()
            if not self._endless and self._left <= 0:
                return None
            self._left -= 1
            number = len(self.letters)
            who = sorted(self.people)[number % len(self.people)]
            units = 1 + number % 9
            narrative = f"call {self.seed}x{number}x".translate(_LETTERS) + "re lease"
            raw = letter(f"0.{units} {narrative}, Smith file", sender=who, Date=None)
            self.letters.append(Sent(who, narrative, 6 * units, raw))
            return self.letters[-1]

    @property
    def taken(self):
        return [each for each in self.letters if each.taken]

    @property
    def count(self):
        """Return how many times the answer was 250, to one and the same letter too."""
        return sum(each.taken for each in list(self.letters))


def moved_in(environ, *, people=6):
    """Make a firm on the database in *environ*; return who writes, and where to."""
    settings = Settings.from_env(environ)
    found = {}
    with closing(service.open_bot(settings, now=lambda: datetime.now(UTC))) as bot:
        bot.join("chat:local", name="Ben")
        for number in range(people):
            email = f"ada{number}@firm.example"
            added = bot.person_add("chat:local", email=email, name=f"Ada B{number}")
            found[email] = mailboxes.address(BASE, added.token)
    return found


def entries(url):
    """Return every entry that is kept, as `Sent.entry` has it."""
    with closing(open_store(url, migrate=False)) as store, store.read() as db:
        return [tuple(row) for row in db.execute(text(_ENTRIES))]


def is_sound(url):
    """Say whether the database itself finds nothing wrong with it."""
    if not url.startswith("sqlite"):
        return True
    with closing(open_store(url, migrate=False)) as store, store.read() as db:
        whole = db.scalar(text("PRAGMA integrity_check"))
        return whole == "ok" and not db.execute(text("PRAGMA foreign_key_check")).all()


def totals(environ, people):
    """Return what the bot says that each of the *people* has worked today."""
    now = datetime.now(UTC)
    with closing(service.open_bot(Settings.from_env(environ), now=lambda: now)) as bot:
        told = {
            who: bot.answer(
                Said(by=f"email:{who}", text="today", key=f"today-{now}", at=now)
            ).text
            for who in people
        }
    return {
        who: re.search(r"^Total (\S+ h)", said, re.MULTILINE)[1]
        for who, said in told.items()
    }


def answers(relay):
    """Return the Message-IDs of the answers to each letter, by that letter's own."""
    found = {}
    for each in list(relay.taken):
        head = each.raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode()
        unfolded = re.sub(r"\n[ \t]+", " ", head)
        named = dict(re.findall(r"^([\w-]+): +(.*)$", unfolded, re.MULTILINE))
        found.setdefault(named["In-Reply-To"], []).append(named["Message-ID"])
    return found


def until(true, *, seconds):
    """Wait until something is *true*; fail when it is not in so many *seconds*."""
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come to pass"
        time.sleep(0.02)


SETTINGS = {
    "TENTHS_MAIL_ADDRESS": BASE,
    "TENTHS_AUTHSERV_ID": MX,
    "TENTHS_RELAY_HOST": HOST,
    "TENTHS_RELAY_TLS": "none",
    "TENTHS_MAIL_REPLIES": "100000",
}
