"""Slack's limits on blocks and views, as its reference states them: what is too much."""

from collections.abc import Iterator

MOST_BLOCKS = {"message": 50, "home": 100, "modal": 100}
WHOLE = 13_200
KINDS = {
    "message": {
        "section",
        "actions",
        "context",
        "divider",
        "header",
        "table",
        "rich_text",
        "input",
    },
    "home": {"section", "actions", "context", "divider", "header", "input"},
    "modal": {"section", "actions", "context", "divider", "header", "input"},
}
TEXT_MOST = {"section": 3000, "header": 150}


def faults(blocks, surface="message") -> list[str]:
    """Return every fault of *blocks* on a surface."""
    return list(_faults(blocks, surface))


def view_faults(view) -> list[str]:
    """Return every fault of a view."""
    found = []
    if view["type"] == "modal":
        found += [
            f"{name} length"
            for name in ("title", "submit", "close")
            if name in view and not 1 <= len(view[name]["text"]) <= 24
        ]
        if "title" not in view:
            found.append("no title")
        if (
            any(each["type"] == "input" for each in view["blocks"])
            and "submit" not in view
        ):
            found.append("input without submit")
    if len(view.get("private_metadata", "")) > 3000:
        found.append("private_metadata")
    if len(view.get("callback_id", "")) > 255:
        found.append("callback_id")
    return found + faults(view["blocks"], view["type"])


def words(blocks) -> str:
    """Return what a person reads in *blocks*, a line for each piece."""
    return "\n".join(_words(blocks))


def _faults(blocks, surface) -> Iterator[str]:
    if not isinstance(blocks, list):
        yield "blocks are no list"
        return
    if len(blocks) > MOST_BLOCKS[surface]:
        yield f"{len(blocks)} blocks"
    if sum(len(line) for line in _words(blocks)) > WHOLE:
        yield "whole too long"
    ids = [each["block_id"] for each in blocks if "block_id" in each]
    if len(ids) != len(set(ids)):
        yield "block_id twice"
    if any(len(each) > 255 for each in ids):
        yield "block_id length"
    if sum(each["type"] == "table" for each in blocks) > 1:
        yield "two tables"
    for each in blocks:
        if each["type"] not in KINDS[surface]:
            yield f"no {each['type']} on {surface}"
        yield from _block(each)


def _block(block) -> Iterator[str]:  # noqa: PLR0912 - a kind is a branch
    kind = block["type"]
    if kind in TEXT_MOST and "text" in block:
        yield from _text(block["text"], TEXT_MOST[kind], kind)
    if kind == "section":
        if "text" not in block and "fields" not in block:
            yield "section without text"
        if "accessory" in block:
            yield from _element(block["accessory"])
    if kind == "context":
        if not 1 <= len(block["elements"]) <= 10:
            yield "context elements"
        for each in block["elements"]:
            yield from _text(each, 3000, "context")
    if kind == "actions":
        if not 1 <= len(block["elements"]) <= 25:
            yield "actions elements"
        names = [each["action_id"] for each in block["elements"]]
        if len(names) != len(set(names)):
            yield "action_id twice"
        for each in block["elements"]:
            yield from _element(each)
    if kind == "input":
        yield from _text(block["label"], 2000, "label")
        if "hint" in block:
            yield from _text(block["hint"], 2000, "hint")
        yield from _element(block["element"])
    if kind == "table":
        rows = block["rows"]
        if not 1 <= len(rows) <= 100:
            yield "table rows"
        if len({len(row) for row in rows}) != 1 or len(rows[0]) > 20:
            yield "table columns"
        if len(block.get("column_settings", [])) > len(rows[0]):
            yield "table settings"
        for row in rows:
            for cell in row:
                if cell["type"] != "raw_text" or not cell["text"]:
                    yield "table cell"


def _element(element) -> Iterator[str]:  # noqa: PLR0912 - likewise
    kind = element["type"]
    if not 1 <= len(element["action_id"]) <= 255:
        yield "action_id"
    if "placeholder" in element:
        yield from _text(element["placeholder"], 150, "placeholder")
    if kind == "button":
        yield from _text(element["text"], 75, "button")
        if len(element.get("value", "")) > 2000:
            yield "button value"
        if not 1 <= len(element.get("accessibility_label", "x")) <= 75:
            yield "accessibility_label"
        if element.get("style", "primary") not in {"primary", "danger"}:
            yield "style"
    if kind in {"static_select", "overflow", "radio_buttons"}:
        if not 1 <= len(element["options"]) <= 100:
            yield "options"
        for each in [
            *element["options"],
            *([element["initial_option"]] if "initial_option" in element else []),
        ]:
            yield from _option(each)
        if (
            "initial_option" in element
            and element["initial_option"] not in element["options"]
        ):
            yield "initial_option is no option"
    if kind == "external_select" and "initial_option" in element:
        yield from _option(element["initial_option"])
    if kind == "plain_text_input":
        most = element.get("max_length", 3000)
        if not 1 <= most <= 3000 or len(element.get("initial_value", "")) > most:
            yield "initial_value"


def _option(option) -> Iterator[str]:
    yield from _text(option["text"], 75, "option")
    if not 1 <= len(option["value"]) <= 150:
        yield "option value"


def _text(text, most, where) -> Iterator[str]:
    if text["type"] not in {"plain_text", "mrkdwn"}:
        yield f"{where}: text type"
    if not 1 <= len(text["text"]) <= most:
        yield f"{where}: {len(text['text'])} characters"
    if (
        where in {"header", "button", "option", "label", "placeholder"}
        and text["type"] != "plain_text"
    ):
        yield f"{where}: not plain"


def _words(part) -> Iterator[str]:
    if isinstance(part, dict):
        if part.get("type") in {"plain_text", "mrkdwn", "raw_text"}:
            yield part["text"]
            return
        for name, value in part.items():
            if name not in {"value", "block_id", "action_id"}:
                yield from _words(value)
    elif isinstance(part, list):
        for each in part:
            yield from _words(each)
