"""Statements of the hot path: compiled once, then run by the driver's own hand.

Each run through SQLAlchemy costs three times what the statement itself does.
"""

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from sqlalchemy import Connection, Dialect
from sqlalchemy.orm import Session

from storage.rows import Upsert, inserting

Build: TypeAlias = Callable[[Callable[..., Upsert]], Any]
_Compiled: TypeAlias = tuple[str, list[tuple[str, Callable[[Any], Any]]], list[str]]


class Prepared:
    """One statement, compiled for each kind of database when it is first run there.

    *build* makes it of the insert that is proper to the database. Its parameters are
    the arguments of `run`.
    """

    def __init__(self, build: Build) -> None:
        self._build = build
        self._compiled: dict[str, _Compiled] = {}

    def run(self, db: Session, parameters: dict[str, Any]) -> tuple[Any, ...] | None:
        """Run the statement in the transaction of *db*; return its first row, if any.

        Only numbers may be asked for: they alone come as they are kept.
        """
        connection = cast("Connection", db.bind)
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._build, dialect)
        sql, keepers, order = compiled
        for name, keep in keepers:
            parameters[name] = keep(parameters[name])
        values = [parameters[name] for name in order] if order else parameters
        driver: Any = connection.connection.driver_connection
        row: tuple[Any, ...] | None = driver.execute(sql, values).fetchone()
        return row


def _compile(build: Build, dialect: Dialect) -> _Compiled:
    """Return the SQL, what turns which parameter into what is kept, and the order."""
    compiled = build(inserting(dialect)).compile(dialect=dialect)
    processors = {
        name: bound.type.dialect_impl(dialect).bind_processor(dialect)
        for name, bound in compiled.binds.items()
    }
    keepers = [(name, keep) for name, keep in processors.items() if keep is not None]
    return str(compiled), keepers, list(compiled.positiontup or ())
