"""`tenths preview`: green, yellow and red, without a file."""

from typing import Annotated

import typer

from handlers.cli import say, typed
from handlers.cli.say import Json


def preview(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TARGET [WORDS…]", help="As in the chat: clio, leap last week."
        ),
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Say what a file would hold and what would be left out, and write none."""
    say.once(" ".join(["preview", *(words or [])]), json=json)


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(preview, "preview", arguments)
