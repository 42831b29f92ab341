"""`tenths status`: what is on, and what is missing."""

import json as jsons
import sys

from handlers.cli import opening, rendering, typed
from handlers.cli.say import Json


def status(*, json: Json = False) -> None:
    """Say what is on, and what is missing and how it is mended."""
    with opening.opened_for_all(opening.chosen()) as bot:
        found = bot.status()
    if json:
        both = {"on": found.on, "off": found.off}
        answer = jsons.dumps(
            {
                name: [{"what": what, "state": state} for what, state in rows]
                for name, rows in both.items()
            }
        )
    else:
        answer = "\n".join(
            [
                *(f"✓ {what}: {state}" for what, state in found.on),
                *(f"– {what}: {state}" for what, state in found.off),
            ]
        )
    sys.stdout.write(f"{rendering.harmless(answer)}\n")


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(status, "status", arguments)
