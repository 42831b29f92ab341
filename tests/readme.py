"""The parts of the README that are made from the code: `python -m tests.readme`."""

import re
from pathlib import Path

from bot.commands import COMMANDS
from bot.formats import FORMATS

README = Path(__file__).parents[1] / "README.md"


def commands() -> str:
    rows = [f"| `{each.words}` | {each.does} |" for each in COMMANDS]
    return "\n".join(["| say | it does |", "|---|---|", *rows])


def formats() -> str:
    rows = [
        f"| `{each.name}` | {', '.join(column.header for column in each.columns)} "
        f"| {each.source} |"
        for each in FORMATS.values()
    ]
    head = ["| format | columns | verified |", "|---|---|---|"]
    return "\n".join([*head, *rows])


def filled(text: str) -> str:
    """Return the README with its made parts renewed."""
    for name, made in (("commands", commands()), ("formats", formats())):
        text = re.sub(
            rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)",
            lambda found, made=made: f"{found[1]}{made}\n{found[2]}",
            text,
            flags=re.DOTALL,
        )
    return text


if __name__ == "__main__":
    README.write_text(filled(README.read_text("utf-8")), "utf-8")
