"""Letters as people send them, and a house whose people have mailboxes."""

import zlib
from dataclasses import dataclass, field
from email.utils import format_datetime
from itertools import count

from bot import mailboxes
from handlers.email import reading
from handlers.email.arrival import Arrival
from handlers.email.inbox import Inbox
from storage import inbox as kept
from storage import letters, people
from tests.fakes import house as houses
from tests.fakes.house import House

MX = "mx.firm.example"
BASE = "time@firm.example"
EMAILS = {
    "ada": "ada@firm.example",
    "ben": "ben@firm.example",
    "zoe": "zoe@other.example",
}
SETTINGS = {"TENTHS_MAIL_ADDRESS": BASE, "TENTHS_AUTHSERV_ID": MX}
_NUMBERS = count()


def shown(domain, *, by=MX):
    """Return what a firm's server says of a letter whose sender it could check."""
    return f"Authentication-Results: {by}; dmarc=pass header.from={domain}\r\n".encode()


def letter(
    text, *, sender=EMAILS["ada"], at=houses.NOON, proven=True, top=b"", **headers
):
    """Return a letter of *text*; *top* stands above its own header."""
    head = {
        "From": sender,
        "To": BASE,
        "Subject": "time",
        "Date": format_datetime(at),
        "Message-ID": f"<{next(_NUMBERS)}@client.example>",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    seal = shown(sender.rpartition("@")[2].strip("> ")) if proven else b""
    body = text.replace("\n", "\r\n").encode() + b"\r\n"
    return top + seal + lines.encode() + b"\r\n" + body


@dataclass
class Post:
    """A house to write letters to: its people's inbound addresses, and its inbox."""

    house: House
    read: object = reading.read
    lookup: object = None
    to: dict = field(default_factory=dict)

    @property
    def inbox(self):
        return Inbox(
            self.house.bot, self.read, lambda: self.house.clock[0], self.lookup
        )

    def take(self, raw, *who, giver="x@client.example"):
        """Bring a letter to people of the house, or to addresses; return statuses."""
        recipients = tuple(self.to.get(each, each) for each in who or ["ada"])
        return self.inbox.take(Arrival(raw, giver, recipients))

    def kept(self, key, *, who="ada"):
        """Return the message that a person sent under *key* and its letter."""
        with self.house.bot.store.read() as db:
            person = people.timekeeper_at(db, f"chat:{who}")
            found = kept.message(
                db, firm_id=person.firm_id, timekeeper_id=person.id, key=key
            )
            if found is None:
                return None, None
            return found, letters.of_message(
                db, firm_id=person.firm_id, message_id=found.id
            )

    def texts(self):
        """Return every kept letter as it came, decompressed."""
        with self.house.bot.store.read() as db:
            return [
                zlib.decompress(raw)
                for (raw,) in db.connection().exec_driver_sql("SELECT raw FROM letter")
            ]

    def messages(self):
        with self.house.bot.store.read() as db:
            rows = db.connection().exec_driver_sql("SELECT count(*) FROM message")
            return rows.scalar_one()


def moved_in(store, tmp_path, *, read=reading.read, lookup=None, **environ):
    """Return a house on *store* whose three people have mailboxes."""
    house = houses.opened(store, tmp_path, **{**SETTINGS, **environ})
    post = Post(house, read=read, lookup=lookup)
    for who, email in EMAILS.items():
        person = house.bot.person_change(f"chat:{who}", email=email)
        post.to[who] = mailboxes.address(BASE, person.token)
    return post
