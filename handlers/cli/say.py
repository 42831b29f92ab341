"""`tenths say`, `export` and `preview`: one message, one answer."""

import sys
from typing import Annotated

import typer

from bot.messages import Reply
from handlers.cli import answers, incoming, opening, progress, typed

Json = Annotated[bool, typer.Option(help="Answer in one line of JSON.")]


def say(
    line: Annotated[
        list[str], typer.Argument(help="What to say; - takes all that is piped in.")
    ],
    *,
    json: Json = False,
) -> None:
    """Say one thing, as in the chat, and see the answer."""
    text = "\n".join(incoming.lines(incoming.piped())) if line == ["-"] else None
    once(" ".join(line) if text is None else text, json=json)


def once(text: str, *, json: bool, yes: bool = False) -> None:
    """Say *text* and write the answer; what was made is put where we were started.

    With *yes* a question that can be answered so is. What the answer has made due is
    done before this ends.
    """
    with opening.opened() as here:
        with progress.shown("Working") as bar:
            reply = here.answer(incoming.argument(text), progress=bar)
        _write(reply, json=json)
        agreed = [each.say for each in reply.choices if yes and each.label == "Yes"]
        if agreed:
            _write(here.answer(agreed[0]), json=json)
        with progress.shown("Working") as bar:
            rest = list(here.rest(progress=bar))
        for each in rest:
            _write(each, json=json)


def _write(reply: Reply, *, json: bool) -> None:
    sys.stdout.write(f"{answers.shown(reply, json=json)}\n")
    sys.stdout.flush()


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(say, "say", arguments, free=True)
