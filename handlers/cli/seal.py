"""`tenths seal`: every kept token under the newest key, so that the old one may go."""

import sys

from bot import tokens
from bot.errors import Problem
from bot.workspaces import Workspaces
from handlers.cli import opening, typed


class NoKey(Problem):
    """There is no key to seal with."""


def seal() -> None:
    """Seal every kept token under the first key in TENTHS_SECRET_KEY.

    Put the new key in front of the old one with a blank between, run this, and take
    the old one away.
    """
    settings = opening.chosen()
    if not settings.keys:
        raise NoKey(
            "TENTHS_SECRET_KEY is not set, so there is nothing to seal with. "
            "Make a key with: openssl rand -base64 32"
        )
    with opening.opened_for_all(settings) as bot:
        count = tokens.resealed(bot.store, settings.keys)
        count += Workspaces(bot.store, settings, opening.now).reseal()
    sys.stdout.write(f"✓ Every token is under the newest key; {count} were not.\n")


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(seal, "seal", arguments)
