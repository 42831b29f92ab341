"""`tenths chat`: the terminal channel, at a prompt or from a pipe."""

import os
import sys
from collections.abc import Iterator
from importlib.metadata import version
from typing import Annotated

import typer

from bot.errors import Problem, Unavailable
from bot.messages import Reply
from handlers.cli import answers, faults, incoming, opening, progress, prompt, typed
from handlers.cli.opening import Here

_WELCOME = """\
Tenths {version}. Say what you did, for example: 0.2 call re scheduling, Smith file
today shows the day, help the rest; exit ends.
"""
_LEAVING = frozenset({"exit", "quit"})
_STOPPED = "Stopped. Say today to see what was kept."
_UNREAD = "Nobody reads the answers any more; every line was still taken."


def chat(
    *, json: Annotated[bool, typer.Option(help="Answer in lines of JSON.")] = False
) -> None:
    """Talk to Tenths: at a prompt, or with a line for each message from a pipe.

    Files are put where this was started. `exit`, `quit` and ctrl-D end, ctrl-C
    forgets a line.
    """
    with opening.opened() as here:
        at_prompt = sys.stdin.isatty() and sys.stdout.isatty() and not json
        if at_prompt:
            sys.stdout.write(_WELCOME.format(version=version("tenths")) + "\n")
            for text in prompt.messages():
                if text.strip().casefold() in _LEAVING:
                    return
                _say(_interruptible(here, text))
            return
        code = 0
        for text in _piped():
            answer, failed = _answered(here, text, json=json)
            code = max(code, failed, _say(answer))
    raise typer.Exit(code)


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(chat, "chat", arguments)


def _piped() -> Iterator[str]:
    return (each for each in incoming.lines(incoming.piped()) if each.strip())


def _interruptible(here: Here, text: str) -> str:
    try:
        return _answered(here, text, json=False)[0]
    except KeyboardInterrupt:
        return _STOPPED


def _answered(here: Here, text: str, *, json: bool) -> tuple[str, int]:
    """Return the answer, and 1 where the line could not be taken at all."""
    try:
        with progress.shown("Working") as bar:
            replies = [here.answer(text, progress=bar), *here.rest(progress=bar)]
        return "\n".join(answers.shown(each, json=json) for each in replies), 0
    except Exception as error:  # noqa: BLE001 - one message's fault must not end the chat
        said = faults.in_words(error)
        lost = isinstance(error, Unavailable) or not isinstance(error, Problem)
        return answers.shown(Reply(said), json=json), int(lost)


def _say(answer: str) -> int:
    """Write an *answer*; return 1 where nobody reads it any more.

    What comes in is still taken then: the person has said it.
    """
    try:
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        opening.tell(_UNREAD)
        return 1
    return 0
