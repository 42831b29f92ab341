"""Several times in one line, each with its own piece of work: dictation §8."""

import re

from bot.core import activities, labelwords
from bot.core.durations import Duration
from bot.core.slate import Slate

_WORD = re.compile(r"\w")
_DOING = re.compile(r"[a-z]+(?:ing|ed)\b")

_JOINS = frozenset(("and", "plus", "then", "&", "+"))


def unjoined(text: str) -> str:
    """Return *text* without a joining word left at an edge.

    >>> unjoined("and call with client, plus")
    'call with client'
    """
    while True:
        first, _, rest = text.partition(" ")
        if first.lower().rstrip(",") in _JOINS:
            text = rest.lstrip(" ,")
            continue
        rest, _, last = text.rpartition(" ")
        if last.lower() not in _JOINS:
            return text
        text = rest.rstrip(" ,")


def split(view: Slate, strong: tuple[Duration, ...]) -> list[tuple[int, int]] | None:
    """Return the span of each time with its own piece of work, or None.

    Either every time leads its work ("0.1 letter, 0.4 drafting") or every time
    follows it ("letter 0.1, drafting 0.4").
    """
    if any(each.minutes is None for each in strong):
        return None
    size = len(view.text)
    if ";" in view.scan:
        spans = _between_semicolons(view, strong)
        if spans:
            return spans
    leads = [each.start for each in strong]
    ends = [each.end for each in strong]
    head = view.scan[: leads[0]]
    if not _has_words(head) or _only_label(view, head):
        spans = list(zip([0, *leads[1:]], [*leads[1:], size], strict=True))
        if all(
            (each is strong[0] or view.left(each.start) != "word")
            and _own_work(
                view.scan[each.end : stop],
                each,
                strong[0],
                joined=view.left(each.start) == "join",
            )
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


def _between_semicolons(
    view: Slate, strong: tuple[Duration, ...]
) -> list[tuple[int, int]] | None:
    """Return what stands between semicolons, where each has a time and its work."""
    marks = [found.start() for found in re.finditer(";", view.scan)]
    cuts = list(
        zip([0, *(each + 1 for each in marks)], [*marks, len(view.text)], strict=True)
    )
    spans: list[tuple[int, int]] = []
    for start, end in cuts:
        times = [each for each in strong if start <= each.start < end]
        if len(times) > 1:
            return None
        if times and _has_words(view.scan[start:end]):
            spans.append((start, end))
        elif spans and not times:
            # A matter or a day behind the last semicolon belongs to what it follows.
            spans[-1] = (spans[-1][0], end)
        else:
            return None
    return spans if len(spans) == len(strong) else None


def sums_up(view: Slate, strong: tuple[Duration, ...]) -> bool:
    """Say whether the first time is a total, with its parts in brackets behind it."""
    first, *others = strong
    inside = view.text[first.end : others[0].start].rstrip().endswith("(")
    return (
        len(others) > 1
        and inside
        and first.minutes == sum(each.minutes or 0 for each in others)
    )


def _past_bracket(text: str, at: int) -> int:
    """Return the place after the bracket that closes at *at*, or *at*."""
    found = re.match(r" ?[)\]]", text[at : at + 2])
    return at + len(found[0]) if found else at


def _has_words(text: str) -> bool:
    return bool(_WORD.search(unjoined(text.strip(" \x01\x02,;:|()[]—-."))))


def _own_work(text: str, each: Duration, first: Duration, *, joined: bool) -> bool:
    """Say whether *text* after a time is work; another form needs a verb to show it."""
    if not _has_words(text):
        return False
    if each.unit == first.unit and not joined:
        return True
    work = text.strip(" \x01,;:|()[]—-.")
    return activities.name(work) is not None or bool(_DOING.match(work))


def _only_label(view: Slate, head: str) -> bool:
    return (
        labelwords.whole(_bare_label(head)) is not None
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
