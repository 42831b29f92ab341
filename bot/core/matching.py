"""Which matter a dictated label means: exact, ask or flag. Pure.

Built once for a firm's list, asked for every label. Only equality decides;
scores do no more than put the choices of a question in order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Status = Literal["open", "pending", "closed"]
Kind = Literal["exact", "ask", "flag"]
Why = Literal[
    "number",
    "alias",
    "name",
    "several",
    "sounds alike",
    "near number",
    "near name",
    "disagree",
    "pending",
    "closed",
    "unknown",
    "empty",
]


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter of the firm's list, as far as matching needs it."""

    id: int
    number: str
    name: str
    client: str = ""
    status: Status = "open"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a label.

    *exact* carries the matter; *ask* carries one to five choices, best first;
    *flag* carries neither.
    """

    kind: Kind
    why: Why
    matter_id: int | None = None
    choices: tuple[int, ...] = ()


class Index:
    """A firm's matters, ready to be asked. Immutable once built."""

    def __init__(self, matters: Iterable[Matter]) -> None:
        """Read the list; its order never changes a verdict."""
        self._matters = sorted(matters, key=lambda each: (each.number, each.id))

    def find(
        self,
        label: str,
        *,
        aliases: Mapping[str, int] | None = None,
        recent: Sequence[int] = (),
    ) -> Match:
        """Say which matter *label* means.

        *aliases* are the person's own: folded label to matter id. *recent* are
        the matters the person worked on last, latest first. Never raises.
        """
