"""Each person's own inbound address: whose it is, and how it is given and changed."""

import re
from base64 import b32encode
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_bytes

from sqlalchemy.orm import Session

from bot import errors, firmwords
from bot import people as persons
from bot.people import Person
from storage import mailboxes, numbers, people

CHANNEL = "email:"
# Ten bytes are sixteen characters: eighty bits that nobody guesses.
_BYTES = 10
_LONGEST = 254
_EMAIL = re.compile(r"[^\s@<>(),;:\"\\]+@[^\s@<>(),;:\"\\]+")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What a token opens: whose it is, and the mail *addresses* that they have."""

    firm: int
    person: int
    addresses: tuple[str, ...] = field(repr=False)


def address(base: str, token: str) -> str:
    """Return the inbound address that *token* makes of the house's own.

    >>> address("time@firm.example", "k5xw")
    'time+k5xw@firm.example'
    """
    local, _, domain = base.rpartition("@")
    return f"{local}+{token}@{domain}"


def token(recipient: str, base: str) -> str:
    """Return the token in *recipient*, or nothing when it is no address of ours.

    >>> token("Time+K5XW@Firm.Example", "time@firm.example")
    'k5xw'
    """
    local, _, domain = base.rpartition("@")
    before, _, after = recipient.strip().lower().rpartition("@")
    name, plus, found = before.partition("+")
    return found if plus and (name, after) == (local, domain) else ""


def registered(value: str) -> str:
    """Return a mail address as it is registered; BadSetting when it is none.

    >>> registered("Ada@Firm.Example ")
    'ada@firm.example'
    """
    # Not casefold, which makes one of two addresses: ß is not ss.
    value = value.strip().lower()
    if len(value) > _LONGEST or not _EMAIL.fullmatch(value):
        raise errors.BadSetting(firmwords.bad_setting("mail address", value))
    return value


def proper(where: str) -> str:
    """Return where a person writes from as it is kept: a mail address is folded."""
    if where.casefold().startswith(CHANNEL):
        return CHANNEL + registered(where[len(CHANNEL) :])
    return where


def opened(db: Session, token: str) -> Mailbox | None:
    """Return the mailbox that *token* opens, or None when it opens none any more."""
    holder = mailboxes.holder(db, token)
    if holder is None:
        return None
    return Mailbox(
        firm=holder.firm_id,
        person=holder.timekeeper_id,
        addresses=tuple(
            each.removeprefix(CHANNEL)
            for each in holder.addresses
            if each.startswith(CHANNEL)
        ),
    )


def provide(
    db: Session, *, firm_id: int, code: str, email: str = "", at: datetime
) -> Person:
    """Let the person with *code* write from *email*; return them with their mailbox.

    Whoever has a mail address has a mailbox, until it is taken away; an *email* that is
    named gives one again. BadSetting when the address is somebody else's.
    """
    person_id = _id(db, firm_id=firm_id, code=code)
    owner = {"firm_id": firm_id, "timekeeper_id": person_id}
    numbers.hold(db, timekeeper_id=person_id)
    known = people.addresses(db, **owner)
    if email:
        added = CHANNEL + registered(email)
        if added not in known and not people.address_add(db, **owner, address=added):
            raise errors.BadSetting(firmwords.address_taken(registered(email)))
        known.append(added)
    reachable = any(each.startswith(CHANNEL) for each in known)
    missing = reachable and mailboxes.of_person(db, **owner) is None
    if missing and (email or not mailboxes.ever(db, **owner)):
        _give(db, firm_id=firm_id, person_id=person_id, at=at)
    return persons.named(db, firm_id=firm_id, code=code)


def withdraw(
    db: Session, *, firm_id: int, code: str, email: str, at: datetime
) -> Person:
    """Let the person with *code* write from *email* no more; return them.

    With the last mail address the mailbox is closed. BadSetting when they never did.
    """
    person_id = _id(db, firm_id=firm_id, code=code)
    owner = {"firm_id": firm_id, "timekeeper_id": person_id}
    numbers.hold(db, timekeeper_id=person_id)
    gone = registered(email)
    removed = people.address_remove(db, **owner, address=CHANNEL + gone)
    left = [
        each.removeprefix(CHANNEL)
        for each in people.addresses(db, **owner)
        if each.startswith(CHANNEL)
    ]
    if not removed:
        raise errors.BadSetting(firmwords.address_unknown(gone, left))
    if not left:
        mailboxes.revoke(db, **owner, at=at)
    return persons.named(db, firm_id=firm_id, code=code)


def rotate(db: Session, *, firm_id: int, code: str, at: datetime) -> Person:
    """Give the person with *code* another mailbox; the one before is closed at once."""
    person = revoke(db, firm_id=firm_id, code=code, at=at)
    person_id = _id(db, firm_id=firm_id, code=code)
    _give(db, firm_id=firm_id, person_id=person_id, at=at)
    return persons.named(db, firm_id=firm_id, code=person.code)


def revoke(db: Session, *, firm_id: int, code: str, at: datetime) -> Person:
    """Close the mailbox of the person with *code*; BadSetting when nobody has it."""
    person_id = _id(db, firm_id=firm_id, code=code)
    numbers.hold(db, timekeeper_id=person_id)
    mailboxes.revoke(db, firm_id=firm_id, timekeeper_id=person_id, at=at)
    return persons.named(db, firm_id=firm_id, code=code)


def _give(db: Session, *, firm_id: int, person_id: int, at: datetime) -> None:
    """Give a person a mailbox under a token that nobody ever had."""
    while not mailboxes.add(
        db, firm_id=firm_id, timekeeper_id=person_id, token=_fresh(), at=at
    ):
        pass


def _fresh() -> str:
    """Return a new secret, in letters and digits that no mail server folds."""
    return b32encode(token_bytes(_BYTES)).decode().casefold()


def _id(db: Session, *, firm_id: int, code: str) -> int:
    """Return the id of the person with *code*; BadSetting when nobody has it."""
    person = people.by_code(db, firm_id=firm_id, code=code)
    if person is None:
        known = [each.code for each in people.listed(db, firm_id)]
        raise errors.BadSetting(firmwords.no_such_person(code, known))
    return person.id
