"""A unit of work: what runs in one transaction, seen from inside it."""

from typing import NoReturn

from sqlalchemy.orm import Session


class UnitSession(Session):
    """A session that cannot end its transaction: whoever began it does that."""

    def commit(self) -> NoReturn:
        """Refuse: the unit is kept when it returns."""
        raise RuntimeError("a unit of work is kept by returning")

    def rollback(self) -> NoReturn:
        """Refuse: the unit is dropped when it raises."""
        raise RuntimeError("a unit of work is dropped by raising")
