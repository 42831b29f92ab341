"""`tenths seal`: seals every kept token under the first key of TENTHS_SECRET_KEY."""

import sys

from bot.workspaces import Workspaces
from handlers.cli import opening, typed


def seal() -> None:
    """Seal every kept token under the newest key; then the old one may go.

    TENTHS_SECRET_KEY holds the new key in front of the old one, with a blank between.
    """
    settings = opening.chosen()
    with opening.opened_for_all(settings) as bot:
        count = Workspaces(bot.store, settings, opening.now).reseal()
    sys.stdout.write(f"✓ Every token is under the newest key; {count} were not.\n")


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(seal, "seal", arguments)
