"""A line under reading: the person's words, and what of them has been taken."""

import re

# Stands where words have been taken; nothing a person sends reaches us as this.
TAKEN = "\x01"
# Stands for words between quotes: they are there, and mean nothing but themselves.
QUOTED = "\x02"

_SHADOW = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–−﹣－", "-"),
        **dict.fromkeys("―⸺", "—"),
        **dict.fromkeys("‘’‚‛′＇", "'"),
        **dict.fromkeys("“”„‟″＂«»", '"'),
        **{chr(0xFF10 + n): str(n) for n in range(10)},
        "．": ".",
        "，": ",",
        "：": ":",
        "；": ";",
        "／": "/",
    }
)
_QUOTES = re.compile(r'"[^"]*+"')
_SEPARATORS = frozenset(",;|()[]—")
_JOINS = frozenset(("and", "plus", "then", "&", "+"))
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof v vs no nos cl cls para paras st co ltd pty inc re ref approx "
    "hr hrs min mins s ss r p pp art reg sch messrs jr sr etc ex encl attn dept".split()
)
_WORD_LEFT = re.compile(r"[^\s\x01,;|()\[\]—]+$")
_WORD_RIGHT = re.compile(r"[^\s\x01,;|()\[\]—]+")
_DASHES = "—–‐‑‒−―⸺-"
_EDGE_LEFT = re.compile(rf"[\s,;:|{_DASHES}]*+")
_EDGE_RIGHT = re.compile(rf"[\s,;:|{_DASHES}]*$")


class Slate:
    """The words as sent, the same words for scanning, and the spans already taken.

    `scan` has the length of `text`, character for character: dashes and quotes are
    plain there, quoted words and taken spans are blanked. So a span found in `scan`
    is the same span of `text`, and a narrative is cut from what was really written.
    """

    __slots__ = ("scan", "taken", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        scan = text if text.isascii() else text.translate(_SHADOW)
        if '"' in scan:
            scan = _QUOTES.sub(lambda found: QUOTED * len(found[0]), scan)
        self.scan = scan
        self.taken: list[tuple[int, int]] = []

    def take(self, start: int, end: int) -> None:
        """Consume the words from *start* to *end*: their meaning will be echoed."""
        self.taken.append((start, end))
        self.scan = self.scan[:start] + TAKEN * (end - start) + self.scan[end:]

    def left(self, at: int) -> str:
        """Say what stands left of *at*: `start`, `sep`, `join` or `word`."""
        scan = self.scan
        i = at - 1
        while i >= 0 and scan[i] in " \x01":
            i -= 1
        if i < 0:
            return "start"
        char = scan[i]
        if char in _SEPARATORS or char == ":":
            return "sep"
        if char == "-" and (i == 0 or scan[i - 1] in " \x01-"):
            return "sep"
        if char == "." and not abbreviated(scan, i):
            return "sep"
        return "join" if self.word_left(at) in _JOINS else "word"

    def right(self, at: int) -> str:
        """Say what stands right of *at*: `end`, `sep`, `join` or `word`."""
        scan = self.scan
        i, size = at, len(scan)
        while i < size and scan[i] in " \x01":
            i += 1
        if i == size:
            return "end"
        char = scan[i]
        if char in _SEPARATORS:
            return "sep"
        if char == "-" and (i + 1 == size or scan[i + 1] in " \x01-"):
            return "sep"
        if char in ".:!?" and (i + 1 == size or scan[i + 1] in " \x01"):
            return "end" if not scan[i + 1 :].strip(" \x01.!?") else "sep"
        return "join" if self.word_right(at) in _JOINS else "word"

    def word_left(self, at: int) -> str:
        """Return the word that ends before *at*, in lower case, or nothing."""
        head = self.scan[max(0, at - 60) : at].rstrip(" \x01")
        found = _WORD_LEFT.search(head)
        return found[0].lower() if found else ""

    def word_right(self, at: int) -> str:
        """Return the word that begins after *at*, in lower case, or nothing."""
        tail = self.scan[at : at + 60].lstrip(" \x01")
        found = _WORD_RIGHT.match(tail)
        return found[0].lower() if found else ""

    def rest(self, start: int = 0, end: int | None = None) -> str:
        """Return what nobody took between *start* and *end*, as it was written.

        Separators around a taken span go with it; where it stood between two, one
        of them stays.
        """
        stop = len(self.text) if end is None else end
        pieces = []
        at = start
        for first, last in sorted(self.taken):
            if last <= start or first >= stop:
                continue
            if first > at:
                pieces.append(self.text[at:first])
            at = max(at, last)
        if at < stop:
            pieces.append(self.text[at:stop])
            return _join(pieces)
        joined = _join(pieces)
        # A full stop right before what was taken parted the two; one before a comma
        # belongs to its word: "rev. depo tr., Kim file".
        parted = bool(pieces) and pieces[-1].rstrip(" ").endswith(".")
        return joined.rstrip(" .") if parted else joined


def abbreviated(scan: str, dot: int) -> bool:
    """Say whether the dot at *dot* belongs to the word or number before it."""
    if dot + 1 < len(scan) and scan[dot + 1] not in " \x01":
        return True
    found = _WORD_LEFT.search(scan[max(0, dot - 20) : dot])
    return found is not None and (
        found[0].lower() in _ABBREVIATIONS or len(found[0]) == 1
    )


def _join(pieces: list[str]) -> str:
    """Put what is left together, with at most one separator where two met."""
    out = ""
    for raw in pieces:
        piece = raw
        if _closes(out[-1:], piece.lstrip()[:1]):
            out, piece = out[:-1], piece.lstrip()[1:]
        head = _EDGE_LEFT.match(piece)
        lead = head[0] if head else ""
        piece = piece[len(lead) :]
        tail = _EDGE_RIGHT.search(out)
        ending = tail[0] if tail else ""
        out = out[: len(out) - len(ending)] if ending else out
        if out and not piece.strip(".!? "):
            out = out.rstrip(" .") if piece else out + ending
        elif piece and out:
            joint = ending if ending.strip() else lead
            mark = joint.strip()[:1]
            if piece[0] in ".!?)]" and not piece[1:2].isalnum():
                out += piece
            elif mark:
                out += (
                    f" {mark} {piece}" if mark in _DASHES + "|" else f"{mark} {piece}"
                )
            else:
                out += f" {piece}"
        else:
            out = out + piece if piece else out + ending
    return out.strip(f" ,;:|{_DASHES}")


def _closes(opening: str, closing: str) -> bool:
    """Say whether only an empty pair of brackets is left."""
    return opening + closing in {"()", "[]"}
