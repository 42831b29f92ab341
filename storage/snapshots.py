"""How a row stood, as an event keeps it, and back again for an undo."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date
from sqlalchemy.types import TypeEngine

from storage.columns import Money
from storage.models import Base


def take(row: Base) -> dict[str, Any]:
    """Return what *row* holds as JSON has it: days and amounts as their text."""
    columns = row.__table__.columns.keys()
    return {name: _told(getattr(row, name)) for name in columns}


def fields(model: type[Base], taken: dict[str, Any]) -> dict[str, Any]:
    """Return what was *taken* from a row of *model*, as the queries take it.

    The ids of the row itself and of its owner are left out: no undo changes those.
    """
    columns = model.__table__.columns
    return {
        name: _untold(columns[name].type, value)
        for name, value in taken.items()
        if name not in {"id", "firm_id", "timekeeper_id", "message_id"}
    }


def _told(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _untold(kind: TypeEngine[Any], value: Any) -> object:
    if value is None:
        return None
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return Decimal(value) if isinstance(kind, Money) else value
