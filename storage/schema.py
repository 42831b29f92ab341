"""Bring a database to the schema of this Tenths, and tell how far it is."""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, text

from storage import connections, faults
from storage.faults import NewerDatabase, NotMigrated

_LOCK = 0x7E27  # no other lock is taken under this number
_MIGRATIONS = Path(__file__).with_name("migrations")
# On SQLite the engine of `bot.jobs` has its tables among ours; they are not for us to
# change, and a step that is written by comparison must not drop them.
ENGINE = frozenset(
    (
        *("application_versions", "dbos_migrations", "notifications"),
        *("operation_outputs", "queues", "streams", "workflow_events"),
        *("workflow_events_history", "workflow_input", "workflow_output"),
        *("workflow_schedules", "workflow_status"),
    )
)


def revisions() -> list[str]:
    """Return the revisions that this Tenths knows, the first one first."""
    files = (_MIGRATIONS / "versions").glob("[0-9]*.py")
    return sorted(file.stem.split("_")[0] for file in files)


def check(engine: Engine) -> None:
    """Raise NotMigrated or NewerDatabase unless the database is as this Tenths is."""
    with faults.naming(), engine.connect() as connection:
        at = _revision(connection)
    if at != revisions()[-1]:
        raise NotMigrated(f"the database is at {at}, this Tenths at {revisions()[-1]}")


def migrate(url: URL, *, patience: float) -> None:
    """Bring the database at *url* to the schema of this Tenths, in one transaction.

    Raise NewerDatabase for one that is ahead. Two that migrate at once do it once.
    """
    engine = connections.for_migrations(url, patience=patience)
    try:
        with faults.naming(), engine.begin() as connection:
            _upgrade(connection)
    finally:
        engine.dispose()


def ours(name: str | None, kind: str, _parents: object) -> bool:
    """Return whether a *name* in the database is for alembic to compare."""
    return kind != "table" or name not in ENGINE


def _upgrade(connection: Connection) -> None:
    on_sqlite = connection.dialect.name == "sqlite"
    if not on_sqlite:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    if _revision(connection) == revisions()[-1]:
        return
    # Only a migration needs alembic; every start would pay for importing it.
    from alembic import command  # noqa: PLC0415 - as said above
    from alembic.config import Config  # noqa: PLC0415 - as said above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")
    if on_sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
        raise RuntimeError("a migration left rows that point at nothing")


def _revision(connection: Connection) -> str | None:
    """Return the revision of the database; raise NewerDatabase when it is unknown."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if at is not None and at not in revisions():
        raise NewerDatabase(
            f"the database is at {at}, this Tenths at {revisions()[-1]}"
        )
    return at
