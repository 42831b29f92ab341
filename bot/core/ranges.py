"""Clock ranges: "9:00-9:30", "from 9 to 9:30", "2pm to 2.45pm", in whole minutes."""

import re
from functools import cache

from bot.core.durations import DAY, Duration

_TIME = (
    r"(?:(?P<w{0}>noon|midday)\b|(?P<h{0}>[01]?\d|2[0-4])"
    r"(?:(?P<s{0}>[:.])(?P<m{0}>[0-5]\d))?(?: ?(?P<p{0}>[ap]\.?m\b\.?))?)"
)


@cache
def _range() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,:/$£€#@-])(?:(?P<from>from|between) )?"
        + _TIME.format(1)
        + r" ?(?P<to>-|—|to|until|till|til|and) ?"
        + _TIME.format(2)
        + r"(?![\w%]|[.,:/]\d)(?! ?(?:h|hrs?|hours?|m|mins?|minutes?|units?)\b)",
        re.IGNORECASE,
    )


@cache
def _military() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,:/$£€#@-])(?:from )?(?P<h1>[01]\d|2[0-3])(?P<m1>[0-5]\d) ?(?:hrs ?)?"
        r"(?:-|—|to) ?(?P<h2>[01]\d|2[0-3])(?P<m2>[0-5]\d)(?P<hrs> ?(?:hrs|hours|h))?(?!\w)",
        re.IGNORECASE,
    )


_HINT = re.compile(
    r"[0-9nN][ apmoAPMO.]*(?:-|—|to|until|till?|and) ?(?:[0-9]|noon|midday)",
    re.IGNORECASE,
)

_NOON = 12 * 60
_WRAP = 9 * 60


def scan(text: str) -> list[Duration]:
    """Return every clock range in *text*, each with its length in minutes.

    A range that runs backwards without a sensible way over noon or midnight has
    the fault `invalid_range`. Two bare hours count only after "from" or "between",
    and even so only describe: "an increase from 5 to 7" is no time at work.
    """
    if not _HINT.search(text):
        return []
    out = [each for found in _range().finditer(text) if (each := _read(found))]
    if not out:
        out = [
            _length(found, _clock(found, 1), _clock(found, 2), describes=False)
            for found in _military().finditer(text)
            if found["hrs"] or found[0].lstrip("from ").startswith("0")
        ]
    return out


def _clock(found: re.Match[str], which: int) -> int:
    return int(found[f"h{which}"]) * 60 + int(found[f"m{which}"])


def _read(found: re.Match[str]) -> Duration | None:
    """Return the length of one range, or None where it is not one."""
    between = (found["from"] or "").lower() == "between"
    if (found["to"].lower() == "and") != between:
        return None
    half1, half2 = _half(found, 1), _half(found, 2)
    dotted = found["s1"] == "." and found["s2"] == "."
    colon = ":" in (found["s1"] or "") + (found["s2"] or "")
    if dotted and not found["from"] and found["h1"] in {"0", "00"}:
        return None
    telling = bool(half1 or half2 or colon or dotted)
    if not telling and not (found["from"] and _minutes(found)):
        if not found["from"]:
            return None
        return _resolve(found, half1, half2, describes=True)
    return _resolve(found, half1, half2, describes=False)


def _minutes(found: re.Match[str]) -> bool:
    return bool(found["m1"] or found["m2"])


def _half(found: re.Match[str], which: int) -> str:
    if found[f"w{which}"]:
        return "p"
    return (found[f"p{which}"] or "")[:1].lower()


def _resolve(
    found: re.Match[str], half1: str, half2: str, *, describes: bool
) -> Duration:
    start = _of_day(found, 1, half1)
    end = _of_day(found, 2, half2)
    if half2 and not half1:
        # "9-9.30am" inherits; "11-1pm" begins before noon.
        start = min(
            (each for each in (_of_day(found, 1, "a"), _of_day(found, 1, "p"))),
            key=lambda each: (end - each) % DAY,
        )
    elif half1 and not half2:
        end = min(
            (each for each in (_of_day(found, 2, "a"), _of_day(found, 2, "p"))),
            key=lambda each: (each - start) % DAY or DAY,
        )
    elif not half1 and end < start < _NOON + 60 and end + _NOON - start <= _WRAP:
        # On a clock without am and pm, 11:30-1:15 goes over noon.
        end += _NOON
    return _length(found, start, end, describes=describes)


def _of_day(found: re.Match[str], which: int, half: str) -> int:
    hour = int(found[f"h{which}"] or _NOON // 60)
    minute = int(found[f"m{which}"] or 0)
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + minute


def _length(found: re.Match[str], start: int, end: int, *, describes: bool) -> Duration:
    minutes = end - start
    fault = ""
    if minutes <= 0:
        minutes += DAY
        # Over midnight is sensible late at night, and not for longer than a shift.
        if not (start >= 17 * 60 and end <= 9 * 60 and minutes <= _WRAP + 180):
            minutes, fault = 0, "invalid_range"
    return Duration(
        *found.span(), minutes, "range", unit=True, describes=describes, fault=fault
    )
