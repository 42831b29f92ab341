"""`tenths push`: a period's entries to the practice system, by the chat's words."""

from typing import Annotated

import typer

from handlers.cli import say, typed
from handlers.cli.say import Json


def push(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SYSTEM] [WORDS…]", help="As in the chat: clio yesterday."
        ),
    ] = None,
    *,
    yes: Annotated[
        bool, typer.Option("--yes", help="Push what is shown without asking.")
    ] = False,
    json: Json = False,
) -> None:
    """Show what would go, ask, push each entry once, and show the receipts."""
    say.once(" ".join(["push", *(words or [])]), json=json, yes=yes)


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(push, "push", arguments)
