"""Every sentence about a firm: its people and matters, what is on, what to ask."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from bot.errors import shorten
from bot.replies import money

NO_LIST = "labels stay as dictated; tenths matters import FILE brings one in"
NO_MATTERS = (
    "There are no open matters on the list, so labels stay as you dictate them. Add "
    "one with its number, for example: matter add 2024-FAM-0312 Smith v Jones"
)
_EXAMPLES = {
    "name": "me name Ada Lovelace",
    "code": "me code AL",
    "zone": "me zone Australia/Sydney",
    "locale": "me locale en-AU",
    "rate": "me rate 450",
    "mail address": "ada@firm.example",
}


def me(
    name: str,
    *,
    code: str,
    zone: str,
    locale: str,
    rate: Decimal | None,
    targets: Mapping[str, str],
    changed: bool,
) -> str:
    """Return a person's settings."""
    price = "none" if rate is None else f"${money(rate)}/h ex GST"
    words = f"{name} · code {code} · {zone} · {locale} · rate {price}"
    parts = [f"✓ {words}" if changed else words]
    parts += [f"In {target}: {user}" for target, user in sorted(targets.items())]
    if not changed:
        parts.append("To change one, for example: me rate 450")
    return "\n".join(parts)


def bad_setting(what: str, value: str) -> str:
    """Return that a setting cannot be *value*, with one that it can be."""
    example = _EXAMPLES.get(what, "me name Ada Lovelace")
    return f"“{shorten(value)}” cannot be a {what}. For example: {example}"


def code_taken(code: str, name: str) -> str:
    """Return that somebody else has a code."""
    return f"{name} has the code {code} already. Choose another, for example {code}2"


def address_taken(address: str) -> str:
    """Return that an address speaks for somebody already."""
    return f"{address} belongs to somebody already; each address speaks for one person."


def address_unknown(address: str, known: Sequence[str]) -> str:
    """Return that a person has not that mail address, with those that they have."""
    theirs = f"Theirs: {', '.join(known)}" if known else "They have none"
    return f"{address} is no mail address of theirs. {theirs}."


def no_such_person(code: str, known: Sequence[str]) -> str:
    """Return that nobody has a code, with those who have one."""
    return f"Nobody here has the code {shorten(code)}. There are {', '.join(known)}."


def several_firms(address: str) -> str:
    """Return that it cannot be told to which firm a new person belongs."""
    return (
        f"I do not know {address}, and there are several firms here. An admin of yours "
        "can add you with: tenths people add"
    )


def matter_row(words: str, status: str) -> str:
    """Return a matter as a list shows it."""
    return words if status == "open" else f"{words} · {status}"


def more_matters(count: int, *, searched: bool) -> str:
    """Return that more matters are there than are shown."""
    hint = "more words narrow it" if searched else "matters smith finds one"
    return f"… and {'more' if searched else f'{count:,} more'}; {hint}."


def matter_added(name: str, number: str) -> str:
    """Return that a matter is on the list now."""
    return f"✓ On the list: {name} ({number})" if name != number else f"✓ {number}"


def matter_opened(name: str, number: str) -> str:
    """Return that a matter that was on the list is open now."""
    return f"✓ Open: {name} ({number})" if name != number else f"✓ Open: {name}"


def matter_gone(words: str) -> str:
    """Return that a matter is on the list no more."""
    return f"{words} is off the list."


def matter_known(words: str) -> str:
    """Return that a number is taken."""
    return f"{words} is on the list already."


def matter_closed(words: str) -> str:
    """Return that a matter is closed now."""
    return f"✓ Closed: {words}. Nothing new goes to it unasked; undo opens it again."


def matter_closed_already(words: str) -> str:
    """Return that a matter was closed before."""
    return f"{words} is closed already."


def imported(name: str, *, source: str, added: int, changed: int, same: int) -> str:
    """Return what an import did."""
    return (
        f"✓ {name} ({source}): {added:,} added · {changed:,} changed · "
        f"{same:,} as they were"
    )


def columns_read(columns: Mapping[str, str], ignored: Sequence[str]) -> str:
    """Return which columns were taken for what."""
    taken = ", ".join(f"{field} from “{header}”" for field, header in columns.items())
    left = (
        f"; not used: {', '.join(f'“{each}”' for each in ignored)}" if ignored else ""
    )
    return f"Read: {taken}{left}"


def rows_refused(count: int) -> str:
    """Return that rows were not taken."""
    return "1 row was refused:" if count == 1 else f"{count:,} rows were refused:"


def refused_row(row: int, reason: str) -> str:
    """Return why one row was not taken."""
    return f"✗ row {row} · {reason}"


def cannot_read(path: str, reason: str) -> str:
    """Return that a file cannot be opened."""
    return f"{path} cannot be read ({reason or 'unknown reason'})."


def list_too_large(name: str, limit: int) -> str:
    """Return that a matter file is larger than any list."""
    return f"{name} is larger than {limit // 1_000_000} MB; that is no matter list."


def people_count(count: int) -> str:
    """Return how many people keep time."""
    return "1 person" if count == 1 else f"{count:,} people"


def matter_count(count: int) -> str:
    """Return how many matters are on the list."""
    return "1 matter" if count == 1 else f"{count:,} matters"


def rounding(policy: str, unit: int) -> str:
    """Return a rounding policy in words."""
    if policy == "none":
        return "none: billed as dictated"
    way = "up to the next" if policy == "up" else "to the nearest"
    return f"{way} {unit} minutes"


def status(on: Iterable[tuple[str, str]], off: Iterable[tuple[str, str]]) -> str:
    """Return what is on, then what is off."""
    parts = [f"✓ {name} · {state}" for name, state in on]
    parts += [f"– {name} · {lacks}" for name, lacks in off]
    return "\n".join(parts)


def help_table(rows: Sequence[tuple[str, str]]) -> str:
    """Return everything that may be asked."""
    lines = [f"{words}\n    {does}" for words, does in rows]
    return "\n".join(
        ["Say what you did and for how long; anything else is a command.", *lines]
    )


def help_word(rows: Sequence[tuple[str, str, str]]) -> str:
    """Return how commands go, each with an example."""
    return "\n".join(
        f"{words}\n    {does}\n    For example: {example}"
        for words, does, example in rows
    )
