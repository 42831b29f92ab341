"""The parts of a letter → what a client would show of it, and what it could not."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from handlers.email import armour, charsets, flowed, nesting
from handlers.email.parts import Part

# What is read of a letter. A person's words stand on top or under a quote or two.
LONGEST_TEXT = 256_000
LONGEST_HTML = 1_000_000

_PLAIN = frozenset(
    "text/plain text/markdown text/x-markdown text/enriched text/richtext".split()
)
_SEALED = frozenset(
    "application/pkcs7-mime application/x-pkcs7-mime multipart/encrypted "
    "application/pgp-encrypted".split()
)
_WINMAIL = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_HTML_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
# A plain part that only says to look at the other one.
_NOT_THIS_PART = re.compile(
    r"(?:does ?n[o']t|do not|can ?not|can't|unable to|kann|kein|ne (?:peut|supporte)"
    r"|no puede)\b[^.\d]{0,60}\bhtml\b"
    r"|\bhtml[- ](?:capable|compatible|enabled|e-?mail|format|version|f[äa]hig)"
    r"|(?:view|see|read|display|open)\b[^.\d]{0,40}\b(?:in|as|using|with|the) html\b"
    r"|this is a multi-?part message in mime format",
    re.IGNORECASE,
)
_SHORT = 600


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that is shown: as plain *text*, as *html*, or in both forms."""

    text: str | None = None
    html: str | None = None


@dataclass(slots=True)
class Body:
    """What is shown of a letter, top to bottom, and what else is in it.

    *text* is empty unless all that is shown is there as text, and so is *html*
    unless a part of it is there as HTML.
    """

    text: str = ""
    html: str = ""
    letters: list[Part] = field(default_factory=list)
    calendars: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, word: str) -> None:
        """Remember a *word* that says what could not be read, once."""
        if word not in self.notes:
            self.notes.append(word)


def read(letter: Part) -> Body:
    """Return what a client would show of a whole *letter*."""
    body = Body()
    blocks = _shown(letter, body, whole=True)
    if not blocks and not letter.is_letter:
        # Some clients send even the words themselves as a named file.
        blocks = _first_named(letter, body)
    body.text, body.html = _together(blocks)
    if body.text and body.html and _is_excuse(body.text):
        body.text = ""
    if body.text or body.html:
        body.notes = [each for each in body.notes if each != "winmail"]
    return body


def _shown(part: Part, body: Body, *, whole: bool = False) -> list[Block]:
    """Return the blocks of one part, and put what is none of them into *body*."""
    if part.cut:
        body.note("nested" if not part.parts else "cut")
    if _is_sealed(part):
        body.note("encrypted")
    elif part.kind in _WINMAIL or part.filename == "winmail.dat":
        body.note("winmail")
    elif part.is_letter or (part.filename.endswith(".eml") and not whole):
        body.letters.append(part)
    elif part.kind == "text/calendar" or part.filename.endswith(".ics"):
        body.calendars.append(part)
    elif part.kind.startswith("multipart/"):
        return _several(part, body)
    elif whole or not (part.disposition == "attachment" or part.filename):
        return _leaf(part, body)
    return []


def _is_sealed(part: Part) -> bool:
    if part.kind in _SEALED or part.filename.endswith(".p7m"):
        return part.parameters.get("smime-type", "").lower() != "certs-only"
    return False


def _leaf(part: Part, body: Body) -> list[Block]:
    if part.kind in _PLAIN:
        return [Block(text=_text(part, body))]
    if part.kind in ("text/html", "application/xhtml+xml"):
        return [Block(html=_html(part, body))]
    return []


def _several(part: Part, body: Body) -> list[Block]:
    match part.kind:
        case "multipart/alternative":
            return _best([_shown(each, body) for each in part.parts])
        case "multipart/related":
            return _root(part, body)
        case "multipart/signed":
            body.note("signed")
            return [block for each in part.parts[:1] for block in _shown(each, body)]
        case "multipart/report":
            return [block for each in part.parts[:1] for block in _shown(each, body)]
    return [block for each in part.parts for block in _shown(each, body)]


def _root(part: Part, body: Body) -> list[Block]:
    """Show the one part that the others of a multipart/related belong to."""
    wanted = part.parameters.get("start", "").encode()
    root, *rest = part.parts
    for each in part.parts:
        if wanted and each.head.first("content-id").strip() == wanted:
            root = each
    blocks = _shown(root, body)
    for each in rest:
        if each is not root and (each.is_letter or each.kind == "text/calendar"):
            _shown(each, body)
    return blocks


def _best(choices: Iterable[list[Block]]) -> list[Block]:
    """Make one block of alternatives: the first plain one and the first HTML."""
    text: str | None = None
    shown: str | None = None
    for blocks in choices:
        plain, rich = _together(blocks)
        if blocks and not rich and text is None:
            text = plain
        elif rich and shown is None:
            shown = rich
            # HTML that comes with its own plain form, one level further down.
            text = plain if plain and text is None else text
    return [] if text is None and shown is None else [Block(text, shown)]


def _together(blocks: list[Block]) -> tuple[str, str]:
    """Return all blocks as text, and as HTML, each empty where that would lose some."""
    blocks = [each for each in blocks if (each.text or each.html or "").strip()]
    text = ""
    if all(each.text is not None and each.text.strip() for each in blocks):
        text = "\n".join(each.text or "" for each in blocks)
    if all(not each.html for each in blocks):
        return text[:LONGEST_TEXT], ""
    rich = "\n".join(each.html or _as_html(each.text or "") for each in blocks)
    return text[:LONGEST_TEXT], rich[:LONGEST_HTML]


def _as_html(text: str) -> str:
    return f"<div>{html.escape(text).replace(chr(10), '<br>')}</div>"


def _text(part: Part, body: Body) -> str:
    data = part.content(LONGEST_TEXT)
    text = charsets.decode(data, part.parameters.get("charset", ""))
    text = _only_lines(text)
    if len(text) > LONGEST_TEXT or part.stop - part.start > 3 * LONGEST_TEXT:
        body.note("cut")
        text = text[:LONGEST_TEXT]
    if part.parameters.get("format", "").lower() == "flowed":
        joined = part.parameters.get("delsp", "").lower() == "yes"
        text = flowed.unfolded(text, joined=joined)
    bare = armour.without(text)
    if bare.sealed:
        body.note("encrypted")
    return bare.text


def _html(part: Part, body: Body) -> str:
    data = part.content(LONGEST_HTML)
    label = part.parameters.get("charset", "")
    if not label:
        said = _HTML_CHARSET.search(data, 0, 4_000)
        label = said[1].decode("ascii", "replace") if said else ""
    text = _lines(charsets.decode(data, label))
    if len(text) > LONGEST_HTML or part.stop - part.start > 3 * LONGEST_HTML:
        body.note("cut")
    bounded = nesting.bounded(text[:LONGEST_HTML])
    if len(bounded) < min(len(text), LONGEST_HTML):
        body.note("nested")
    return bounded


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _only_lines(text: str) -> str:
    """Return plain *text* with line feeds; a carriage return alone may be in a quote.

    It ends a line where nothing else does.
    """
    text = text.replace("\r\r\n", "\n\n").replace("\r\n", "\n").replace("\0", "")
    return text if "\n" in text.strip() else text.replace("\r", "\n")


def _first_named(letter: Part, body: Body) -> list[Block]:
    for each in letter.parts:
        if each.disposition != "attachment" and (blocks := _leaf(each, body)):
            return blocks
    return []


def _is_excuse(text: str) -> bool:
    return len(text) < _SHORT and bool(_NOT_THIS_PART.search(text))
