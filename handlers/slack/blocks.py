"""A reply as Slack shows it: text that says everything, and blocks to press.

Pure: values in, JSON out. Slack's limits are kept here; what does not fit is cut where
a line ends, and that is said.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from bot import pressing
from bot.messages import Choice, Item, Reply, Sheet
from handlers.slack.words import escaped

Block: TypeAlias = dict[str, Any]

# https://docs.slack.dev/reference/block-kit/blocks
_SECTION = 2_900
_BUTTON = 75
_ROW = 5
_CHOICES = 25
_OPTIONS = 25
# The whole of a message: beyond about 13,200 characters it is refused.
_WHOLE = 9_000
_TEXT = 11_000
_TABLE_ROWS = 99
_CELL = 300
_NOTHING = "–"
_MORE = "… and {} more lines; ask for less to see them."
MARKS = {"kept": "white_check_mark", "asked": "grey_question"}


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent: *text* alone says it all, *blocks* are what is seen."""

    text: str
    blocks: tuple[Block, ...]

    @property
    def plain(self) -> "Post":
        """The same without blocks that not every workspace has yet."""
        return replace(
            self, blocks=tuple(each for each in self.blocks if each["type"] != "table")
        )


def post(reply: Reply, *, key: str, refused: bool = False) -> Post:
    """Return the answer to the message with that *key*."""
    text = _cut([*reply.text.split("\n"), *_numbered(reply.choices)], _TEXT)
    blocks: list[Block] = []
    if reply.sheet is not None and reply.sheet.items:
        blocks += sheet(reply.sheet)
        blocks += _sections(_beside(reply))
    else:
        blocks += _sections(reply.text)
    if blocks:
        blocks[0] = {**blocks[0], "block_id": marked(key)}
    blocks += _choices(reply.choices, key=key)
    if reply.sheet is not None and reply.sheet.items:
        blocks += [_sheet_actions(reply.sheet)]
    elif refused:
        blocks += [_actions(button("form", "Enter in a form", key))]
    else:
        blocks += _mends(reply.items, key=key)
    return Post(escaped(text), tuple(blocks))


def plain_sheet(found: Post, reply: Reply, *, key: str) -> Post:
    """Return *found* with a sheet's table as lines of text, for older workspaces."""
    bare = post(replace(reply, sheet=None), key=key)
    rest = [each for each in found.blocks if each["type"] == "actions"]
    said = [each for each in bare.blocks if each["type"] != "actions"]
    return Post(found.text, (*said, *rest))


def mark(reply: Reply) -> str | None:
    """Return the reaction that says what became of a message, or None."""
    live = [each for each in reply.items if each.state != "void"]
    if not live:
        return None
    return MARKS["asked" if any(each.missing for each in live) else "kept"]


def marked(key: str) -> str:
    """Return a block's id by which the answer to a message is found again."""
    return f"a-{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def sheet(found: Sheet) -> list[Block]:
    """Return a sheet as its title, a table and its total."""
    title = f"*{escaped(found.title)}*"
    blocks: list[Block] = [_section(title)]
    several = found.start != found.end
    rows: list[list[Block]] = []
    size = 0
    for each in found.items[:_TABLE_ROWS]:
        row = _row(each, with_day=several)
        size += sum(len(cell["text"]) for cell in row)
        if size > _WHOLE - 2_500:
            break
        rows.append(row)
    head = ["No.", *(["Day"] if several else []), "Time", "Matter", "Work"]
    blocks.append(
        {
            "type": "table",
            "column_settings": [
                {"align": "right"},
                *([{"align": "left"}] if several else []),
                {"align": "right"},
                {"align": "left", "is_wrapped": True},
                {"align": "left", "is_wrapped": True},
            ],
            "rows": [[_cell(each) for each in head], *rows],
        }
    )
    left = found.left + len(found.items) - len(rows)
    if left:
        blocks.append(context(f"… and {left:,} more; a shorter period shows them."))
    return blocks


def button(
    action: str, label: str, value: str, *, read: str = "", style: str = ""
) -> Block:
    """Return a button; *read* is what a screen reader says where *label* is short."""
    made: Block = {
        "type": "button",
        "action_id": action,
        "text": {"type": "plain_text", "text": _short(label, _BUTTON) or _NOTHING},
        "value": value[:2_000],
        "accessibility_label": _short(read or label, _BUTTON) or _NOTHING,
    }
    return made | ({"style": style} if style else {})


def context(text: str) -> Block:
    """Return a line in small print."""
    return {
        "type": "context",
        "elements": [{"type": "mrkdwn", "text": escaped(text), "verbatim": True}],
    }


def item_line(each: Item) -> str:
    """Return one entry on one line, escaped."""
    said = [f"{each.number} · {each.time}", each.matter, each.narrative, each.more]
    return escaped(" · ".join(part for part in said if part))


def _beside(reply: Reply) -> str:
    """Return what a sheet's text says beside its rows: totals, warnings, questions."""
    if reply.sheet is None:
        return reply.text
    _, mark_, rest = reply.text.rpartition(f"\n{reply.sheet.total}")
    return f"{reply.sheet.total}{rest}" if mark_ else reply.sheet.total


def _row(each: Item, *, with_day: bool) -> list[Block]:
    work = " · ".join(part for part in (each.narrative, each.more) if part)
    number = f"? {each.number}" if each.missing else str(each.number)
    day = [each.day.strftime("%a %-d %b")] if with_day else []
    return [_cell(part) for part in (number, *day, each.time, each.matter, work)]


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": _short(text, _CELL) or _NOTHING}


def _sections(text: str) -> list[Block]:
    """Return *text* as sections, cut where lines end, no more than a message takes."""
    lines = _cut(text.split("\n"), _WHOLE).split("\n")
    blocks: list[Block] = []
    part: list[str] = []
    for line in (piece for each in lines for piece in _pieces(escaped(each))):
        if part and sum(map(len, part)) + len(part) + len(line) > _SECTION:
            blocks.append(_section("\n".join(part)))
            part = []
        part.append(line)
    whole = "\n".join(part)
    return [*blocks, _section(whole)] if whole.strip() else blocks


def _pieces(line: str) -> Iterator[str]:
    """Yield a line in pieces that fit a section."""
    for start in range(0, max(1, len(line)), _SECTION - 10):
        yield line[start : start + _SECTION - 10]


def _section(text: str) -> Block:
    return {
        "type": "section",
        "text": {"type": "mrkdwn", "text": text, "verbatim": True},
    }


def _cut(lines: Sequence[str], limit: int) -> str:
    """Return *lines* up to so many characters, and how many are left out."""
    size = 0
    for at, line in enumerate(lines):
        # An escaped character is up to five.
        size += len(escaped(line)) + 1
        if size > limit:
            if at == 0:
                return _short(line, limit // 5)
            return "\n".join([*lines[:at], _MORE.format(len(lines) - at)])
    return "\n".join(lines)


def _numbered(choices: Sequence[Choice]) -> list[str]:
    return [f"{each.number}  {each.label}" for each in choices if each.number]


def _choices(choices: Sequence[Choice], *, key: str) -> list[Block]:
    """Return a button for each choice, five in a row."""
    buttons = [
        button(
            f"choose-{at}",
            each.label[:1].upper() + each.label[1:],
            f"{key}|{pressing.mark(each)}",
        )
        for at, each in enumerate(choices[:_CHOICES])
    ]
    return [
        _actions(*buttons[start : start + _ROW])
        for start in range(0, len(buttons), _ROW)
    ]


def _mends(items: Sequence[Item], *, key: str) -> list[Block]:
    """Return the buttons under what a message has made or changed."""
    live = [each for each in items if each.state != "void"]
    if not items:
        return []
    if not live:
        return [_actions(button("restore", "Restore", key, read="Bring it back"))]
    undo = button("undo", "Undo", key, read="Take back what this message did")
    if len(live) == 1:
        edit = button(
            "edit",
            "Edit",
            f"{live[0].id}|{key}",
            read=f"Edit entry {live[0].number} in a form",
        )
        return [_actions(undo, edit)]
    options = [
        {
            "text": {
                "type": "plain_text",
                "text": _short(f"{each.number} · {each.time} · {each.narrative}", 75),
            },
            "value": f"{each.id}|{key}"[:150],
        }
        for each in live[:_OPTIONS]
    ]
    select = {
        "type": "static_select",
        "action_id": "edit-one",
        "placeholder": {"type": "plain_text", "text": "Edit one…"},
        "options": options,
    }
    return [_actions(undo, select)]


def _sheet_actions(found: Sheet) -> Block:
    period = found.start.isoformat()
    if found.start != found.end:
        period = f"{found.start.isoformat()} to {found.end.isoformat()}"
    return _actions(
        button(
            "export", "Export", period, read="Make the file of these", style="primary"
        ),
        button("log", "Log time", "", read="Open a form for an entry"),
    )


def _actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def _short(text: str, limit: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"
