"""One dictated line, read: which words are the time, the day, the matter, the work.

The one law is never to be silently wrong: only words whose meaning is echoed are
taken, everything else stays in the narrative as it was written.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.core import (
    activities,
    durations,
    labels,
    marks,
    problems,
    shares,
    times,
    workdays,
)
from bot.core.drafts import Ask, Billing, Bookmark, Draft, Problem
from bot.core.durations import Duration
from bot.core.slate import QUOTED, TAKEN, Slate
from bot.core.times import Times

LONGEST = 2000

_FILLER = re.compile(
    r"(?:(?:um+|uh+|er+m?|ah+|hmm+|okay|ok|alright|all right|so|right|well|now|hey|hi|"
    r"please|pls|you know|like|just|yeah|yep)\b[\s,.…-]*)+(?=\S)",
    re.IGNORECASE,
)
_HESITATION = re.compile(
    r"\b(?:um+|uh+|er+m?|ah+|hmm+)\b|^(?:okay|ok|alright)\b", re.IGNORECASE
)
_ORDER = re.compile(
    r"(?:(?:can|could) you )?(?:please )?(?:i (?:did|spent|have|had|want to|need to) )?"
    r"(?:(?:add|log|record|enter|book|bill|billed|put (?:down|in)?|note|charge|make|create|"
    r"post|new|time|entry|time entry|a time entry|an entry|spent|did)\b(?: (?:me|in|for|of|a|an|this|"
    r"new|time|entry|another|up|down))*[\s:,-]*)+(?=[\x01\d.½¼¾])",
    re.IGNORECASE,
)
_BOOKMARK = re.compile(
    r"(?:please )?(?:add (?:a )?|set (?:a )?|new )?(?:book ?mark|place ?mark(?:er)?)\b"
    r"(?: (?:this|here|that|for me))?\s*[:,;—-]*\s*",
    re.IGNORECASE,
)
_EDGE_JOIN = re.compile(
    r"^(?:and|plus|then|&|\+)\b[\s,]*|[\s,]*\b(?:and|plus|then|&|\+)$", re.IGNORECASE
)
_WORD = re.compile(r"\w")
_LONG_DAY = "That is over 12 hours: please check it."


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line above says for the lines under it."""

    day: date | None = None
    matter: str | None = None


def read(
    line: str, *, today: date, locale: str, heading: Heading | None = None
) -> tuple[Draft, ...] | Bookmark | Problem:
    """Return the drafts of one normalised *line*, its bookmark, or its problem."""
    if len(line) > LONGEST:
        return problems.make(
            "too_long",
            line,
            detail=f"This line is longer than {LONGEST:,} characters and was not read.",
        )
    if not _WORD.search(line):
        return problems.make("empty" if not line.strip() else "no_duration", line)
    mark = _BOOKMARK.match(line)
    if mark and (mark.end() == len(line) or not line[mark.end() - 1].isalnum()):
        return _bookmark(line, mark.end())
    result = _entries(line, today=today, locale=locale)
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
    label = _take_label(slate)
    narrative = slate.rest()
    if not _WORD.search(narrative):
        return problems.make("no_narrative", line, detail="The bookmark has no words.")
    return Bookmark(narrative, label[0], line)


def _entries(line: str, *, today: date, locale: str) -> tuple[Draft, ...] | Problem:
    """Find the times of a line; read one piece of work, or several."""
    slate = Slate(line)
    named = labels.named_spans(slate)
    scan = _blank(slate.scan, named, with_mark=QUOTED) if named else slate.scan
    dates = workdays.candidates(scan)
    found = times.candidates(_blank(scan, [each.span() for each in dates]))
    if len(found) > times.MOST or len(dates) > times.MOST:
        return problems.make("multiple_durations", line)
    view = Slate(line)
    view.scan = _blank(
        slate.scan,
        [each.span() for each in dates] + [(each.start, each.end) for each in found],
    )
    weighed = times.weigh(view, found)
    fault = next((each.fault for each in weighed.strong if each.fault), "")
    if fault:
        blamed = next(each for each in weighed.strong if each.fault)
        return problems.make(fault, line, words=line[blamed.start : blamed.end].strip())
    shared = shares.read(slate, view, weighed)
    if shared is not None:
        return _shared(slate, shared, line, today=today, locale=locale)
    if len(weighed.strong) > 1 and _sums_up(view, weighed.strong):
        weighed = Times(weighed.strong[:1], ())
    if len(weighed.strong) > 1:
        pieces = _pieces(view, weighed.strong)
        if pieces:
            return _several(line, pieces, today=today, locale=locale)
    chosen = _choose(view, weighed, line)
    if isinstance(chosen, Problem):
        return chosen
    for start, end in weighed.dropped:
        slate.take(start, end)
    return _one(slate, view, dates, chosen, line, today=today, locale=locale)


def _blank(text: str, spans: list[tuple[int, int]], *, with_mark: str = TAKEN) -> str:
    for start, end in spans:
        text = text[:start] + with_mark * (end - start) + text[end:]
    return text


def _choose(view: Slate, weighed: Times, line: str) -> list[Duration] | Problem:
    """Return the spans of the one time of a line, the first of them holding it."""
    if not weighed.strong:
        return _choose_weak(view, weighed, line)
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
        re.search(r"\b(?:for|took|spent)[ \x01]+$", view.scan[: weak.start])
    ) or bool(re.match(r"(?:for|took|spent)\b", view.text[weak.start : weak.end]))


def _choose_weak(view: Slate, weighed: Times, line: str) -> list[Duration] | Problem:
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


def _pieces(view: Slate, strong: tuple[Duration, ...]) -> list[tuple[int, int]] | None:
    """Return the span of each time with its own piece of work, or None.

    Either every time leads its work ("0.1 letter, 0.4 drafting") or every time
    follows it ("letter 0.1, drafting 0.4").
    """
    if any(each.minutes is None for each in strong):
        return None
    size = len(view.text)
    leads = [each.start for each in strong]
    ends = [each.end for each in strong]
    head = view.scan[: leads[0]]
    if not _has_words(head) or _only_label(view, head):
        spans = list(zip([0, *leads[1:]], [*leads[1:], size], strict=True))
        if all(
            view.left(each.start) != "word"
            and _own_work(view.scan[each.end : stop], each, strong[0])
            for each, (_, stop) in zip(strong, spans, strict=True)
        ):
            return spans
    if _has_words(head):
        ends = [_past_bracket(view.text, each) for each in ends]
        spans = list(zip([0, *ends[:-1]], [*ends[:-1], size], strict=True))
        if all(
            view.right(each.end) != "word" and _has_words(view.scan[start : each.start])
            for each, (start, _) in zip(strong, spans, strict=True)
        ):
            return spans
    return None


def _past_bracket(text: str, at: int) -> int:
    """Return the place after the bracket that closes at *at*, or *at*."""
    found = re.match(r" ?[)\]]", text[at : at + 2])
    return at + len(found[0]) if found else at


def _sums_up(view: Slate, strong: tuple[Duration, ...]) -> bool:
    """Say whether the first time is a total, with its parts in brackets behind it."""
    first, *others = strong
    inside = view.text[first.end : others[0].start].rstrip().endswith("(")
    return (
        len(others) > 1
        and inside
        and first.minutes == sum(each.minutes or 0 for each in others)
    )


def _has_words(text: str) -> bool:
    return bool(_WORD.search(_EDGE_JOIN.sub("", text.strip(" \x01\x02,;:|()[]—-."))))


def _own_work(text: str, each: Duration, first: Duration) -> bool:
    """Say whether *text* after a time is work; another form needs a verb to show it."""
    if not _has_words(text):
        return False
    if each.unit == first.unit:
        return True
    return activities.name(text.strip(" \x01,;:|()[]—-.")) is not None


def _only_label(view: Slate, head: str) -> bool:
    return (
        labels.whole(_bare_label(head)) is not None
        or bool(
            re.fullmatch(r"[^,;]+ (?:files?|matter)", _bare_label(head), re.IGNORECASE)
        )
        or not view.text
    )


def _bare_label(head: str) -> str:
    return re.sub(
        r"^(?:on |for |in )?(?:the )?|(?i: (?:file|matter))(?=[:,;\s—-]*$)",
        "",
        head.strip(" \x01,;:|()[]—-."),
    )


def _several(
    line: str, spans: list[tuple[int, int]], *, today: date, locale: str
) -> tuple[Draft, ...] | Problem:
    """Read each piece by itself; what only one says of matter or day holds for all."""
    drafts: list[Draft] = []
    for start, end in spans:
        piece = _EDGE_JOIN.sub("", line[start:end].strip(" ,;:|—-"))
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
    view: Slate,
    dates: list[re.Match[str]],
    chosen: list[Duration],
    line: str,
    *,
    today: date,
    locale: str,
) -> tuple[Draft, ...] | Problem:
    """Read everything else of a line whose time is known."""
    for each in chosen:
        slate.take(each.start, each.end)
    time = chosen[0]
    around = _Around.take(slate, view, dates, today=today, locale=locale)
    if isinstance(around, Problem):
        return around
    asks = list(around.asks)
    if time.minutes is None:
        asks.insert(0, Ask("duration", tuple(str(each) for each in time.options)))
    narrative = around.narrative(slate)
    if not _WORD.search(narrative):
        return problems.make("no_narrative", line)
    return (around.draft(narrative, time.minutes, around.matter, tuple(asks), line),)


def _shared(
    slate: Slate, shared: shares.Shares, line: str, *, today: date, locale: str
) -> tuple[Draft, ...] | Problem:
    """Give every matter of a shared piece of work its part of the time."""
    for start, end in shared.spans:
        slate.take(start, end)
    view = Slate(line)
    view.scan = slate.scan
    dates = workdays.candidates(slate.scan)
    around = _Around.take(slate, view, dates, today=today, locale=locale, labelled=True)
    if isinstance(around, Problem):
        return around
    narrative = around.narrative(slate)
    if not _WORD.search(narrative):
        return problems.make("no_narrative", line)
    out = []
    for matter, minutes in shared.parts:
        asks = around.asks
        if minutes is None:
            asks = (Ask("duration", shared.options), *asks)
        out.append(around.draft(narrative, minutes, matter, asks, line))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class _Around:
    """Everything that a line says beside its time."""

    day: date | None
    matter: str | None
    billing: Billing
    rate: Decimal | None
    asks: tuple[Ask, ...]
    warnings: tuple[str, ...]

    @classmethod
    def take(
        cls,
        slate: Slate,
        view: Slate,
        dates: list[re.Match[str]],
        *,
        today: date,
        locale: str,
        labelled: bool = False,
    ) -> "_Around | Problem":
        """Take day, rate, billing and label out of *slate*."""
        _take_fillers(slate)
        dated = workdays.choose(slate, view, dates, today=today, locale=locale)
        if dated.problem:
            return problems.make(
                dated.problem.kind,
                slate.text,
                words=dated.words,
                detail=dated.problem.message,
            )
        rate, warning = marks.take_rate(slate)
        billing = marks.take_billing(slate)
        matter, matter_asks = (None, ()) if labelled else _take_label(slate)
        if billing is Billing.BILLABLE:
            # Beside the label a mark stands at the edge only once the label is taken.
            billing = marks.take_billing(slate)
        asks = matter_asks
        if dated.ask:
            asks = (Ask("date", dated.ask), *asks)
        return cls(
            dated.day, matter, billing, rate, asks, (warning,) if warning else ()
        )

    def narrative(self, slate: Slate) -> str:
        """Return what nobody took, without a joining word left at an edge."""
        return _EDGE_JOIN.sub("", slate.rest()) if slate.taken else slate.rest()

    def draft(
        self,
        narrative: str,
        minutes: int | None,
        matter: str | None,
        asks: tuple[Ask, ...],
        line: str,
    ) -> Draft:
        """Put one draft together."""
        warnings = self.warnings
        if minutes is not None and minutes > durations.LONG:
            warnings = (*warnings, _LONG_DAY)
        return Draft(
            minutes,
            self.day,
            matter,
            narrative,
            activities.name(narrative),
            self.billing,
            self.rate,
            asks,
            warnings,
            line,
        )


def _take_fillers(slate: Slate) -> None:
    """Take "um", "okay so", "please add" at the front; "so" alone only before a time."""
    found = _FILLER.match(slate.scan)
    start = 0
    if found and (_HESITATION.search(found[0]) or slate.scan[found.end()] == TAKEN):
        slate.take(0, found.end())
        start = found.end()
    order = _ORDER.match(slate.scan, start)
    if order and order.end() > start:
        slate.take(start, order.end())


def _take_label(slate: Slate) -> tuple[str | None, tuple[Ask, ...]]:
    """Take the matter label; ask where the line names two."""
    found = labels.find(slate)
    if not found:
        return None, ()
    texts = list(dict.fromkeys(each.text for each in found))
    folded = {each.casefold() for each in texts}
    if len(folded) > 1:
        return None, (Ask("matter", tuple(texts)),)
    for each in found:
        slate.take(each.start, each.end)
    return texts[0], ()
