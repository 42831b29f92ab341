"""A new address at a terminal gets its person, and the first person a firm."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot import errors, firmwords, people
from bot.settings import Settings
from storage import numbers
from storage import people as kept
from storage.engine import Store

FIRM = "Your firm"
_NOBODY = 0
_ROUNDING = ("rounding", "unit_minutes", "minimum_units")


def join(
    db: Session, *, address: str, name: str, settings: Settings, at: datetime
) -> bool:
    """Add the person who writes from *address*; False when there is one already.

    Stranger is raised where several firms could be meant.
    """
    # Two first starts at one moment make one firm: they come in one by one.
    numbers.hold(db, timekeeper_id=_NOBODY)
    if kept.timekeeper_at(db, address) is not None:
        return False
    firms = kept.firms(db)
    if len(firms) > 1:
        raise errors.Unavailable(firmwords.several_firms(address))
    firm_id = firms[0].id if firms else found(db, settings, at=at)
    people.add(
        db,
        firm_id=firm_id,
        address=address,
        said={"name": name, "zone": settings.timezone, "locale": settings.locale},
    )
    return True


def agree(store: Store, settings: Settings) -> None:
    """Let the one firm of a house round as the operator has set it."""
    with store.read() as db:
        firms = kept.firms(db)
    wanted = {each: getattr(settings, each) for each in _ROUNDING}
    if len(firms) != 1 or all(
        getattr(firms[0], name) == value for name, value in wanted.items()
    ):
        return
    store.write(lambda db: kept.firm_change(db, firm_id=firms[0].id, **wanted))


def found(db: Session, settings: Settings, *, at: datetime, name: str = FIRM) -> int:
    """Make a firm that rounds as the operator has set it; return its id."""
    return kept.firm_add(
        db,
        name=name,
        rounding=settings.rounding,
        unit_minutes=settings.unit_minutes,
        minimum_units=settings.minimum_units,
        at=at,
    )
