"""Settings out of a table that somebody typed, with every fault noted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

_KINDS = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "a table",
}


@dataclass(slots=True)
class Reader:
    """Takes settings out of *table*; a fault is noted, and reading goes on."""

    table: Mapping[str, Any]
    faults: list[str] = field(default_factory=list)

    def take(self, key: str, default: Any, kind: type) -> Any:
        """Return the setting, or *default* where there is none of that *kind*."""
        value = self.table.get(key, default)
        # A boolean is an int to isinstance, but nobody means 1 by true.
        if value is default or type(value) is kind:
            return value
        self.faults.append(f"{key} is {value!r}; it must be {_KINDS[kind]}")
        return default

    def number(self, key: str, default: int | None, low: int, high: int) -> int | None:
        """Return a whole number from *low* to *high*."""
        value: int | None = self.take(key, default, int)
        if value is not None and not low <= value <= high:
            self.faults.append(f"{key} is {value}; it must be from {low} to {high}")
        return value

    def choice(self, key: str, known: Sequence[str]) -> str:
        """Return one of *known*, the first where nothing is said."""
        value: str = self.take(key, known[0], str)
        if value not in known:
            shown = " or ".join(repr(each) for each in known)
            self.faults.append(f"{key} is {value!r}; it must be {shown}")
        return value


def nearest(name: str, known: Iterable[str]) -> str:
    """Return what follows a *name* that is not *known*: the nearest, and them all."""
    names = sorted(str(each) for each in known)
    near = get_close_matches(name.casefold(), names, n=1, cutoff=0.5)
    asked = f"; did you mean {near[0]}?" if near else "."
    return f"{asked} There are: {', '.join(names)}"
