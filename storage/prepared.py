"""Statements of the hot path: compiled by SQLAlchemy, run by the driver's own hand.

Each run, and each row, costs a third of what it does through SQLAlchemy.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, cast

from sqlalchemy import ClauseElement, Connection, Date, Dialect, Select, inspect
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from storage.columns import Money
from storage.models import Base
from storage.rows import Upsert, inserting

Kept = TypeVar("Kept", bound=Base)
Build: TypeAlias = Callable[[Callable[..., Upsert]], ClauseElement]
_Readers: TypeAlias = list[tuple[int, Callable[[Any], Any]]]
_AT_ONCE = 2_000
_REMEMBERED = 4_096


class _Compiled(NamedTuple):
    """The SQL, what turns which parameter into what is kept, and their order if any."""

    sql: str
    keepers: list[tuple[str, Callable[[Any], Any]]]
    order: list[str]
    given: dict[str, Any]

    def values(self, parameters: dict[str, Any]) -> list[Any] | dict[str, Any]:
        """Return *parameters*, and what stands in the statement, for the driver."""
        parameters = {**self.given, **parameters}
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


class Asked:
    """One query, compiled as `Prepared` is; its rows come as what was kept."""

    def __init__(self, query: Select[*tuple[Any, ...]]) -> None:
        self._query = query
        self._compiled: dict[str, tuple[_Compiled, _Readers]] = {}

    def run(self, db: Session, parameters: dict[str, Any]) -> list[list[Any]]:
        """Return every row, asked in the transaction of *db*."""
        connection = cast("Connection", db.bind)
        dialect = connection.dialect
        found = self._compiled.get(dialect.name)
        if found is None:
            found = _compile(self._query, dialect), _readers(self._query, dialect)
            self._compiled[dialect.name] = found
        compiled, readers = found
        driver: Any = connection.connection.driver_connection
        cursor = driver.execute(compiled.sql, compiled.values(parameters))
        told: list[list[Any]] = [list(row) for row in cursor.fetchall()]
        for row in told:
            for place, read in readers:
                row[place] = read(row[place])
        return told


class Found(Generic[Kept]):
    """A query for whole rows of *model*, compiled as `Prepared` is.

    It hands them out as `rows.every` and `rows.one` do: as values of no session.
    """

    def __init__(self, model: type[Kept], query: Select[Kept]) -> None:
        self._names = query.selected_columns.keys()
        self._blank = inspect(model).class_manager.new_instance
        self._asked = Asked(query)

    def every(self, db: Session, **parameters: Any) -> list[Kept]:
        """Return all rows, fresh from the database."""
        return [self._row(each) for each in self._asked.run(db, parameters)]

    def one(self, db: Session, **parameters: Any) -> Kept | None:
        """Return the row, fresh from the database, or None; there is at most one."""
        found = self._asked.run(db, parameters)
        return self._row(found[0]) if found else None

    def _row(self, values: list[Any]) -> Kept:
        row = cast("Kept", self._blank())
        row.__dict__.update(zip(self._names, values, strict=True))
        return row


def columns(
    db: Session, statement: Select[*tuple[Any, ...]]
) -> Iterator[list[Iterable[Any]]]:
    """Yield the columns of *statement*, some rows at a time, in flat memory."""
    connection = cast("Connection", db.bind)
    dialect = connection.dialect
    compiled = _compile(statement, dialect)
    readers = _readers(statement, dialect)
    driver: Any = connection.connection.driver_connection
    # PostgreSQL keeps the rows of a cursor that has a name, and sends some at a time.
    named = ("rows",) if dialect.name == "postgresql" else ()
    cursor = driver.cursor(*named)
    try:
        cursor.execute(compiled.sql, compiled.values({}))
        while chunk := cursor.fetchmany(_AT_ONCE):
            told: list[Iterable[Any]] = list(zip(*chunk, strict=True))
            for place, read in readers:
                told[place] = map(read, told[place])
            yield told
    finally:
        cursor.close()


def _readers(query: Select[*tuple[Any, ...]], dialect: Dialect) -> _Readers:
    """Return which columns are to be made values of, and how."""
    return [
        (place, reader)
        for place, column in enumerate(query.selected_columns)
        if (reader := _reader(column.type, dialect)) is not None
    ]


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
