"""`tenths migrate`: brings the database up to this version."""

import sys

from bot import service
from handlers.cli import opening, typed


def migrate() -> None:
    """Make the database, or bring an older one up to this version.

    It is done in one transaction and can be run again at any time.
    """
    service.migrate(opening.chosen())
    sys.stdout.write("✓ The database is up to date.\n")


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(migrate, "migrate", arguments)
