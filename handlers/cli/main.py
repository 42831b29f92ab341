"""The `tenths` command: finds what was asked for, runs it, and says what failed."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from io import TextIOWrapper

from handlers.cli import faults


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `tenths`. To add one, write a module with `run` and list it.

    The module `handlers.cli.<name>` is imported only when it is asked for, so no
    command pays for what another one needs.
    """

    name: str
    words: str
    summary: str


COMMANDS = (
    Command("chat", "", "the whole product in this terminal"),
    Command("say", "LINE…", "say one thing and see the answer"),
    Command("parse", "[FILE|-]", "show how lines are read; keeps nothing"),
    Command("read", "FILE.eml…", "show how letters are read; keeps nothing"),
    Command("export", "TARGET [WORDS…]", "write a file, as in: export clio last week"),
    Command("preview", "TARGET [WORDS…]", "check what a file would hold"),
    Command("push", "[SYSTEM] [WORDS…]", "push entries, as in: push clio yesterday"),
    Command("matters", "import|list|add", "the matter list"),
    Command("people", "add|list|set|token", "who keeps time here"),
    Command("serve", "[SERVICE…]", "take in letters, and answer them"),
    Command("migrate", "", "bring the database up to this version"),
    Command("seal", "", "seal kept tokens under the newest key"),
    Command("status", "", "what is on, and what is missing"),
)
_NAMES = tuple(command.name for command in COMMANDS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for a fault, 2 for bad use."""
    _claim_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(words)
        sys.stdout.flush()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else bool(leaving.code)
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        code = _unread()
    except Exception as error:  # noqa: BLE001 - this is the one place that answers
        _complain(faults.in_words(error))
        code = 1
    return code


def _run(words: list[str]) -> int:
    match words:
        case [] | ["--help" | "-h" | "help"]:
            print(_help())  # noqa: T201 - what was asked for
            return 0
        case ["--version" | "-V"]:
            # It brings the whole of email with it, for this one answer.
            from importlib.metadata import version  # noqa: PLC0415 - start-up

            print(f"tenths {version('tenths')}")  # noqa: T201 - what was asked for
            return 0
        case [name, *arguments] if name in _NAMES:
            code: int = import_module(f"handlers.cli.{name}").run(arguments)
            return code
    _complain(_unknown(words[0]))
    return 2


def _complain(text: str) -> None:
    # It may quote anything that was typed, and only a complaint needs the import.
    from handlers.cli import rendering  # noqa: PLC0415 - start-up

    print(rendering.harmless(text), file=sys.stderr)  # noqa: T201 - the answer


def _help() -> str:
    rows = [(f"tenths {each.name} {each.words}", each.summary) for each in COMMANDS]
    width = max(len(left) for left, _ in rows)
    return "\n".join(
        [
            "Keeps lawyers' time: a dictated line in, a file out.",
            "",
            *(f"  {left:<{width}}  {right}" for left, right in rows),
            "",
            "tenths COMMAND --help says more. To start: tenths chat",
        ]
    )


def _unknown(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - start-up

    near = get_close_matches(name, _NAMES, n=1)
    meant = f" Did you mean: tenths {near[0]}?" if near else ""
    return (
        f"There is no command “{name}”.{meant} There are {', '.join(_NAMES)}. "
        'To keep time: tenths say "0.2 call re scheduling, Smith file"'
    )


def _claim_streams() -> None:
    """Make sure that the three streams are there and can say every character.

    A closed one is opened on nothing: otherwise the database's file would be given
    its number, and an answer would be written into it.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(number)
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115 - for good
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _unread() -> int:
    """Let go of an output that nobody reads, so that Python does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 1
