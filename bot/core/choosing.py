"""One time out of several: which of the candidates a line means."""

import re

from bot.core import durations, problems, times
from bot.core.drafts import Problem
from bot.core.durations import Duration
from bot.core.slate import Slate
from bot.core.times import Times


def choose(view: Slate, weighed: Times, line: str) -> list[Duration] | Problem:
    """Return the spans of the one time of a line, the first of them holding it."""
    if not weighed.strong:
        return _weak(view, weighed, line)
    first = weighed.strong[0]
    same = all(each.minutes == first.minutes for each in weighed.strong)
    if len(weighed.strong) > 1 and (not same or first.minutes is None):
        restated = _settled(weighed.strong)
        if restated:
            return restated
        return problems.make("multiple_durations", line)
    if any(_competes(view, each, first) for each in weighed.weak):
        return problems.make("multiple_durations", line)
    return list(weighed.strong)


def _settled(strong: tuple[Duration, ...]) -> list[Duration] | None:
    """Let a sure time settle one that was unsure by itself: "1.30 (90 mins)"."""
    sure = [each for each in strong if each.minutes is not None]
    values = {each.minutes for each in sure}
    unsure = [each for each in strong if each.minutes is None]
    if len(values) == 1 and all(sure[0].minutes in each.options for each in unsure):
        return sure + unsure
    return None


def _competes(view: Slate, weak: Duration, first: Duration) -> bool:
    """Say whether a number within the sentence could be the time as well."""
    if weak.minutes == first.minutes or weak.describes or weak.form == "clock":
        return False
    if weak.form in {"decimal", "point"}:
        return True
    return bool(
        re.search(
            r"\b(?:for|took|spent)[ \x01]+$",
            view.scan[max(0, weak.start - 20) : weak.start],
        )
    ) or bool(re.match(r"(?:for|took|spent)\b", view.text[weak.start : weak.end]))


def _weak(view: Slate, weighed: Times, line: str) -> list[Duration] | Problem:
    weak = weighed.weak
    if not weak:
        whole = times.bare(view)
        if whole is None:
            return problems.make("no_duration", line)
        if whole.minutes == 0:
            return problems.make("zero_duration", line)
        return [whole]
    first = weak[0]
    if any(each.minutes != first.minutes for each in weak):
        return problems.make("multiple_durations", line)
    if first.fault:
        return problems.make(
            first.fault, line, words=line[first.start : first.end].strip()
        )
    plain_unit = first.unit and not first.describes and first.form != "clock"
    sure = plain_unit and view.word_left(first.start) not in times.DESCRIBED
    tenth = first.form == "decimal" and (first.minutes or 0) < durations.HOUR
    if sure or tenth:
        return [first]
    # It may only describe something: kept in the narrative, and asked.
    options = first.options or ((first.minutes,) if first.minutes else ())
    return [first._replace(start=0, end=0, minutes=None, options=options)]
