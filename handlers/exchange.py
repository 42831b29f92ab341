"""One request of the web and its answer, as values that need no web library."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: names of *headers* are in lower case, *body* is as it came."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Take: TypeAlias = Callable[[Asked], Awaitable[Answered]]


@dataclass(frozen=True, slots=True)
class Route:
    """A *path* and what takes requests to it; a *largest* body in bytes."""

    path: str
    take: Take
    methods: tuple[str, ...] = ("GET",)
    largest: int = 1_000_000
