"""The people of a letter's header: their names and addresses, as written there.

Pure, and made for headers as mail programs print them in a forwarded letter: with or
without addresses, quotes, `[mailto:…]`, separated by commas or semicolons.
"""

import re
from dataclasses import dataclass

from bot.core import names, subjects

_LONGEST = 2_000  # characters of a header that are looked at
_MOST = 20
_NAME = 60  # characters of a name
_ADDRESS = re.compile(r"[^\s<>\[\]()\"',;:|@]+@[^\s<>\[\]()\"',;:|@]+")
_WRAPPED = re.compile(r"\s*[<\[]")
_BRACKETED = re.compile(r"\(([^()]*)\)")
# What only says how a name came by: "Jane Doe via Lists".
_VIA = re.compile(r" via .*$", re.IGNORECASE)
# A comma after an address parts two people; one within a name does not.
_AFTER = re.compile(r"(@[^\s<>\[\](),;@]+(?:\s?[>\])])*)\s?,")
_NOBODY = re.compile(r"undisclosed|recipient list not shown", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Person:
    """A correspondent: *name* as it is shown, *address* casefolded; either may lack."""

    name: str = ""
    address: str = ""

    @property
    def shown(self) -> str:
        """Return the name, or else the address."""
        return self.name or self.address

    def is_one(self, *, addresses: frozenset[str], name: str) -> bool:
        """Return whether this is who has one of *addresses*, or is called *name*.

        People write from more addresses than are known; one word is no whole name.
        """
        if self.address in addresses:
            return True
        said, own = _words(self.name), _words(name)
        return len(own) > 1 and said == own


def read(header: str) -> list[Person]:
    """Return the people that *header* names, at most twenty.

    >>> [each.shown for each in read('"Doe, Jane" <jane@x.example>; ben@y.example')]
    ['Doe, Jane', 'ben@y.example']
    """
    text = " ".join(subjects.printable(header[:_LONGEST]).split())
    people = [_person(each) for each in _parts(text)[:_MOST]]
    return [each for each in people if each.shown and not _NOBODY.match(each.shown)]


def _parts(text: str) -> list[str]:
    """Return the part of each person."""
    if "@" in text or ";" in text:
        return _AFTER.sub(r"\1;", text).split(";")
    parts = text.split(",")
    return parts if all(len(each.split()) > 1 for each in parts) else [text]


def _person(part: str) -> Person:
    found = _ADDRESS.search(part)
    address = found[0].casefold().rstrip(".") if found else ""
    before = _WRAPPED.split(part, maxsplit=1)[0]
    name = _VIA.sub("", before.strip(" ,'\"*")).strip(" ,'\"*")
    if "@" in name:
        said = _BRACKETED.search(part)
        name = said[1].strip() if said and "@" not in said[1] else ""
    if address:
        name = _BRACKETED.sub("", name).strip() or name
    return Person(_cut(name), _cut(address))


def _cut(text: str) -> str:
    return text if len(text) <= _NAME else f"{text[: _NAME - 1].rstrip()}…"


def _words(name: str) -> set[str]:
    return set(names.fold(name).split())
