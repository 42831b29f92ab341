"""`tenths migrate`: brings the database up to this version."""

import sys

from bot import service
from handlers.cli import opening, typed


def migrate() -> None:
    """Make the database, or bring an older one up to this version.

    It can be run again at any time.
    """
    settings = opening.chosen()
    service.migrate(settings)
    if not settings.database_url.startswith("sqlite:"):
        # It takes long to import, and a file gets those tables when it is served.
        from bot import jobs  # noqa: PLC0415 - start-up

        jobs.migrate(settings.database_url)
    sys.stdout.write("✓ The database is up to date.\n")


def run(arguments: list[str]) -> int:
    """Run the command with its *arguments*."""
    return typed.run(migrate, "migrate", arguments)
