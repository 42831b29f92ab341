"""What the bot has at hand between messages: places, settings, each firm's list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import cast

from sqlalchemy.orm import Session

from bot.core import matching
from bot.systems import Systems
from bot.work import Enqueue
from storage import matters
from storage.models import Firm


@dataclass(frozen=True)
class MatterList:
    """A firm's matters as they are at one *revision*."""

    revision: int
    by_id: Mapping[int, matching.Matter]

    @cached_property
    def index(self) -> matching.Index:
        """The matters ready to be matched; made when a label first asks for it."""
        return matching.Index(self.by_id.values())


@dataclass(frozen=True, slots=True)
class Desk:
    """Where files go and which limits hold; *lists* remembers matter lists by firm.

    *clio_dates* is `DD/MM/YYYY`, `MM/DD/YYYY` or None for the person's locale. *hourly*
    is how many answers a person gets through a channel that has a limit. *enqueue*
    makes work due; without it the work waits for the next process that has one. What
    *prompt* channels say is brought at once by whoever took the message, and can be put
    anew there. *on* and *off* are the channels that are set up, and what the others
    lack.
    *systems* are the practice systems that people may connect to.
    """

    now: Callable[[], datetime]
    exports: Path
    formats: Path | None = None
    clio_dates: str | None = None
    narrative_limit: int | None = None
    hourly: Mapping[str, int] = field(default_factory=dict)
    enqueue: Enqueue | None = None
    on: tuple[tuple[str, str], ...] = ()
    off: tuple[tuple[str, str], ...] = ()
    prompt: frozenset[str] = frozenset()
    systems: Systems | None = None
    lists: dict[int, MatterList] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def matters(self, db: Session, firm: Firm, own: list[MatterList]) -> MatterList:
        """Return the firm's list; it is read again only when it has changed.

        The revision is read together with the list, so a list that changes in this
        very transaction is never kept under a revision that others see differently:
        *own* holds what this transaction alone has seen.
        """
        revision = matters.revision(db, firm.id)
        for known in (self.lists.get(firm.id), *own):
            if known is not None and known.revision == revision:
                return known
        by_id = {
            each.id: matching.Matter(
                id=each.id,
                number=each.number,
                name=each.name,
                client=each.client,
                status=cast("matching.Status", each.status),
            )
            for each in matters.listed(db, firm.id)
        }
        fresh = MatterList(revision, by_id)
        if revision == firm.matters_revision:
            with self.lock:
                self.lists[firm.id] = fresh
        else:
            own[:] = [fresh]
        return fresh
