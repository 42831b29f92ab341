"""Who keeps time: what a person's own settings are, and who joins a firm."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from bot import errors, firmwords, ledger, locales
from bot.messages import Reply
from bot.turn import Turn
from storage import mailboxes, people
from storage.models import Timekeeper

CHANGED = "person"
WORDS = ("name", "code", "zone", "locale", "rate")
TARGETS = ("clio", "actionstep", "leap", "smokeball")
_CODE = re.compile(r"[^\s,;]{1,16}")
_RATE = re.compile(r"\$?(\d{1,5}(?:\.\d{1,2})?)(?: ?(?:/|per |an )h(?:our)?)?")
_NONE = frozenset({"none", "no", "-", "off"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person as an operator sees one; *targets* are their names elsewhere.

    *token* is the secret in their own inbound address, where they have one.
    """

    name: str
    code: str
    zone: str
    locale: str
    rate: Decimal | None
    targets: dict[str, str]
    addresses: tuple[str, ...]
    token: str | None = field(default=None, repr=False)


def me(turn: Turn, *, what: str = "", value: str = "") -> Reply:
    """Show the person's settings, or change one of them."""
    if not what:
        return Reply(_told(turn.person, changed=False))
    fields = checked(turn.db, turn.person, {what: value})
    before = {name: _plain(getattr(turn.person, name)) for name in fields}
    if all(getattr(turn.person, name) == value for name, value in fields.items()):
        return Reply(_told(turn.person, changed=True))
    changed = people.change(turn.db, **turn.owner, **fields)
    after = {name: _plain(each) for name, each in fields.items()}
    ledger.note(turn, CHANGED, before=before, after=after)
    return Reply(_told(changed or turn.person, changed=True))


def restore(turn: Turn, before: dict[str, Any]) -> str:
    """Bring back settings as they stood *before*."""
    fields = dict(before)
    if fields.get("rate") is not None:
        fields["rate"] = Decimal(fields["rate"])
    changed = people.change(turn.db, **turn.owner, **fields)
    return _told(changed or turn.person, changed=True)


def checked(
    db: Session, person: Timekeeper | None, said: dict[str, str], *, firm_id: int = 0
) -> dict[str, Any]:
    """Return the fields to keep for what was *said*; BadSetting names what is wrong."""
    firm = person.firm_id if person else firm_id
    fields: dict[str, Any] = {}
    for what, value in said.items():
        if what in TARGETS:
            known = dict(person.target_ids) if person else {}
            known |= fields.get("target_ids", {})
            if value.casefold() in _NONE:
                known.pop(what, None)
            else:
                known[what] = value
            fields["target_ids"] = known
        else:
            fields[what] = _value(what, value)
    if "code" in fields:
        taken = people.by_code(db, firm_id=firm, code=fields["code"])
        if taken is not None and (person is None or taken.id != person.id):
            raise errors.BadSetting(firmwords.code_taken(fields["code"], taken.name))
    return fields


def listed(db: Session, firm_id: int) -> list[Person]:
    """Return the people of a firm, by code."""
    return [_person(db, each) for each in people.listed(db, firm_id)]


def add(db: Session, *, firm_id: int, address: str, said: dict[str, str]) -> Person:
    """Add a person who writes from *address*; BadSetting when that cannot be."""
    fields = checked(db, None, said, firm_id=firm_id)
    fields.setdefault("code", free_code(db, firm_id=firm_id, name=fields["name"]))
    person_id = people.timekeeper_add(db, firm_id=firm_id, **fields)
    if not people.address_add(
        db, firm_id=firm_id, timekeeper_id=person_id, address=address
    ):
        raise errors.BadSetting(firmwords.address_taken(address))
    return named(db, firm_id=firm_id, code=fields["code"])


def named(db: Session, *, firm_id: int, code: str) -> Person:
    """Return the person of the firm with *code*, who is known to be there."""
    person = people.by_code(db, firm_id=firm_id, code=code)
    if person is None:
        raise errors.BadSetting(firmwords.no_such_person(code, []))
    return _person(db, person)


def change(db: Session, *, firm_id: int, who: str, said: dict[str, str]) -> Person:
    """Change settings of the person with the code *who*; BadSetting says why not."""
    person = people.by_code(db, firm_id=firm_id, code=who)
    if person is None:
        known = [each.code for each in people.listed(db, firm_id)]
        raise errors.BadSetting(firmwords.no_such_person(who, known))
    fields = checked(db, person, said)
    if not fields:
        return _person(db, person)
    changed = people.change(db, firm_id=firm_id, timekeeper_id=person.id, **fields)
    return _person(db, changed or person)


def free_code(db: Session, *, firm_id: int, name: str) -> str:
    """Return initials for *name* that nobody in the firm has."""
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", name)).upper()[:4]
    taken = {each.code for each in people.listed(db, firm_id)}
    code, count = initials or "ME", 2
    while code in taken:
        code = f"{initials or 'ME'}{count}"
        count += 1
    return code


def _value(what: str, value: str) -> Any:
    """Return *value* as it is kept; BadSetting says what it should look like."""
    value = " ".join(value.split())
    match what:
        case "name" if value and len(value) <= 100:
            return value
        case "code" if _CODE.fullmatch(value):
            return value
        case "zone":
            return _zone(value)
        case "locale":
            try:
                return locales.named(value)
            except ValueError as error:
                raise errors.BadSetting(
                    f"“{errors.shorten(value)}” {error}. For example: me locale en-AU"
                ) from error
        case "rate" if value.casefold() in _NONE:
            return None
        case "rate" if (found := _RATE.fullmatch(value)) and Decimal(found[1]):
            return Decimal(found[1])
    raise errors.BadSetting(firmwords.bad_setting(what, value))


def _zone(value: str) -> str:
    """Return the IANA name for a zone, also by its city alone."""
    wanted = value.replace(" ", "_").casefold()
    named = [
        each
        for each in sorted(available_timezones())
        if each.casefold() == wanted or each.rpartition("/")[2].casefold() == wanted
    ]
    if named:
        return next((each for each in named if "/" in each), named[0])
    raise errors.BadSetting(firmwords.bad_setting("zone", value))


def _told(row: Timekeeper, *, changed: bool) -> str:
    """Return a person's settings in words."""
    return firmwords.me(
        row.name,
        code=row.code,
        zone=row.zone,
        locale=row.locale,
        rate=row.rate,
        targets=row.target_ids,
        changed=changed,
    )


def _person(db: Session, row: Timekeeper) -> Person:
    """Return a person as an operator sees one."""
    box = mailboxes.of_person(db, firm_id=row.firm_id, timekeeper_id=row.id)
    return Person(
        name=row.name,
        code=row.code,
        zone=row.zone,
        locale=row.locale,
        rate=row.rate,
        targets={name: str(each) for name, each in row.target_ids.items()},
        addresses=tuple(
            people.addresses(db, firm_id=row.firm_id, timekeeper_id=row.id)
        ),
        token=None if box is None else box.token,
    )


def _plain(value: Any) -> Any:
    """Return *value* as JSON takes it."""
    return str(value) if isinstance(value, Decimal) else value
