"""Statements of the hot path: compiled by SQLAlchemy, run by the driver's own hand.

Each run, and each row, costs a third of what it does through SQLAlchemy.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, cast

from sqlalchemy import ClauseElement, Connection, Date, Dialect, Select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from storage.columns import Money
from storage.rows import Upsert, inserting

Build: TypeAlias = Callable[[Callable[..., Upsert]], ClauseElement]
_AT_ONCE = 2_000
_REMEMBERED = 4_096


class _Compiled(NamedTuple):
    """The SQL, what turns which parameter into what is kept, and their order if any."""

    sql: str
    keepers: list[tuple[str, Callable[[Any], Any]]]
    order: list[str]
    given: dict[str, Any]

    def values(self, parameters: dict[str, Any]) -> list[Any] | dict[str, Any]:
        """Return *parameters* as the driver takes them."""
        for name, keep in self.keepers:
            parameters[name] = keep(parameters[name])
        if self.order:
            return [parameters[name] for name in self.order]
        return parameters


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
            compiled = _compile(self._build(inserting(dialect)), dialect)
            self._compiled[dialect.name] = compiled
        driver: Any = connection.connection.driver_connection
        cursor = driver.execute(compiled.sql, compiled.values(parameters))
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def columns(
    db: Session, statement: Select[*tuple[Any, ...]]
) -> Iterator[list[Iterable[Any]]]:
    """Yield the columns of *statement*, some rows at a time, in flat memory."""
    connection = cast("Connection", db.bind)
    dialect = connection.dialect
    compiled = _compile(statement, dialect)
    readers = [
        (place, reader)
        for place, column in enumerate(statement.selected_columns)
        if (reader := _reader(column.type, dialect)) is not None
    ]
    driver: Any = connection.connection.driver_connection
    # PostgreSQL keeps the rows of a cursor that has a name, and sends some at a time.
    named = ("rows",) if dialect.name == "postgresql" else ()
    cursor = driver.cursor(*named)
    try:
        cursor.execute(compiled.sql, compiled.values(compiled.given))
        while chunk := cursor.fetchmany(_AT_ONCE):
            told: list[Iterable[Any]] = list(zip(*chunk, strict=True))
            for place, read in readers:
                told[place] = map(read, told[place])
            yield told
    finally:
        cursor.close()


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """Return what makes a value of what was kept; a day or an amount comes often."""
    reader = kind.dialect_impl(dialect).result_processor(dialect, None)
    if reader is not None and isinstance(kind, (Date, Money)):
        return lru_cache(_REMEMBERED)(reader)
    return reader


def _compile(statement: ClauseElement, dialect: Dialect) -> _Compiled:
    """Return *statement* as the driver takes it."""
    compiled: Any = statement.compile(dialect=dialect)
    processors = {
        name: bound.type.dialect_impl(dialect).bind_processor(dialect)
        for name, bound in compiled.binds.items()
    }
    return _Compiled(
        sql=str(compiled),
        keepers=[(name, keep) for name, keep in processors.items() if keep],
        order=list(compiled.positiontup or ()),
        given={name: bound.value for name, bound in compiled.binds.items()},
    )
