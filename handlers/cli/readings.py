"""One line in, one reading out: what `tenths parse` reads and what it writes."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from math import isfinite
from typing import Any

from bot import locales, reading

_OURS = ("text", "today", "locale")


def read(line: str, today: date | None, locale: str) -> dict[str, Any]:
    """Return how *line* is read: plain text, or a JSON object that holds it.

    The object's own `today` and `locale` win; its other keys come back with the
    answer. What is no object of ours is answered with a problem.
    """
    if not line.lstrip().startswith("{"):
        return reading.parse(line, today=today or _today(), locale=locale)
    kept: dict[str, Any] = {}
    try:
        asked = json.loads(line, parse_constant=_finite, parse_float=_finite)
        kept = {name: value for name, value in asked.items() if name not in _OURS}
        text = _string(asked, "text")
        day = asked.get("today") and date.fromisoformat(_string(asked, "today"))
        if asked.get("locale"):
            locale = locales.named(_string(asked, "locale"))
    except (TypeError, ValueError, RecursionError) as error:
        return kept | _refused(line, error)
    day = day or today or _today()
    return kept | reading.parse(text, today=day, locale=locale)


def as_json(read: Mapping[str, Any]) -> bytes:
    """Return the reading as one line of JSON, in UTF-8 wherever that can hold it."""
    try:
        return json.dumps(read, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        # Half a surrogate pair came in as an escape, and can only leave as one.
        return json.dumps(read).encode() + b"\n"


def as_text(read: Mapping[str, Any]) -> bytes:
    """Return the reading in words: a line for each entry, bookmark and problem."""
    said = [_entry(each) for each in read["entries"]]
    if read["bookmark"]:
        said.append(_joined("Bookmark", *_words(read["bookmark"])))
    said += [f"! {each['message']}" for each in read["problems"]]
    return "".join(f"{' '.join(each.splitlines())}\n" for each in said).encode(
        errors="replace"
    )


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _string(asked: Mapping[str, Any], name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str):
        raise TypeError(f"“{name}” must be there and be a string")
    return value


def _finite(number: str) -> float:
    value = float(number)
    if not isfinite(value):
        raise ValueError(f"{number[:20]} is not a number that JSON has")
    return value


def _refused(line: str, error: Exception) -> dict[str, Any]:
    reason = "it is nested too deeply" if isinstance(error, RecursionError) else error
    message = (
        f"This is not a JSON object I can read ({reason}). Write one on each line, "
        'for example {"text": "0.2 call re scheduling, Smith file"}'
    )
    problem = {"kind": "invalid_json", "line": line, "message": message}
    return {"entries": [], "bookmark": None, "problems": [problem]}


def _entry(entry: Mapping[str, Any]) -> str:
    minutes = "? min" if entry["minutes"] is None else f"{entry['minutes']} min"
    billing = "" if entry["billing"] == "billable" else entry["billing"]
    rate = f"@{entry['rate']}" if entry["rate"] else ""
    asks = f"asks {', '.join(entry['asks'])}" if entry["asks"] else ""
    return _joined(minutes, *_words(entry), entry["date"], billing, rate, asks)


def _words(kept: Mapping[str, Any]) -> tuple[str, str]:
    return kept["matter"] or "no matter", kept["narrative"]


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
