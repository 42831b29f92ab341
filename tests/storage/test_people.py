from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from storage import people
from tests.storage.world import AT, DAY


def test_a_firm_rounds_up_to_one_unit_of_six_minutes_by_default(store):
    firm_id = store.write(lambda db: people.firm_add(db, name="F", at=AT))

    with store.read() as db:
        firm = people.firm(db, firm_id)
    assert (firm.rounding, firm.unit_minutes, firm.minimum_units) == ("up", 6, 1)
    assert (firm.name, firm.created_at, firm.matters_revision) == ("F", AT, 0)


def test_a_firm_is_changed(store, world):
    changed = store.write(
        lambda db: people.firm_change(
            db, firm_id=world.ada.firm_id, rounding="none", unit_minutes=15
        )
    )

    with store.read() as db:
        assert people.firm(db, world.ada.firm_id).rounding == "none"
        assert [firm.name for firm in people.firms(db)] == ["Smith & Co", "Zoë's"]
        assert people.firm(db, 99) is None
    assert changed.unit_minutes == 15


def test_a_firm_has_no_rounding_of_its_own_making(store):
    with pytest.raises(IntegrityError):
        store.write(lambda db: people.firm_add(db, name="F", rounding="down", at=AT))


def test_an_address_speaks_for_one_person(store, world):
    taken = store.write(
        lambda db: people.address_add(db, **world.zoe.scope, address="chat:Ada")
    )
    fresh = store.write(
        lambda db: people.address_add(db, **world.ada.scope, address="slack:T1:U1")
    )

    with store.read() as db:
        assert people.timekeeper_at(db, "chat:Ada").id == world.ada.timekeeper_id
        assert people.timekeeper_at(db, "slack:T1:U1").id == world.ada.timekeeper_id
        assert people.timekeeper_at(db, "chat:nobody") is None
        assert people.addresses(db, **world.ada.scope) == ["chat:Ada", "slack:T1:U1"]
    assert (taken, fresh) == (False, True)


def test_an_address_that_is_removed_speaks_for_nobody(store, world):
    def remove(person):
        return store.write(
            lambda db: people.address_remove(db, **person.scope, address="chat:Ada")
        )

    told = [remove(each) for each in (world.zoe, world.ben, world.ada, world.ada)]

    assert told == [False, False, True, False]
    with store.read() as db:
        assert people.timekeeper_at(db, "chat:Ada") is None
        assert people.addresses(db, **world.ada.scope) == []
    assert store.write(
        lambda db: people.address_add(db, **world.ben.scope, address="chat:Ada")
    )


def test_people_are_listed_by_code(store, world):
    with store.read() as db:
        listed = people.listed(db, world.ada.firm_id)
        ben = people.by_code(db, firm_id=world.ada.firm_id, code="BB")
    assert [person.name for person in listed] == ["Ada", "Ben"]
    assert ben.id == world.ben.timekeeper_id


def test_a_code_is_given_once_in_a_firm(store, world):
    with pytest.raises(IntegrityError):
        store.write(
            lambda db: people.timekeeper_add(
                db, firm_id=world.ada.firm_id, name="A", code="AL", zone="x", locale="y"
            )
        )


def test_a_person_is_changed(store, world):
    changed = store.write(
        lambda db: people.change(
            db,
            **world.ada.scope,
            shown_day=DAY,
            rate=Decimal(450),
            target_ids={"clio": 7},
        )
    )

    with store.read() as db:
        ada = people.timekeeper(db, **world.ada.scope)
    assert (ada.shown_day, ada.rate, ada.target_ids) == (
        DAY,
        Decimal(450),
        {"clio": 7},
    )
    assert changed.shown_day == DAY
