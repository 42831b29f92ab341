"""What the words after push, connect, schedule and their like mean."""

import re
from decimal import Decimal
from functools import partial

from bot import connecting, errors, hearing, push, receipts, schedules, schedulewords
from bot.connectors import CONNECTORS
from bot.core import dayclock, durations
from bot.hearing import Deed, Ear
from bot.pushwords import REGIONS

_DECIDED = re.compile(r"(yes|no)\s+(\d{1,18})", re.IGNORECASE)
_SEEN = re.compile(r"(again|there)\s+(\S.*)", re.IGNORECASE)
_TO = re.compile(r"(?:to|with|in|into|from)\s+", re.IGNORECASE)
_BY_NAME = {each.casefold(): code for code, each in REGIONS.items()}
_SAYABLE = re.compile(
    r"(?:export|preview|push)\b.*|today|yesterday|week|last week|month", re.IGNORECASE
)
_TARGET = re.compile(
    r"(?:(?:below|under|if|for|with|less than)\s+)*(\d{1,2}(?:\.\d{1,2})?)\s*"
    r"(?:h|hrs?|hours?)?(?:\s+a\s+day)?",
    re.IGNORECASE,
)


def push_(words: str, ear: Ear) -> Deed | None:
    """Understand `push`, `push clio yesterday`, and what answers what it asks."""
    decided = _DECIDED.fullmatch(words)
    if decided:
        deed = push.agreed if decided[1].casefold() == "yes" else push.declined
        return partial(deed, message=int(decided[2]))
    seen = _SEEN.fullmatch(words)
    if seen:
        reference = ear.reference(seen[2], several="spaced")
        if reference is not None and not reference.rest:
            there = seen[1].casefold() == "there"
            return partial(push.again, reference=reference, there=there)
    if ear.dictates(f"push {words}"):
        return None
    name, rest = _named(words)
    period = ear.period(rest or "today")
    if period is None:
        return None
    return partial(push.preview, name=name, period=period)


def connect(words: str, ear: Ear) -> Deed | None:
    """Understand `connect clio au`."""
    name, rest = _named(words)
    if name is None or ear.dictates(f"connect {words}"):
        return None
    region = rest.casefold().strip("() ")
    region = _BY_NAME.get(region, region)
    known = {"", *(each for one in CONNECTORS.values() for each in one.regions)}
    if region not in known:
        return None
    return partial(connecting.connect, name=name, region=region)


def disconnect(words: str, ear: Ear) -> Deed | None:
    """Understand `disconnect clio`."""
    name, rest = _named(words)
    if name is None or rest or ear.dictates(f"disconnect {words}"):
        return None
    return partial(connecting.disconnect, name=name)


def sync(words: str, ear: Ear) -> Deed | None:
    """Understand `sync` and `sync clio`."""
    name, rest = _named(words)
    if rest or ear.dictates(f"sync {words}"):
        return None
    return partial(push.sync, name=name)


def listing(words: str, ear: Ear) -> Deed | None:
    """Understand `receipts` and `receipts yesterday`."""
    if not words:
        return partial(receipts.listing, period=None)
    period = None if ear.dictates(f"receipts {words}") else ear.period(words)
    return None if period is None else partial(receipts.listing, period=period)


def why(words: str, ear: Ear) -> Deed | None:
    """Understand `why 12` and `why Mon 3`."""
    reference = ear.reference(words)
    if reference is None or reference.rest:
        return None
    return partial(receipts.why, reference=reference)


def undo(words: str, ear: Ear) -> Deed | None:
    """Understand `undo`, `undo push` and `undo push 5`."""
    first, _, rest = words.partition(" ")
    if first.casefold() != push.PUSH:
        return hearing.undo(words, ear)
    if not rest:
        return partial(push.undo, reference=None)
    reference = ear.reference(rest, several="spaced")
    if reference is None or reference.rest:
        return None
    return partial(push.undo, reference=reference)


def schedule(words: str, ear: Ear) -> Deed | None:
    """Understand `schedule` and `schedule 17:30 export clio`."""
    if not words:
        return schedules.listing
    found = dayclock.read(re.sub(r"^at\s+", "", words, flags=re.IGNORECASE))
    if found is None or ear.dictates(f"schedule {words}"):
        return None
    minute, rest = found
    if not _SAYABLE.fullmatch(rest):
        raise errors.NotChanged(schedulewords.not_a_command(rest))
    return partial(schedules.add, minute=minute, words=rest)


def remind(words: str, ear: Ear) -> Deed | None:
    """Understand `remind 17:00` and `remind 17:00 6 hours`."""
    del ear
    if not words:
        return schedules.listing
    found = dayclock.read(re.sub(r"^(?:me\s+)?at\s+", "", words, flags=re.IGNORECASE))
    if found is None:
        return None
    minute, rest = found
    target = schedules.TARGET
    if rest:
        said = _TARGET.fullmatch(rest)
        minutes = Decimal(said[1]) * 60 if said else Decimal()
        if not 0 < minutes <= durations.DAY:
            return None
        target = round(minutes)
    return partial(schedules.remind, minute=minute, target=target)


def stop(words: str, ear: Ear) -> Deed | None:
    """Understand `stop`, `stop 2`, `stop reminders` and `stop push`."""
    del ear
    said = words.casefold().strip(" .!")
    if said in {"push", "pushing", "the push"}:
        return push.stop
    if said in {"", "all", "it", "that", "reminders", "reminding me", "schedules"}:
        return partial(schedules.stop, number=None)
    if said.isascii() and said.isdigit() and len(said) < 4:
        return partial(schedules.stop, number=int(said))
    return None


def _named(words: str) -> tuple[str | None, str]:
    """Return the practice system that *words* begin with, and what follows."""
    first, _, rest = _TO.sub("", words, count=1).partition(" ")
    name = first.casefold().strip(",:")
    if name in CONNECTORS:
        return name, rest.strip()
    return None, words
