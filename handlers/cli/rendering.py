"""A Reply as text for a terminal of any width, or for a pipe."""

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from bot.messages import Choice, Reply

_HANGING = "  "
_COLOURS = {"✓": "32", "?": "33", "✗": "31", "!": "33"}
_FIRST_WORD = re.compile(r"^(\s*)(\S)(?=\s)")
# What would move the cursor, ring, or turn the text round is shown, not obeyed.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written on: *width* in cells, None for a pipe; whether it has colour."""

    width: int | None = None
    colour: bool = False


def words(reply: Reply, *, paper: Paper, file: Path | None = None) -> str:
    """Return the whole answer: its text, its numbered choices, where its file is."""
    lines = reply.text.split("\n")
    lines += [_choice(each) for each in reply.choices]
    if file is not None:
        lines.append(f"→ {file}{_renamed(reply, file)}")
    if paper.width is not None:
        lines = [harmless(each) for each in lines]
        lines = [part for each in lines for part in _wrapped(each, paper.width)]
    if paper.colour:
        lines = [_FIRST_WORD.sub(_coloured, each) for each in lines]
    return "\n".join(lines)


def harmless(text: str) -> str:
    """Return *text* with what a terminal would obey shown instead; lines stay lines."""
    return "\n".join(_UNSEEN.sub(_visible, each) for each in text.split("\n"))


def as_json(reply: Reply, *, file: Path | None = None) -> str:
    """Return the answer as one line of JSON, for a program."""
    answer = {
        "text": reply.text,
        "choices": [
            {"number": each.number, "label": each.label, "say": each.say}
            for each in reply.choices
        ],
        "file": None if file is None else str(file),
    }
    return json.dumps(answer)


def _renamed(reply: Reply, file: Path) -> str:
    """Return what the file is called in the answer, where it had to be renamed."""
    if reply.file is None or reply.file.name == file.name:
        return ""
    return f" (there was another {reply.file.name} here; later answers call it that)"


def _choice(choice: Choice) -> str:
    return f"  {choice.number}  {choice.label}"


def _visible(found: re.Match[str]) -> str:
    """Return a picture of a control character, or its code where it has none."""
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"\\u{code:04x}"


def _coloured(found: re.Match[str]) -> str:
    before, mark = found.groups()
    code = _COLOURS.get(mark)
    return f"{before}\x1b[{code}m{mark}\x1b[0m" if code else found.group()


def _wrapped(line: str, width: int) -> list[str]:
    """Break *line* between words; what follows hangs under its own indent."""
    if cells(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    parts: list[str] = []
    current = ""
    for word in line.strip().split(" "):
        longer = f"{current} {word}" if current else indent + word
        if current and cells(longer) > width:
            parts.append(current)
            longer = f"{indent}{_HANGING}{word}"
        current = longer
    return [*parts, current]


def cells(text: str) -> int:
    """Return the columns that *text* takes on a terminal.

    >>> cells("Zoe\u0308"), cells("合同")
    (3, 4)
    """
    if text.isascii():
        return len(text)
    return sum(_cells(each) for each in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
