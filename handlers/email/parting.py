"""A letter's body parted: the person's own words, and the letter they stand on."""

import re
from dataclasses import dataclass, replace

from bot.messages import Original
from handlers.email import (
    bodylines,
    cutting,
    dictated,
    farewells,
    mailboxes,
    markup,
    separators,
    subjects,
    unwrapping,
)
from handlers.email.cutting import Cut
from handlers.email.letters import Letter

NEW, FORWARD, REPLY = "new", "forward", "reply"

# By so many letters a line is known again, also where the other body has wrapped it.
_TELLING = 30
_REST = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Parted:
    """The person's *own* words, and the *original* they stand on, if there is one.

    *kind* is "new", "forward" or "reply".
    """

    own: str
    original: Original | None
    kind: str


def part(letter: Letter) -> Parted:
    """Return what of *letter* is the person's own, and what it was put on top of.

    No word of the original, of a quote or of a signature is among the own ones; a line
    that looks dictated and stands above them always is. Never raises.
    """
    marked = subjects.unmark(letter.subject)
    announced = marked.kind == FORWARD and not letter.attached
    forwarder = letter.sender if announced else ""
    spoken = marked.kind == "none" and dictated.surely(letter.subject)
    text = html = None
    if letter.text.strip():
        lines = bodylines.from_text(letter.text)
        found = cutting.cut(lines, forwarder=forwarder)
        text = _Body.of(lines, found, letter, spoken=spoken, wrapped=True)
    if letter.html.strip():
        lines = markup.from_html(letter.html)
        found = cutting.cut(lines, structured=True, forwarder=forwarder)
        html = _Body.of(lines, found, letter, spoken=spoken, wrapped=False)
    own = _reconciled(text, html)
    cuts = [body.cut for body in (html, text) if body is not None]
    original = _original(cuts)
    kind = _kind(cuts, marked.kind)
    if original is None and letter.attached:
        return Parted(own, letter.attached[0], FORWARD)
    if original is not None and marked.kind != "none" and not _has_subject(cuts):
        original = replace(original, subject=marked.bare)
    return Parted(own, original, kind)


@dataclass(frozen=True, slots=True)
class _Body:
    """One of the two bodies: its *lines*, cut, and the own words among them."""

    own: tuple[str, ...]
    cut: Cut
    lines: list[bodylines.Line]

    @property
    def is_empty(self) -> bool:
        """Say whether it shows no word at all."""
        return not any(line.text.strip() for line in self.lines)

    @staticmethod
    def of(
        lines: list[bodylines.Line],
        found: Cut,
        letter: Letter,
        *,
        spoken: bool,
        wrapped: bool,
    ) -> "_Body":
        own: list[str] = []
        for segment in found.own:
            if not any(line.text.strip() for line in segment.lines):
                continue
            said = spoken or bool(own)
            kept = farewells.without(
                segment.lines, sender=letter.sender, name=letter.name, spoken=said
            )
            if segment.strict:
                kept = [each for each in kept if dictated.surely(each)]
            kept = unwrapping.joined(kept) if wrapped else kept
            own.extend(["", *kept] if own and kept else kept)
        shown = tuple(mailboxes.unhidden(each, show=False).strip() for each in own)
        return _Body(shown, found, lines)


def _reconciled(text: _Body | None, html: _Body | None) -> str:
    """Return the own words of both bodies: the cut that leaves less to book.

    The lines are those of the HTML, where no client has wrapped them. One that carries
    a time and that the plain body has elsewhere than among its own words is another's.
    """
    if html is None or html.is_empty:
        return "\n".join(text.own) if text else ""
    if text is None or text.is_empty:
        return "\n".join(html.own)
    told = _squeezed("".join(text.own))
    doubtful = {
        line
        for line in html.own
        if dictated.perhaps(line) and _squeezed(line)[:_TELLING] not in told
    }
    if doubtful:
        whole = _squeezed("".join(line.text for line in text.lines))
        doubtful = {line for line in doubtful if _squeezed(line)[:_TELLING] in whole}
    return "\n".join(line for line in html.own if line not in doubtful).strip("\n")


def _squeezed(text: str) -> str:
    """Return the letters and digits of *text* alone, so that wrapping is no matter."""
    return _REST.sub("", text.casefold())


def _original(found: list[Cut]) -> Original | None:
    """Return the original as the better of the two bodies shows it, gaps filled."""
    originals = [each.original for each in found if each.original is not None]
    if not originals:
        return None
    first = max(originals, key=_weight)
    for other in originals:
        first = Original(
            sender=first.sender or other.sender,
            recipients=first.recipients or other.recipients,
            subject=first.subject or other.subject,
            date=first.date or other.date,
        )
    return first


def _has_subject(found: list[Cut]) -> bool:
    """Say whether a head had a line for the subject, be it empty."""
    return any(each.has_subject for each in found if each.original is not None)


def _weight(original: Original) -> tuple[bool, bool, bool]:
    return (bool(original.subject), "@" in original.sender, bool(original.sender))


def _kind(found: list[Cut], marked: str) -> str:
    kinds = [each.kind for each in found if each.kind]
    if not kinds:
        return NEW
    if separators.FORWARD in kinds:
        return FORWARD
    if marked != "none":
        return marked
    return REPLY if separators.REPLY in kinds else FORWARD
