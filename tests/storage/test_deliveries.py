from datetime import timedelta
from decimal import Decimal

import pytest

from storage import deliveries, entries, matters
from tests.storage.world import AT, DAY, dictate, say

BEFORE = DAY - timedelta(days=1)
PERIOD = {"start": BEFORE, "end": DAY}


@pytest.fixture
def kept(store, world):
    """Give the ids of Ada's three ready entries; a fourth is open, a fifth void."""

    def work(db):
        matter_id = matters.add(db, firm_id=world.ada.firm_id, number="1", name="Smith")
        dictate(db, world.ada, key="open", state="open")
        dictate(db, world.ada, key="void", state="void")
        return [
            dictate(db, world.ada, key="a", matter_id=matter_id).id,
            dictate(db, world.ada, key="b", rate=Decimal("450.50"), label="Chen").id,
            dictate(db, world.ada, key="c", day=BEFORE).id,
        ]

    return store.write(work)


@pytest.fixture
def outgoing(store, world):
    def lines(target="clio", person=world.ada, **fields):
        with store.read() as db:
            found = deliveries.lines(
                db, firm_id=person.firm_id, target=target, **PERIOD, **fields
            )
            return list(found)

    return lines


@pytest.fixture
def record(store, world):
    """Record the whole period, as in a file for Clio; return how many."""

    def recorded(key, **fields):
        def work(db):
            message_id = say(db, world.ada, key=key)
            return deliveries.record_period(
                db,
                firm_id=world.ada.firm_id,
                target="clio",
                **PERIOD,
                message_id=message_id,
                at=AT,
                file=f"{key}.csv",
                **fields,
            )

        return store.write(work)

    return recorded


def ids(lines):
    return [line.entry_id for line in lines]


def of(store, world, entry_ids):
    with store.read() as db:
        return deliveries.of_entries(db, firm_id=world.ada.firm_id, entry_ids=entry_ids)


def state(store, world, entry_id):
    with store.read() as db:
        return entries.find(db, **world.ada.scope, entry_id=entry_id).state


def test_ready_entries_leave_by_person_day_and_number(store, world, kept, outgoing):
    store.write(lambda db: dictate(db, world.ben, key="ben", day=BEFORE))
    first, second, earlier = kept

    lines = outgoing()

    assert ids(lines)[:3] == [earlier, first, second]
    assert [line.timekeeper.code for line in lines] == ["AL", "AL", "AL", "BB"]
    assert [line.matter and line.matter.name for line in lines[:3]] == [
        None,
        "Smith",
        None,
    ]
    assert (lines[2].rate, lines[2].label, lines[2].day) == (
        Decimal("450.50"),
        "Chen",
        DAY,
    )
    assert lines[2].earlier is None
    only_ben = outgoing(timekeeper_id=world.ben.timekeeper_id)
    assert [line.timekeeper.code for line in only_ben] == ["BB"]


def test_what_was_delivered_is_passed_over(store, world, kept, outgoing, record):
    assert record("one") == 3

    assert outgoing() == []
    assert len(outgoing("leap")) == 3
    assert record("two") == 0
    assert len(outgoing(again=True)) == 3
    assert {state(store, world, each) for each in kept} == {"delivered"}


def test_what_is_red_stays_undelivered(store, world, kept, outgoing, record):
    assert record("one", left_out=[kept[1]]) == 2

    assert ids(outgoing()) == [kept[1]]
    assert state(store, world, kept[1]) == "ready"


def test_an_edited_entry_leaves_again_as_a_correction(
    store, world, kept, outgoing, record
):
    record("one")
    store.write(
        lambda db: entries.change(
            db, firm_id=world.ada.firm_id, entry_id=kept[0], minutes=18, state="ready"
        )
    )

    (line,) = outgoing()
    assert (line.entry_id, line.revision, line.earlier) == (kept[0], 2, 1)
    assert record("two") == 1
    assert [(each.revision, each.file) for each in of(store, world, [kept[0]])] == [
        (1, "one.csv"),
        (2, "two.csv"),
    ]


def test_a_repeat_renews_the_record(store, world, kept, record):
    record("one")

    assert record("two", again=True, timekeeper_id=world.ada.timekeeper_id) == 3
    assert {each.file for each in of(store, world, kept)} == {"two.csv"}
    assert len(of(store, world, kept)) == 3


def test_exactly_the_pairs_given_are_recorded(
    store, world, kept, outgoing, monkeypatch
):
    monkeypatch.setattr(deliveries, "_CHUNK", 2)
    pairs = [(kept[0], 1), (kept[1], 1), (kept[2], 1)]
    store.write(
        lambda db: entries.change(
            db, firm_id=world.ada.firm_id, entry_id=kept[0], minutes=18
        )
    )

    def work(db, key):
        return deliveries.record_many(
            db,
            firm_id=world.ada.firm_id,
            target="clio",
            kind="file",
            outcome=deliveries.DELIVERED,
            entries=iter(pairs),
            message_id=say(db, world.ada, key=key),
            at=AT,
            file=f"{key}.csv",
        )

    assert store.write(lambda db: work(db, "one")) == 3
    assert store.write(lambda db: work(db, "two")) == 3
    assert [each.file for each in of(store, world, kept)] == ["two.csv"] * 3
    assert [state(store, world, each) for each in kept] == [
        "ready",
        "delivered",
        "delivered",
    ]
    assert [(line.entry_id, line.earlier) for line in outgoing()] == [(kept[0], 1)]


def test_what_did_not_arrive_is_offered_again(store, world, kept, outgoing):
    store.write(
        lambda db: deliveries.record_many(
            db,
            firm_id=world.ada.firm_id,
            target="clio",
            kind="push",
            outcome="failed",
            entries=[(kept[0], 1)],
            message_id=say(db, world.ada, key="push"),
            at=AT,
        )
    )

    assert kept[0] in ids(outgoing())
    assert state(store, world, kept[0]) == "ready"


def test_another_firms_entries_are_not_recorded(store, world, kept, outgoing):
    def work(db):
        return deliveries.record_many(
            db,
            firm_id=world.zoe.firm_id,
            target="clio",
            kind="file",
            outcome=deliveries.DELIVERED,
            entries=[(kept[0], 1)],
            message_id=say(db, world.zoe, key="z"),
            at=AT,
        )

    store.write(work)

    assert state(store, world, kept[0]) == "ready"
    assert kept[0] in ids(outgoing())
