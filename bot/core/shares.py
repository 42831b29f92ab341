"""One time over several matters: equal shares, so much each, or as said."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.core import labelwords
from bot.core.durations import UNIT, Duration
from bot.core.pieces import unjoined
from bot.core.slate import Slate
from bot.core.times import Times

_ONE = rf"(?:#?{labelwords.REF}|(?:M[rs]s? |Dr )?{labelwords.NAME})"
# A name in a list ends before "and": "Smith and Jones" are two here.
_NAME = r"(?:#?{ref}|(?:(?:Estate of )?{word}(?: (?:(?:v|vs|of|de|van|von|the) )?(?!and\b){word})*))"
_ITEM = _NAME.format(
    ref=labelwords.REF,
    word=labelwords.WORD,
)
_LIST = rf"(?P<list>{_ITEM}(?:(?:, {_ITEM})*,? (?:and|&) {_ITEM}|(?:(?:, |/){_ITEM})+))(?P<word>(?:'s?)?(?: files| matters| file| matter))?"


@cache
def _across_names() -> re.Pattern[str]:
    return re.compile(
        r"(?:,? ?(?:split|shared?|spread|divided|apportioned|allocated)(?: equally| evenly)?"
        r" (?:between|across|among|amongst|over)|,? ?(?:equally )?across|equally between)"
        rf" (?:the )?{_LIST}(?P<tail> (?:equally|evenly))?",
    )


@cache
def _each_names() -> re.Pattern[str]:
    return re.compile(
        rf"(?: ?\beach\b,?(?: (?:on|for|to|across))?(?: the)? {_LIST}"
        rf"|(?:(?:on|for|to|across) )?(?:the )?{_LIST.replace('list', 'list2').replace('word', 'word2')},? each\b)",
    )


_ACROSS_HINT = (
    "across",
    "split",
    "share",
    "spread",
    "divided",
    "tioned",
    "allocated",
    "equally",
)
# A file of its own after the list: what is split there is something else.
_FILED = re.compile(r"\b(?:file|matter)\b", re.IGNORECASE)
_SPLIT = re.compile(r", (?:and )?| and | & |/(?=[A-Z#])")
_LEAD = re.compile(r"^(?:on |for |to )?(?:the )?")


@dataclass(frozen=True, slots=True)
class Shares:
    """Matters with their minutes (None: to be asked), and the words that said so."""

    parts: tuple[tuple[str, int | None], ...]
    spans: tuple[tuple[int, int], ...]
    options: tuple[str, ...] = ()


def read(slate: Slate, view: str, weighed: Times) -> Shares | None:
    """Return the shares that a line names, or None where it names none.

    Equal shares that are no whole units are asked about: a rounded share would
    bill more, or less, than was dictated.
    """
    every = weighed.strong or weighed.weak
    if not every:
        return None
    if len(every) == 1:
        time = every[0]
        return _each(slate, time) or _across(slate, time)
    return _as_said(slate, view, every)


def _names(words: str) -> list[str]:
    return [labelwords.clean(each) for each in _SPLIT.split(words)]


def _each(slate: Slate, time: Duration) -> Shares | None:
    if "each" not in slate.scan:
        return None
    found = _each_names().search(slate.scan)
    if not found or time.minutes is None:
        return None
    which = "list" if found["list"] else "list2"
    names = _names(slate.text[found.start(which) : found.end(which)])
    return Shares(
        tuple((each, time.minutes) for each in names),
        ((time.start, time.end), found.span()),
    )


def _across(slate: Slate, time: Duration) -> Shares | None:
    if not any(each in slate.scan for each in _ACROSS_HINT):
        return None
    found = _across_names().search(slate.scan)
    if not found or time.minutes is None or _FILED.search(slate.scan, found.end()):
        return None
    names = _names(slate.text[found.start("list") : found.end("list")])
    share, odd = divmod(time.minutes, len(names))
    whole = not odd and share % UNIT == 0
    lower = time.minutes // len(names) // UNIT * UNIT
    options = (
        () if whole else tuple(str(each) for each in (lower, lower + UNIT) if each)
    )
    return Shares(
        tuple((each, share if whole else None) for each in names),
        ((time.start, time.end), found.span()),
        options,
    )


@cache
def _last() -> re.Pattern[str]:
    return re.compile(
        rf"[\s\x01]*(?:on |for |to )?(?:the )?(?P<name>{_ONE})(?P<word>'s)?(?: file| matter)?"
        r"(?=[,;:|—]| -|\x01|$)"
    )


def _as_said(slate: Slate, view: str, every: tuple[Duration, ...]) -> Shares | None:
    """`0.3 Smith and 0.2 Jones, call with expert`: each time with a name of its own."""
    if slate.left(every[0].start) != "start":
        return None
    parts: list[tuple[str, int | None]] = []
    spans: list[tuple[int, int]] = []
    for each, following in pairwise(every):
        words = view[each.end : following.start]
        name = unjoined(words.strip(" \x01,;"))
        name = _LEAD.sub("", name, count=1)
        label = labelwords.whole(re.sub(r" (?:file|matter)$", "", name))
        if label is None or each.minutes is None:
            return None
        parts.append((label, each.minutes))
        spans.append((each.start, following.start))
    last = every[-1]
    rest = _last().match(view, last.end)
    if not rest or last.minutes is None or labelwords.whole(rest["name"]) is None:
        return None
    if not re.search(r"\w", view[rest.end() :]):
        return None
    parts.append(
        (
            labelwords.clean(slate.text[rest.start("name") : rest.end("name")]),
            last.minutes,
        )
    )
    spans.append((last.start, rest.end()))
    return Shares(tuple(parts), tuple(spans))
