"""What a person reads when a line cannot be kept: what, where, and what to say."""

import re

from bot.core import times, workdays
from bot.core.drafts import Problem

_SHOWN = 60


def make(kind: str, line: str, *, words: str = "", detail: str = "") -> Problem:
    """Return the Problem of *kind* (dictation §9) for *line*.

    *words* are those to blame; *detail* replaces the first sentence. The example is
    made of the person's own words, and reads without a problem.
    """
    said = _short(words or line)
    what = detail or _WHAT[kind].format(said=said)
    time, work = _parts(line)
    example = _EXAMPLES[kind].format(time=time, work=work, line=_cut(line) or work)
    return Problem(kind, line, f"{what} {example}".strip())


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


def _cut(text: str) -> str:
    """Return *text* for an example: whole words, no separator at an edge."""
    plain = " ".join(text.split()).strip(" ,;:-—.()")
    if len(plain) > _SHOWN:
        plain = plain[:_SHOWN].rpartition(" ")[0].strip(" ,;:-—.()")
    return plain if re.search(r"[^\W\d_]{2}", plain) else ""


def _parts(line: str) -> tuple[str, str]:
    """Return a time that is said, or "0.2", and the words without times or days."""
    head = line[: _SHOWN * 4]
    found = times.candidates(head)
    good = [
        head[each.start : each.end].strip()
        for each in found
        if each.minutes and not each.fault
    ]
    spans = [(each.start, each.end) for each in found]
    spans += [each.span() for each in workdays.candidates(head)]
    for start, end in sorted(spans, reverse=True):
        head = f"{head[:start].rstrip(' ,;-—')} {head[end:].lstrip(' ,;-—')}"
    return (good[0] if len(good) == 1 else "0.2"), _cut(head) or "call with client"


_WHAT = {
    "no_duration": "I could not find a time in “{said}”.",
    "multiple_durations": "I found more than one time in “{said}” and will not guess.",
    "zero_duration": "“{said}” is no time at all.",
    "negative_duration": "“{said}” is less than no time.",
    "invalid_duration": "“{said}” is not a time I can read.",
    "too_long": "“{said}” is longer than a day.",
    "invalid_range": "“{said}” runs backwards.",
    "invalid_date": "“{said}” is not a day.",
    "future_date": "“{said}” has not come yet.",
    "date_conflict": "“{said}” says two different days.",
    "no_narrative": "“{said}” has a time but does not say what was done.",
    "empty": "There is nothing in this message.",
}
_EXAMPLES = {
    "no_duration": "Start with hours or minutes: “0.2 {line}”.",
    "multiple_durations": "Say one: “0.3 {work}”; or put each piece of work on its own"
    " line.",
    "zero_duration": "The shortest is one minute: “0.1 {work}”.",
    "negative_duration": "Say the time that was spent: “0.2 {work}”.",
    "invalid_duration": "Say hours or minutes, for example: “1.5 {work}”.",
    "too_long": "Keep each day by itself: “7.5 {work}”.",
    "invalid_range": "Say from when to when: “9:00-9:30 {work}”.",
    "invalid_date": "Say the day so: “yesterday {time} {work}”.",
    "future_date": "Leave the day out for today: “{time} {work}”.",
    "date_conflict": "Say one day: “yesterday {time} {work}”.",
    "no_narrative": "Add a few words: “0.2 call with client, Smith file”.",
    "empty": "Say for example “0.2 call re scheduling, Smith file”.",
}
