"""A letter as it came through a door, before anybody has looked into it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Arrival:
    """The bytes of a letter, who gave it (`<>` is nobody), and for whom."""

    raw: bytes = field(repr=False)
    giver: str
    recipients: tuple[str, ...]
