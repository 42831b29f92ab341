"""Which of the numbers in a line is the time: dictation §1, step 3."""

import re
from dataclasses import dataclass

from bot.core import decoys, durations, labelwords, ranges
from bot.core.durations import Duration
from bot.core.slate import TAKEN, Slate

MOST = 16

_CORRECTION = re.compile(
    r"[\s,;.—-]*(?:(?<!\w)(?:no|wait|oops|sorry|actually|nope|um|uh)\b[\s,;.—-]*)*"
    r"(?<!\w)(?:make (?:that|it)|scratch that|strike that|correction|i mean|i meant|sorry|"
    r"rather|actually|should be|no)\b[\s,:;.—-]*"
    r"(?:(?:that's|it's|it was|that was|to|it should be|make (?:that|it))\b[\s,]*)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<![^\s\x01,;:(—-])(?:(?:i (?:have )?)?(?:for|took|taking|spent|spending|lasting|total(?:l?ing)?(?: of)?:?"
    r"|time:?|duration:?|approx(?:imately)?\.?|about|around|roughly|~|hours?:|hrs?:|units?:)"
    r"[ \x01]+)+$",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?<!\w)for[ \x01]+$", re.IGNORECASE)
_AFTER = re.compile(
    r" (?:in total|total|all up|in all|altogether|all told|spent)\b", re.IGNORECASE
)
_OF = re.compile(
    r" of (?=[a-z])| (?:on|for|spent on|spent|doing) (?=\w+ing\b)", re.IGNORECASE
)
# After these words a time describes something else: "mediation of 3 hours".
DESCRIBED = frozenset(
    "of within every per under over than after before by in next last first a the another "
    "running lasting to up least only extra further additional re minimum maximum his her "
    "their our that this".split()
)
_SEGMENT = re.compile(r"[,;|—()\[\]]|(?<=\s)-(?=\s)")
_FILE = re.compile(r"(?:\S+ ){1,4}(?:file|matter)", re.IGNORECASE)
# Longer than any way to correct oneself.
_PHRASE = 60
_CLOCK_HOUR = 7 * 60


@dataclass(frozen=True, slots=True)
class Times:
    """The candidates of a line, each with what stands left and right of it."""

    strong: tuple[Duration, ...]
    weak: tuple[Duration, ...]
    dropped: tuple[tuple[int, int], ...] = ()

    @property
    def all(self) -> tuple[Duration, ...]:
        """Every candidate in the order in which it stands."""
        return tuple(sorted(self.strong + self.weak))


def candidates(text: str) -> list[Duration]:
    """Return every time in *text* that belongs to nothing else."""
    masked = decoys.mask(text)
    found = ranges.scan(masked)
    for each in found:
        masked = (
            masked[: each.start] + TAKEN * (each.end - each.start) + masked[each.end :]
        )
    found += durations.scan(decoys.mask_clocks(masked))
    return sorted(found)


def weigh(view: Slate, found: list[Duration]) -> Times:
    """Tell the times that stand where a time is said from those within a sentence.

    *view* is the line with every candidate taken out, so that each sees past the
    others to the words.
    """
    found, dropped = _corrected(view, found)
    strong, weak = [], []
    for raw in found:
        each = _widened(view, raw)
        left, right = view.left(each.start), view.right(each.end)
        if left == "word" and _labelled(view.scan[: each.start]):
            left = "sep"
        edge = left != "word" or right != "word"
        alone = left in {"start", "sep"} and right in {"end", "sep"}
        if (
            edge
            and not (each.describes and left != "start" and not alone)
            and not (
                left == "word"
                and (view.word_left(each.start) in DESCRIBED)
                and each.unit
            )
            and not (each.form == "clock" and (each.minutes or 0) >= _CLOCK_HOUR)
        ):
            strong.append(each)
        else:
            weak.append(each)
    return Times(tuple(strong), tuple(weak), tuple(dropped))


def _labelled(head: str) -> bool:
    """Say whether the segment before a time is only a label: "Jones file 0.3 call"."""
    words = _SEGMENT.split(head)[-1].strip(" \x01")
    found = _FILE.fullmatch(words)
    return (found is not None) or labelwords.whole(words) is not None


def bare(view: Slate) -> Duration | None:
    """Return a whole number that may be the time, where no time was said."""
    masked = decoys.mask_clocks(decoys.mask(view.scan))
    for each in durations.bare(masked):
        left, right = view.left(each.start), view.right(each.end)
        word = view.scan[each.start : each.end]
        if left == "start" and right == "word" and not word.isdigit():
            continue
        if left == "start" and right == "word" and _counts(view.word_right(each.end)):
            continue
        if left == "start" or right in {"end", "sep"}:
            return each
    return None


def _counts(word: str) -> bool:
    """Say whether the word after a whole number is what it counts."""
    plain = word.rstrip(".:")
    return plain.endswith("s") and not plain.endswith(("ss", "us", "is", "ous"))


def _corrected(
    view: Slate, found: list[Duration]
) -> tuple[list[Duration], list[tuple[int, int]]]:
    """Let the last value win after "no make that"; return what it has replaced."""
    out: list[Duration] = []
    dropped: list[tuple[int, int]] = []
    for each in found:
        start = max(out[-1].end, each.start - _PHRASE) if out else 0
        phrase = _CORRECTION.search(view.text[start : each.start]) if out else None
        if phrase is None:
            out.append(each)
            continue
        old = out.pop()
        begin = start + phrase.start()
        if begin == old.end:
            begin = old.start
        else:
            dropped.append((old.start, old.end))
        out.append(each._replace(start=begin))
    return out, dropped


def _widened(view: Slate, each: Duration) -> Duration:
    """Take in the words that only introduce a time: "for", "spent", "in total"."""
    start, end = each.start, each.end
    head = view.scan[max(0, start - 40) : start]
    before = _BEFORE.search(head)
    if before and not each.describes:
        begin = start - len(before[0])
        only_for = _FOR.fullmatch(before[0])
        if not only_for or view.right(end) in {"end", "sep"} or each.unit:
            start = begin
    after = _AFTER.match(view.scan, end)
    if after:
        end = after.end()
    elif view.left(start) == "start":
        of = _OF.match(view.scan, end)
        if of and (each.unit or of[0].strip() != "of"):
            end = of.end()
    return each._replace(start=start, end=end)
