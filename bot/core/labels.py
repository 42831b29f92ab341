"""The matter label: which words of a line name the file, as they were dictated."""

import re

from bot.core import labelmarks, labelwords
from bot.core.labelwords import Label
from bot.core.slate import QUOTED, TAKEN, Slate, abbreviated

_REF = re.compile(rf"(?<![\w.,/#$-]){labelwords.REF}(?![\w/-]|\.\d)")
_DIGIT = re.compile(r"[0-9]")
_PLAIN_REF = re.compile(
    r"(?<![\w.,/$-])(?!(?:19|20)\d\d(?!\d))\d{4,8}(?![\w:/-]|[.,]\d)"
)
_FRONT = re.compile(
    rf"(?P<name>{labelwords.NAME})(?P<own>'s)?(?= ?(?:[:,;|—()\x01]|-+ )| -| \x01)"
)
# "smith v jones" as dictation writes it.
_SPOKEN_V = re.compile(
    r"[a-z][a-z'-]+(?: [a-z][a-z'-]+)? v [a-z][a-z'-]+(?: (?:pty|ltd|and ors|and anor))*"
)
_AND = re.compile(r" (?:and|&) ")


def find(slate: Slate, marked: list[Label] | None = None) -> list[Label]:
    """Return the labels of a line, all of the best rule that finds any.

    *marked* are those that a word marks, where they have been found before. More than
    one different label is for the caller to ask about.
    """
    return (
        (labelmarks.find(slate) if marked is None else marked)
        or _references(slate)
        or _last_segment(slate)
        or _front(slate)
    )


def _references(slate: Slate) -> list[Label]:
    out: list[Label] = []
    if not _DIGIT.search(slate.scan):
        return out
    for found in _REF.finditer(slate.scan):
        start, end = labelwords.with_before(slate.scan, *found.span())
        left, right = slate.left(start), slate.right(end)
        if (
            (left in {"start", "sep"} or right in {"end", "sep"})
            and not _cited(slate, found.start())
            and _is_reference(found[0], left, right)
        ):
            out.append(Label(start, end, found[0], "ref"))
    if not out:
        out.extend(
            Label(*found.span(), found[0], "ref")
            for found in _PLAIN_REF.finditer(slate.scan)
            if slate.left(found.start()) in {"start", "sep"}
            and slate.right(found.end()) in {"end", "sep"}
        )
    return [_with_name(slate, each) for each in out]


def _is_reference(words: str, left: str, right: str) -> bool:
    """Tell a file's number from a year span, a plain fraction or a short code."""
    if re.fullmatch(r"(?:19|20)\d\d[-/](?:19|20)\d\d", words):
        return False
    if re.fullmatch(r"\d{2,6}/\d{2,6}|\d{3}\.\d\d", words):
        return len(words) >= 6 and left in {"start", "sep"} and right in {"end", "sep"}
    return True


_CITES = re.compile(
    r"(?:invoice|inv|order|exhibit|clause|section|form|dp|lot|no|number|cheque|receipt|claim|proceeding|proceedings|case|act|policy|title|folio|abn|acn|flight|bsb|account|policy no|claim no|report|notice)s?\.? ?$",
    re.IGNORECASE,
)


def _cited(slate: Slate, start: int) -> bool:
    return bool(_CITES.search(slate.scan[max(0, start - 14) : start]))


def _with_name(slate: Slate, label: Label) -> Label:
    """`Smith v Jones (2024-FAM-0312)`: the name before a bracketed number goes with it."""
    start, end = label.start, label.end
    if (
        start == 0
        or slate.scan[start - 1] not in "(["
        or slate.scan[end : end + 1] not in {")", "]"}
    ):
        return label
    head = slate.scan[: start - 1].rstrip(" ")
    run = labelwords.CAPITAL_RUN.search(head)
    if (
        not run
        or slate.left(run.start()) not in {"start", "sep"}
        or not labelwords.is_name(run[0])
    ):
        return label
    return Label(
        run.start(),
        end + 1,
        f"{labelwords.clean(slate.text[run.start() : run.end()])} ({label.text})",
        "ref",
    )


_SEPARATOR = re.compile(r"[,;|—()\[\].-]")
_NUMBERED = "(No"


def _segments(slate: Slate) -> list[tuple[int, int]]:
    """Return the spans between separators in which words are left."""
    scan = slate.scan
    out: list[tuple[int, int]] = []
    start = 0
    for found in _SEPARATOR.finditer(scan):
        at = found.start()
        if not _separates(scan, at):
            continue
        _add(out, scan, start, at)
        start = at + 1
    _add(out, scan, start, len(scan))
    return out


def _separates(scan: str, at: int) -> bool:
    """Say whether the mark at *at* parts two segments, and no word or number."""
    char = scan[at]
    if char == "-":
        before = at == 0 or scan[at - 1] in " \x01-"
        return before and scan[at + 1 : at + 2] in {"", " ", TAKEN, "-"}
    if char == ".":
        return scan[at + 1 : at + 2] == " " and not abbreviated(scan, at)
    return char != "(" or not scan.startswith(_NUMBERED, at)


def _add(out: list[tuple[int, int]], scan: str, start: int, end: int) -> None:
    """Add the span of the words between *start* and *end*, where there are any."""
    left = scan[start:end].lstrip(" \x01.")
    words = left.rstrip(" \x01.")
    if words:
        first = end - len(left)
        out.append((first, first + len(words)))


def _last_segment(slate: Slate) -> list[Label]:
    segments = _segments(slate)
    if not segments or (len(segments) == 1 and not slate.taken):
        return []
    start, end = segments[-1]
    words = slate.scan[start:end]
    if TAKEN in words or QUOTED in words:
        return []
    if (
        len(segments) == 1
        and slate.left(start) == "start"
        and not _separated(slate, start, end)
    ):
        return []
    found = labelwords.WHOLE.fullmatch(words.removesuffix("?"))
    if not (found and labelwords.is_name(found["name"])) and not _SPOKEN_V.fullmatch(
        words
    ):
        return []
    if len(segments) > 1 and _lists_people(slate, segments, words):
        return []
    # "A, B and C" and "Smith - call, Jones" leave two candidates: both are returned.
    others = _front(slate) if len(segments) > 2 else []
    label = Label(start, end, labelwords.clean(slate.text[start:end]), "last")
    return [each for each in others if each.start < start] + [label]


def _separated(slate: Slate, start: int, end: int) -> bool:
    """Say whether the only words left were set apart from what has been taken."""
    before = slate.scan[:start]
    return bool(re.search(r"[,;|—()\[\]]|- ", before)) or slate.right(end) == "sep"


def _lists_people(slate: Slate, segments: list[tuple[int, int]], words: str) -> bool:
    """Say whether the last segment only ends a list of people: "with A, B and C"."""
    if not _AND.search(words) or labelwords.VERSUS.search(words):
        return False
    start, end = segments[-2]
    previous = slate.scan[start:end].rstrip(" \x01")
    between = slate.scan[end : segments[-1][0]].strip()
    return between == "," and bool(
        re.search(rf"{labelwords.UP}{labelwords.TAIL}$", previous)
    )


def _front(slate: Slate) -> list[Label]:
    """`Smith: …`, `0.2 Smith - call …`: a name alone before a separator."""
    scan = slate.scan
    i = 0
    while i < len(scan) and scan[i] in " \x01,;-—:|()":
        i += 1
    found = _FRONT.match(scan, i)
    if not found or not labelwords.is_name(found["name"]):
        found = _SPOKEN_V.match(scan, i)
    if not found:
        return []
    end = found.end()
    if slate.right(end) != "sep" and scan[end : end + 2].strip(" ")[:1] not in {
        TAKEN,
        ":",
    }:
        return []
    rest = scan[end:].strip(" \x01,;:|—-.()")
    if not rest:
        return []
    return [
        Label(
            found.start(),
            end,
            labelwords.clean(slate.text[found.start() : end]),
            "front",
        )
    ]
