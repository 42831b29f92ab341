"""`tenths matters`: the matter list, from a file or one at a time."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from handlers.cli import answers, opening, progress, say, typed
from handlers.cli.say import Json

App = typed.plain()


@App.command("import")
def take(
    file: Annotated[
        Path, typer.Argument(help="A CSV or XLSX file, as your system exports it.")
    ],
    *,
    json: Json = False,
) -> None:
    """Read a matter list, and say what was read, what was refused, and why.

    Matters that are there already are brought up to date; none is removed.
    """
    with opening.opened() as here:
        with progress.shown(f"Reading {file.name}") as bar:
            reply = here.bot.import_matters(here.by, file, progress=bar)
        sys.stdout.write(f"{answers.shown(reply, json=json)}\n")


@App.command("list")
def listing(
    words: Annotated[
        list[str] | None, typer.Argument(help="Only those with these words.")
    ] = None,
    *,
    json: Json = False,
) -> None:
    """Show the open matters, or those in which the words are found."""
    say.once(" ".join(["matters", *(words or [])]), json=json)


@App.command("add")
def add(
    number: Annotated[str, typer.Argument(help="As your practice system has it.")],
    name: Annotated[list[str], typer.Argument(help="For example: Smith v Jones")],
    *,
    json: Json = False,
) -> None:
    """Put one matter on the list, for example: 2024-FAM-0312 Smith v Jones."""
    say.once(" ".join(["matter add", number, *name]), json=json)


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.start(App, "matters", arguments)
