"""Two people, or one person twice, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial

from bot import joining
from bot.settings import Settings
from storage import people

AT = datetime(2026, 11, 18, 1, 2, 3, tzinfo=UTC)


def test_people_who_start_at_the_same_moment_are_of_one_firm(store):
    settings = Settings.from_env({}, machine_zone=lambda: "Australia/Sydney")

    def first_start(number):
        return store.write(
            partial(
                joining.join,
                address=f"chat:local:{number}",
                name=f"Ada {number}",
                settings=settings,
                at=AT,
            )
        )

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(first_start, range(4)))

    with store.read() as db:
        (firm,) = people.firms(db)
        assert len(people.listed(db, firm.id)) == 4
