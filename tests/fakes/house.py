"""A house of two firms to talk in: Ada and Ben of one, Zoë of another."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from bot import people, service
from bot.desk import Desk
from bot.messages import Reply, Said
from bot.service import Bot
from bot.settings import Settings
from storage import entries
from storage import people as kept
from storage.engine import Store

# Wednesday noon in Sydney.
NOON = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 18)
SYDNEY = {"zone": "Australia/Sydney", "locale": "en-AU"}


@dataclass
class House:
    """A bot, a clock that goes on half a minute a message, and its people."""

    bot: Bot
    exports: Path
    clock: list[datetime]
    keys: count = field(default_factory=count)

    def say(self, text, *, who="ada", key=None, at=None, **more) -> Reply:
        """Say *text* as a new message (or under *key*); return the reply.

        *more* is what the message brings along: its original, its thread…
        """
        if at is None:
            self.clock[0] += timedelta(seconds=30)
        key = f"key-{next(self.keys)}" if key is None else key
        said = Said(
            by=f"chat:{who}", text=text, key=key, at=at or self.clock[0], **more
        )
        return self.bot.answer(said)

    def texts(self, *lines, who="ada"):
        """Say several messages; return the texts of the replies."""
        return [self.say(each, who=who).text for each in lines]

    def day(self, who="ada", *, start=TODAY, end=None, states=entries.KEPT):
        """Return a person's entries as they are kept."""
        with self.bot.store.read() as db:
            person = kept.timekeeper_at(db, f"chat:{who}")
            return entries.on_days(
                db,
                firm_id=person.firm_id,
                timekeeper_id=person.id,
                start=start,
                end=end or start,
                states=states,
            )

    def shown(self, who="ada", **when):
        """Return what a sheet would show of a person's day, as plain values."""
        return [
            (
                *(each.day, each.number, each.minutes, each.narrative),
                *(each.matter_id, each.label, each.billing, each.rate, each.state),
                [ask["field"] for ask in each.asks],
            )
            for each in self.day(who, **when)
        ]


def opened(store: Store, tmp_path: Path, **environ) -> House:
    """Return a house on *store*, its files under *tmp_path*."""
    clock = [NOON]
    exports = tmp_path / "exports"
    formats = tmp_path / "formats"
    formats.mkdir(exist_ok=True)
    settings = Settings.from_env(
        {
            "TENTHS_DATABASE_URL": "sqlite:////nowhere",
            "TENTHS_TIMEZONE": "Australia/Sydney",
            "TENTHS_EXPORTS": str(exports),
            "TENTHS_FORMATS": str(formats),
            **environ,
        }
    )
    desk = Desk(
        now=lambda: clock[0],
        exports=exports,
        formats=formats,
        clio_dates=settings.clio_dates,
        narrative_limit=settings.narrative_limit,
    )
    house = House(service.Bot(store, desk, settings), exports, clock)
    store.write(_move_in)
    return house


def _move_in(db):
    firm = kept.firm_add(db, name="Ada & Ben", at=NOON)
    other = kept.firm_add(db, name="Zoë's", at=NOON)
    for firm_id, name, address in (
        (firm, "Ada Lovelace", "chat:ada"),
        (firm, "Ben Okri", "chat:ben"),
        (other, "Zoë Wicomb", "chat:zoe"),
    ):
        people.add(db, firm_id=firm_id, address=address, said={"name": name, **SYDNEY})
