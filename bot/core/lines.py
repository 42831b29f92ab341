"""One dictated line, read: which words are the time, the day, the matter, the work.

The one law is never to be silently wrong: only words whose meaning is echoed are
taken, everything else stays in the narrative as it was written.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.core import (
    around,
    choosing,
    labelmarks,
    marks,
    pieces,
    problems,
    shares,
    times,
    workdays,
)
from bot.core.around import Around, Seen
from bot.core.drafts import Ask, Bookmark, Draft, Problem
from bot.core.durations import Duration
from bot.core.slate import QUOTED, TAKEN, Slate
from bot.core.times import Times

_WORD = re.compile(r"\w")

LONGEST = 2000

_BOOKMARK = re.compile(
    r"(?:please )?(?:add (?:a )?|set (?:a )?|new )?(?:book ?mark|place ?mark(?:er)?)\b"
    r"(?: (?:this|here|that|for me))?\s*[:,;—-]*\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line above says for the lines under it."""

    day: date | None = None
    matter: str | None = None


def read(
    line: str,
    *,
    today: date,
    locale: str,
    heading: Heading | None = None,
    lent: str = "",
) -> tuple[Draft, ...] | Bookmark | Problem:
    """Return the drafts of one normalised *line*, its bookmark, or its problem.

    *lent* is the narrative of a time without words; without it that is a problem.
    """
    if len(line) > LONGEST:
        return problems.make(
            "too_long",
            line,
            detail=f"This line is longer than {LONGEST:,} characters and was not read.",
        )
    if not _WORD.search(line):
        return problems.make("empty" if not line.strip() else "no_duration", line)
    if around.only_fillers(line):
        return problems.make("empty", line)
    mark = _BOOKMARK.match(line)
    if mark and (mark.end() == len(line) or not line[mark.end() - 1].isalnum()):
        return _bookmark(line, mark.end())
    result = _entries(line, lent, today=today, locale=locale)
    if isinstance(result, Problem) or heading is None:
        return result
    return tuple(_under(each, heading) for each in result)


def _under(draft: Draft, heading: Heading) -> Draft:
    """Give *draft* what its heading says, where it says nothing itself."""
    asked = {each.field for each in draft.asks}
    return replace(
        draft,
        day=draft.day or (None if "date" in asked else heading.day),
        matter=draft.matter or (None if "matter" in asked else heading.matter),
    )


def _bookmark(line: str, start: int) -> Bookmark | Problem:
    slate = Slate(line)
    slate.take(0, start)
    label = around.take_label(slate)
    narrative = slate.rest()
    if not _WORD.search(narrative):
        return problems.make("no_narrative", line, detail="The bookmark has no words.")
    return Bookmark(narrative, label[0], line)


def _entries(
    line: str, lent: str = "", *, today: date, locale: str
) -> tuple[Draft, ...] | Problem:
    """Find the times of a line; read one piece of work, or several."""
    slate = Slate(line)
    named = labelmarks.named_spans(slate)
    scan = _blank(slate.scan, named, with_mark=QUOTED) if named else slate.scan
    dates = workdays.candidates(scan)
    found = times.candidates(_blank(scan, [each.span() for each in dates]))
    if len(found) > times.MOST or len(dates) > times.MOST:
        return problems.make("multiple_durations", line)
    view = Slate(line)
    spans = [(each.start, each.end) for each in found]
    spans += [workdays.span(slate, each) for each in dates]
    marked = marks.hinted(line)
    if marked:
        spans += marks.spans(scan)
    unlabelled = view.scan = _blank(slate.scan, spans)
    labelled = labelmarks.find(view)
    view.scan = _blank(view.scan, [(each.start, each.end) for each in labelled])
    around.take_fillers(view)
    seen = Seen(view, dates, labelled, marked)
    weighed = times.weigh(view, found)
    fault = next((each.fault for each in weighed.strong if each.fault), "")
    if fault:
        blamed = next(each for each in weighed.strong if each.fault)
        return problems.make(fault, line, words=line[blamed.start : blamed.end].strip())
    shared = shares.read(slate, unlabelled, weighed)
    if shared is not None:
        return _shared(slate, shared, line, lent, today=today, locale=locale)
    if len(weighed.strong) > 1 and pieces.sums_up(view, weighed.strong):
        weighed = Times(weighed.strong[:1], ())
    if len(weighed.strong) > 1:
        parts = pieces.split(view, weighed.strong)
        if parts:
            return _several(line, parts, today=today, locale=locale)
    chosen = choosing.choose(view, weighed, line)
    if isinstance(chosen, Problem):
        return chosen
    for start, end in weighed.dropped:
        slate.take(start, end)
    return _one(slate, seen, chosen, line, lent, today=today, locale=locale)


def _blank(text: str, spans: list[tuple[int, int]], *, with_mark: str = TAKEN) -> str:
    for start, end in spans:
        text = text[:start] + with_mark * (end - start) + text[end:]
    return text


def _several(
    line: str, spans: list[tuple[int, int]], *, today: date, locale: str
) -> tuple[Draft, ...] | Problem:
    """Read each piece by itself; what only one says of matter or day holds for all."""
    drafts: list[Draft] = []
    for start, end in spans:
        piece = pieces.unjoined(line[start:end].strip(" ,;:|—-"))
        if piece.count("(") != piece.count(")"):
            piece = piece.strip(" ()")
        read_piece = _entries(piece, today=today, locale=locale)
        if isinstance(read_piece, Problem):
            return replace(problems.make(read_piece.kind, line, words=piece), line=line)
        drafts.extend(replace(each, line=line) for each in read_piece)
    matters = {each.matter for each in drafts if each.matter}
    said = {each.day for each in drafts if each.day}
    if len(matters) == 1:
        drafts = [replace(each, matter=next(iter(matters))) for each in drafts]
    if len(said) == 1:
        drafts = [replace(each, day=next(iter(said))) for each in drafts]
    rates = {each.rate for each in drafts if each.rate is not None}
    if len(rates) == 1 and drafts[-1].rate is not None:
        drafts = [replace(each, rate=next(iter(rates))) for each in drafts]
    return tuple(drafts)


def _one(
    slate: Slate,
    seen: Seen,
    chosen: list[Duration],
    line: str,
    lent: str,
    *,
    today: date,
    locale: str,
) -> tuple[Draft, ...] | Problem:
    """Read everything else of a line whose time is known."""
    for each in chosen:
        slate.take(each.start, each.end)
    time = chosen[0]
    said = Around.take(slate, seen, today=today, locale=locale)
    if isinstance(said, Problem):
        return said
    asks = list(said.asks)
    if time.minutes is None:
        asks.insert(0, Ask("duration", tuple(str(each) for each in time.options)))
    narrative = said.narrative(slate)
    own = _WORD.search(narrative) is not None
    if not (own or lent):
        return problems.make("no_narrative", line)
    words = narrative if own else lent
    draft = said.draft(words, time.minutes, said.matter, tuple(asks), line)
    return (draft if own else replace(draft, lent=True),)


def _shared(
    slate: Slate,
    shared: shares.Shares,
    line: str,
    lent: str,
    *,
    today: date,
    locale: str,
) -> tuple[Draft, ...] | Problem:
    """Give every matter of a shared piece of work its part of the time."""
    for start, end in shared.spans:
        slate.take(start, end)
    view = Slate(line)
    view.scan = slate.scan
    seen = Seen(view, workdays.candidates(slate.scan), [], marks.hinted(line))
    said = Around.take(slate, seen, today=today, locale=locale, labelled=True)
    if isinstance(said, Problem):
        return said
    narrative = said.narrative(slate)
    own = _WORD.search(narrative) is not None
    if not (own or lent):
        return problems.make("no_narrative", line)
    out = []
    for matter, minutes in shared.parts:
        asks = said.asks
        if minutes is None:
            asks = (Ask("duration", shared.options), *asks)
        words = narrative if own else lent
        draft = said.draft(words, minutes, matter, asks, line)
        out.append(draft if own else replace(draft, lent=True))
    return tuple(out)
