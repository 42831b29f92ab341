"""The lines of a body cut into the person's own and what others wrote."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.messages import Original
from handlers.email import (
    attributions,
    dictated,
    fieldlabels,
    headerblock,
    mailboxes,
    markup,
    separators,
)
from handlers.email.bodylines import EDGE, SEALED, Line
from handlers.email.separators import EITHER, END, FORWARD, REPLY

# How far below its announcement a head may begin.
_NEAR = 6
# How many lines of a quote are looked through for its head.
_QUOTE_HEAD = 14
# Mutt alone says where its forwards end; elsewhere their senders may have said so.
_ENDING = re.compile(r"\s*-{3,} ?Forwarded message from ", re.IGNORECASE)


@dataclass(slots=True)
class Segment:
    """Lines that may be the person's own, with nobody else's between them.

    *strict*: they stand under a forwarded letter, so that only dictation among them is.
    """

    lines: list[Line] = field(default_factory=list)
    strict: bool = False


@dataclass(slots=True)
class Cut:
    """What was found: the person's own lines in segments, and the outermost original.

    *kind* is forward, reply or either; empty when there is nothing but own words.
    """

    own: list[Segment] = field(default_factory=lambda: [Segment()])
    original: Original | None = None
    has_subject: bool = False
    kind: str = ""


def cut(lines: Sequence[Line], *, structured: bool = False, forwarder: str = "") -> Cut:
    """Return *lines* cut at the first letter that they bring along.

    *structured*: they come from HTML, whose elements say where a quote ends.
    *forwarder*: who says in the subject that there is one, whatever its head is.
    """
    scanner = _Scanner(lines, structured=structured)
    scanner.run()
    found = scanner.found
    if forwarder and not found.kind:
        found = _guessed(lines, forwarder) or found
    words = any(line.text.strip() for each in found.own for line in each.lines)
    if not words and not found.kind:
        # Everything is quoted and nothing says whose it is: it is their own.
        found.own = [Segment([Line(each.text) for each in lines if each.depth <= 1])]
    return found


def _guessed(lines: Sequence[Line], forwarder: str) -> Cut | None:
    """Return *lines* cut at the first that names a correspondent, or at a drawn line.

    What no table knows is still below whatever the person typed.
    """
    for at, line in enumerate(lines):
        drawn = separators.is_rule(line.text) and len(line.text) >= 5
        if not drawn and not _names_somebody(line.text):
            continue
        near = (mailboxes.ADDRESS.search(each.text) for each in lines[at : at + _NEAR])
        address = next((found[0] for found in near if found), "")
        if address and address.casefold() != forwarder.casefold():
            own = [Segment(list(lines[:at]))]
            return Cut(own, Original(sender=address), kind=FORWARD)
    return None


def _names_somebody(text: str) -> bool:
    """Say whether *text* has an address and is a field or says a day."""
    if "@" not in text or dictated.likely(text) or dictated.has_amount(text):
        return False
    return fieldlabels.split(text) is not None or headerblock.says_when(text)


class _Scanner:
    """Goes down the lines once."""

    def __init__(self, lines: Sequence[Line], *, structured: bool) -> None:
        self.lines = lines
        self.structured = structured
        self.found = Cut()
        self.strict = False  # under a forwarded letter only what is dictated is own

    def run(self) -> None:
        """Sort every line."""
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if not line.text.strip() and line.place not in {EDGE, SEALED}:
                self.found.own[-1].lines.append(line)
                at += 1
            elif line.place == EDGE:
                self._seek(at, len(self.lines))
                if self._next_words(at) is not None:
                    self._mark(EITHER)
                return
            elif line.place == SEALED:
                at = self._pass(at, self._sealed_until(at))
            elif line.depth:
                at = self._pass(at, self._quoted_until(at))
            else:
                at = self._plain(at)

    def _plain(self, at: int) -> int:
        """Take a line that is marked as nothing; return where to go on."""
        boundary = self._boundary(at)
        if boundary is not None:
            return boundary
        self.found.own[-1].lines.append(self.lines[at])
        return at + 1

    def _pass(self, at: int, end: int) -> int:
        """Go past a quote or a letter, looking in its first lines for whose it is."""
        head = self._seek(at, end)
        first = self._next_words(at)
        if self.lines[at].place == SEALED and first is not None and first < end:
            self._mark(EITHER)
        self.strict = self.strict or head is not None
        self._new_segment()
        if head is not None:
            below = self._next_words(head)
            if below is not None and below >= end:
                # Only the head was in the quote: the letter itself stands below.
                return len(self.lines)
        return end

    def _new_segment(self) -> None:
        if self.found.own[-1].lines:
            self.found.own.append(Segment())
        self.found.own[-1].strict = self.strict

    def _mark(self, kind: str) -> None:
        self.found.kind = self.found.kind or kind

    def _take(
        self, original: Original, kind: str, *, has_subject: bool = False
    ) -> None:
        """Keep the first original: it is the outermost."""
        if self.found.original is None:
            self.found.original = original
            self.found.has_subject = has_subject
            if kind != EITHER or not self.found.kind:
                self.found.kind = kind

    def _seek(self, at: int, end: int) -> int | None:
        """Look for the head of the letter that stands in the lines up to *end*.

        Return the first line behind it when it is one with labels.
        """
        if self.found.original is not None:
            return None
        seen = 0
        kind = EITHER
        while at < end and seen < _QUOTE_HEAD:
            line = self.lines[at]
            if not line.text.strip():
                at += 1
                continue
            seen += 1
            announced = separators.kind(line.text)
            if announced in {FORWARD, EITHER}:
                kind = announced if announced == FORWARD else kind
                at += 1
                continue
            glued = separators.glued(line.text)
            block = self._block(at, sure=kind == FORWARD or glued is not None, stop=end)
            if block is not None:
                self._take(block.original, kind, has_subject=block.has_subject)
                return block.end
            told = attributions.read(self.lines, at)
            if told is not None:
                self._take(told.original, FORWARD if kind == FORWARD else REPLY)
                return None
            at += 1
        return None

    def _block(
        self, at: int, *, sure: bool, stop: int | None = None
    ) -> headerblock.Block | None:
        block = headerblock.read(self.lines, at, sure=sure, stop=stop)
        if block is None and (sure or self.lines[at].place in {EDGE, SEALED}):
            block = headerblock.unknown(self.lines, at)
        return block

    def _boundary(self, at: int) -> int | None:
        """Return where to go on when another's letter begins at line *at*."""
        line = self.lines[at]
        text = line.text
        kind = separators.kind(text)
        if kind == END:
            return at + 1
        if kind is not None:
            return self._announced(at, kind)
        glued = separators.glued(text)
        if glued is not None:
            return self._glued(at, *glued)
        if separators.is_rule(text):
            return self._ruled(at)
        block = headerblock.read(self.lines, at)
        if block is None and (line.place == markup.RULED or self._is_after_gap(at)):
            block = headerblock.unknown(self.lines, at)
        if block is not None:
            self._take(block.original, EITHER, has_subject=block.has_subject)
            return self._behind(block.end, at)
        told = attributions.read(self.lines, at)
        if told is not None:
            return self._told(told, at)
        if text.rstrip().endswith((":", "：")) and not dictated.perhaps(text):
            return self._before_quote(at)
        return None

    def _told(self, told: attributions.Attribution, at: int) -> int:
        """Take a saying, or the head below one that says no more than a name.

        Notes writes both; below any other saying a head is that of an older letter.
        """
        head = self._next_words(told.end)
        block = None
        if not told.original.date and head is not None and head <= told.end + 1:
            block = headerblock.read(self.lines, head)
        if block is None:
            self._take(told.original, REPLY)
            return self._behind(told.end, at)
        self._take(block.original, EITHER, has_subject=block.has_subject)
        return self._behind(block.end, at)

    def _is_after_gap(self, at: int) -> bool:
        return at == 0 or not self.lines[at - 1].text.strip()

    def _announced(self, at: int, kind: str) -> int | None:
        """Take a separator, its head below it, or None when it is only words."""
        head = self._next_words(at + 1)
        block = told = None
        if head is not None and head <= at + _NEAR:
            block = self._block(head, sure=True)
            told = attributions.read(self.lines, head)
        framed = self.lines[at].text.strip()[:2] in {"--", "==", "__", "**", "––", "——"}
        quoted = head is not None and self._is_deeper(head)
        if block is None and told is None and not framed and not quoted:
            return None
        if block is not None:
            original = block.original
            if fieldlabels.FROM not in block.roles:
                later = attributions.read(self.lines, block.end)
                if later is not None:
                    original = replace(
                        original,
                        sender=later.original.sender,
                        date=original.date or later.original.date,
                    )
            self._take(original, kind, has_subject=block.has_subject)
            return self._behind(block.end, at)
        if told is not None:
            self._take(told.original, kind if kind == FORWARD else REPLY)
            return self._behind(told.end, at)
        self._mark(kind)
        return self._behind(at + 1, at)

    def _glued(self, at: int, kind: str, rest: str) -> int:
        """Take a separator with the head behind it in the same line."""
        end = at + 1
        block = self._glued_head(rest, end)
        # The one long line may have been wrapped on its way.
        most = at + _NEAR if len(self.lines[at].text) <= 100 else at
        while end < most and (block is None or not block.original.subject):
            below = self.lines[end].text.strip() if end < len(self.lines) else ""
            if not below:
                break
            rest = f"{rest} {below}"
            end += 1
            block = self._glued_head(rest, end) or block
        if block is not None:
            self._take(block.original, kind, has_subject=block.has_subject)
        self._mark(kind)
        return self._behind(max(end, block.end if block else end), at)

    def _glued_head(self, rest: str, end: int) -> headerblock.Block | None:
        """Read the head in *rest* and in the lines from *end* on that belong to it."""
        window = [Line(rest), *self.lines[end : end + 30]]
        block = headerblock.read(window, 0, sure=True)
        return block and block._replace(end=end + max(0, block.end - 1))

    def _ruled(self, at: int) -> int | None:
        """Take a drawn line above a head; any other rule is the person's own."""
        head = self._next_words(at + 1)
        if head is None or head > at + 3:
            return None
        block = headerblock.read(self.lines, head) or headerblock.unknown(
            self.lines, head
        )
        if block is None:
            return None
        self._take(block.original, EITHER, has_subject=block.has_subject)
        return self._behind(block.end, head)

    def _before_quote(self, at: int) -> int | None:
        """Drop a saying in a language that is not known, straight above a quote."""
        below = self._next_words(at + 1)
        if below is None or below > at + 3 or not self._is_deeper(below):
            return None
        return at + 1

    def _behind(self, end: int, at: int) -> int:
        """Return where own words may go on behind a head that began at line *at*.

        Where the letter is quoted, they may follow it; where it is not, nothing says
        where it ends, and everything is the letter's.
        """
        self._mark(EITHER)
        self._new_segment()
        below = self._next_words(end)
        if below is None:
            return len(self.lines)
        forwarded = self.found.kind in {FORWARD, EITHER}
        if self._is_deeper(below) and (
            not forwarded or self._is_headed_in_quote(at, end)
        ):
            self.strict = self.strict or forwarded
            self._new_segment()
            return end
        ends = forwarded and _ENDING.match(self.lines[at].text)
        ended = self._end_mark(end) if ends else None
        if ended is None:
            return len(self.lines)
        self.strict = True
        self._new_segment()
        return ended

    def _is_headed_in_quote(self, at: int, end: int) -> bool:
        """Say whether the head itself was quoted, as Apple Mail does.

        Where it was not, a quote below it may be the letter's own, and so may be what
        stands below that.
        """
        return any(line.depth or line.place == SEALED for line in self.lines[at:end])

    def _end_mark(self, at: int) -> int | None:
        """Return the line behind the last "End forwarded message", if there is one."""
        for place in range(len(self.lines) - 1, at - 1, -1):
            text = self.lines[place].text
            if text.endswith(("-", "=")) and separators.kind(text) == END:
                return place + 1
        return None

    def _is_deeper(self, at: int) -> bool:
        return self.lines[at].depth > 0 or self.lines[at].place in {SEALED, EDGE}

    def _next_words(self, at: int) -> int | None:
        for place in range(at, len(self.lines)):
            if self.lines[place].text.strip():
                return place
        return None

    def _sealed_until(self, at: int) -> int:
        while at < len(self.lines) and self.lines[at].place == SEALED:
            at += 1
        return at

    def _quoted_until(self, at: int) -> int:
        """Return the end of a quote, with what a client has wrapped out of it."""
        end = at
        while end < len(self.lines):
            line = self.lines[end]
            quoted = line.depth or line.place == SEALED or not line.text.strip()
            if not quoted and (self.structured or not self._is_wrapped(end)):
                break
            end += 1
        while end > at + 1 and not self.lines[end - 1].text.strip():
            end -= 1
        return end

    def _is_wrapped(self, at: int) -> bool:
        """Say whether a line without a mark is the rest of the quoted one above."""
        above = self.lines[at - 1]
        if not above.depth or len(above.text) < 55 or at + 1 >= len(self.lines):
            return False
        if above.text.rstrip().endswith((".", "?", "!", ":", ";")):
            return False
        return len(self.lines[at].text) < 40 and bool(
            self.lines[at + 1].depth or not self.lines[at + 1].text.strip()
        )
