"""How far a push is, in the message that began it: put anew while it is under way."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from bot import pushwords
from bot.messages import Reply
from bot.parcels import Carrier, Parcel
from storage import inbox
from storage.engine import Store
from storage.models import Message

# The name, in an envelope, of the message whose answer this one goes on with.
AFTER = "after"
# Slack lets a message be put anew about once a second; a person reads slower.
_EVERY = 3.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Shows how far pushes are, through those *carriers* that can put an answer anew.

    What is lost on the way is not shown again: the next one says more.
    """

    store: Store
    carriers: Mapping[str, Carrier]
    every: float = _EVERY
    _shown: dict[int, float] = field(default_factory=dict)

    def show(self, message: int, done: int, total: int) -> None:
        """Show that *done* of *total* are settled, unless that was done just now."""
        if done >= total:
            self._shown.pop(message, None)
            return
        now = monotonic()
        if now - self._shown.setdefault(message, now) < self.every:
            return
        self._shown[message] = now
        with self.store.read() as db:
            found = inbox.by_id(db, message)
        carry = None if found is None else self.carriers.get(_channel(found))
        if found is not None and carry is not None:
            outcome = carry(_parcel(found, done, total))
            log.info(
                "under way id=%d outcome=%s", message, type(outcome).__name__.casefold()
            )


def onward(message: Message) -> dict[str, str] | None:
    """Return the envelope of an answer that goes on with that to *message*."""
    if message.envelope is None:
        return None
    return {**message.envelope, AFTER: message.key}


def _channel(message: Message) -> str:
    return message.by.partition(":")[0]


def _parcel(message: Message, done: int, total: int) -> Parcel:
    return Parcel(
        key=f"{message.key}:underway",
        to=message.by.partition(":")[2],
        back=None,
        reply=Reply(pushwords.under_way(done, total)),
        refused=False,
        said="",
        day="",
        envelope=onward(message) or {},
        passing=True,
    )
