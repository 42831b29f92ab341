"""`tenths export`: the file, by the words that the chat knows."""

from typing import Annotated

import typer

from handlers.cli import say, typed
from handlers.cli.say import Json


def export(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TARGET [WORDS…]",
            help="As in the chat: clio last week, actionstep xlsx, all leap Mon.",
        ),
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Write the file of a day or a period, and say what was left out and why."""
    say.once(" ".join(["export", *(words or [])]), json=json)


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(export, "export", arguments)
