"""Run a statement and hand its rows out as values that belong to no session."""

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

from sqlalchemy import BigInteger, Dialect, Select, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from storage.models import Base

Kept = TypeVar("Kept", bound=Base)
Upsert: TypeAlias = sqlite.Insert | postgresql.Insert


class Added(NamedTuple):
    """What was just added: its *id*, and the *number* that the person calls it by."""

    id: int
    number: int


def every(db: Session, statement: Select[Kept]) -> list[Kept]:
    """Return all rows of *statement*, fresh from the database."""
    found = list(db.scalars(statement))
    db.expunge_all()
    return found


def one(db: Session, statement: Select[Kept] | ReturningUpdate[Kept]) -> Kept | None:
    """Return the row of *statement*, fresh from the database, or None."""
    found = db.scalars(statement).one_or_none()
    db.expunge_all()
    return found


def upsert(db: Session, model: type[Base]) -> Upsert:
    """Return an insert into *model* that may say what a conflict does."""
    return inserting(db.get_bind().dialect)(model)


def inserting(dialect: Dialect) -> Callable[[type[Base]], Upsert]:
    """Return what makes an insert that is proper to *dialect*."""
    return postgresql.insert if dialect.name == "postgresql" else sqlite.insert


def given(db: Session, ids: Sequence[int]) -> Select[int]:
    """Return *ids* as a query of one parameter: a list of any length fits."""
    if db.get_bind().dialect.name == "postgresql":
        numbers = bindparam(None, list(ids), postgresql.ARRAY(BigInteger))
        return select(func.unnest(numbers, type_=BigInteger))
    listed = func.json_each(json.dumps(list(ids))).table_valued("value")
    return select(listed.c.value)
