from datetime import timedelta
from decimal import Decimal

import pytest

from storage import entries, matters, snapshots
from storage.models import Entry
from storage.rows import Added
from tests.storage.world import DAY, dictate, say

BEFORE = DAY - timedelta(days=1)


@pytest.fixture
def write(store):
    return store.write


@pytest.fixture
def three(write, world):
    def work(db):
        return [dictate(db, world.ada, key=f"k{number}") for number in range(3)]

    return write(work)


def test_entries_are_numbered_within_a_persons_day(write, world):
    def work(db):
        return [
            dictate(db, world.ada, key="1").number,
            dictate(db, world.ada, key="2").number,
            dictate(db, world.ben, key="3").number,
            dictate(db, world.ada, key="4", day=BEFORE).number,
            dictate(db, world.ada, key="5").number,
        ]

    assert write(work) == [1, 2, 1, 1, 3]


def test_everything_said_of_an_entry_is_kept(store, world):
    asks = [{"field": "duration", "options": ["18", "30"]}]

    def work(db):
        matter_id = matters.add(db, firm_id=world.ada.firm_id, number="1", name="Smith")
        return matter_id, entries.add(
            db,
            **world.ada.scope,
            message_id=say(db, world.ada, key="k"),
            day=DAY,
            minutes=None,
            narrative="call",
            line="call .3",
            matter_id=matter_id,
            label="Smith",
            activity="call",
            billing="no_charge",
            rate=Decimal("450.50"),
            state="open",
            asks=asks,
            warnings=["long"],
        )

    matter_id, added = store.write(work)

    with store.read() as db:
        entry = entries.find(db, **world.ada.scope, entry_id=added.id)
    assert added == Added(entry.id, entry.number)
    assert (entry.day, entry.number, entry.minutes) == (DAY, 1, None)
    assert (entry.matter_id, entry.label, entry.activity) == (
        matter_id,
        "Smith",
        "call",
    )
    assert (entry.billing, entry.rate) == ("no_charge", Decimal("450.50"))
    assert (entry.state, entry.asks, entry.warnings) == ("open", asks, ["long"])
    assert entry.revision == 1


def test_a_day_sheet_is_by_day_and_number_without_what_is_void(store, world, three):
    def work(db):
        dictate(db, world.ada, key="earlier", day=BEFORE)
        entries.change(
            db, firm_id=world.ada.firm_id, entry_id=three[1].id, state="void"
        )

    store.write(work)

    with store.read() as db:
        both = entries.on_days(db, **world.ada.scope, start=BEFORE, end=DAY)
        void = entries.on_days(
            db, **world.ada.scope, start=DAY, end=DAY, states=["void"]
        )
    assert [(entry.day, entry.number) for entry in both] == [
        (BEFORE, 1),
        (DAY, 1),
        (DAY, 3),
    ]
    assert [entry.number for entry in void] == [2]


def test_a_change_grows_the_revision_but_an_answer_does_not(write, world, three):
    def change(**fields):
        return write(
            lambda db: (
                entries.change(
                    db, firm_id=world.ada.firm_id, entry_id=three[0].id, **fields
                ).revision
            )
        )

    assert change(minutes=18) == 2
    assert change(state="open", asks=[{"field": "matter", "options": []}]) == 2
    assert change(state="ready", asks=[], warnings=[]) == 2
    assert change(narrative="letter", state="ready") == 3
    assert change(minutes=12, revision=1) == 1


def test_a_number_that_moved_away_is_never_given_again(write, world, three):
    def work(db):
        firm_id = world.ada.firm_id
        moved = entries.change(db, firm_id=firm_id, entry_id=three[2].id, day=BEFORE)
        following = dictate(db, world.ada, key="next").number
        entries.change(db, firm_id=firm_id, entry_id=three[0].id, day=BEFORE)
        return (
            moved.day,
            moved.number,
            following,
            dictate(db, world.ada, key="n").number,
        )

    assert write(work) == (BEFORE, 1, 4, 5)


def test_undoing_a_move_gives_the_old_number_back(write, world, three):
    def work(db):
        firm_id, entry_id = world.ada.firm_id, three[2].id
        was = entries.find(db, **world.ada.scope, entry_id=entry_id)
        taken = snapshots.take(was)
        entries.change(db, firm_id=firm_id, entry_id=entry_id, day=BEFORE, minutes=60)
        back = entries.change(
            db, firm_id=firm_id, entry_id=entry_id, **snapshots.fields(Entry, taken)
        )
        return taken, snapshots.take(back), dictate(db, world.ada, key="n").number

    taken, back, following = write(work)
    assert back == taken
    assert following == 4


def test_a_move_to_the_same_day_keeps_the_number(write, world, three):
    moved = write(
        lambda db: entries.change(
            db, firm_id=world.ada.firm_id, entry_id=three[0].id, day=DAY
        )
    )

    assert moved.number == 1


def test_an_entry_is_found_by_its_day_and_number(store, world, three):
    with store.read() as db:
        found = entries.by_number(db, **world.ada.scope, day=DAY, number=2)
        missing = entries.by_number(db, **world.ada.scope, day=BEFORE, number=2)
    assert (found.id, missing) == (three[1].id, None)


def test_what_waits_for_an_answer_is_listed(store, world, three):
    store.write(
        lambda db: entries.change(
            db, firm_id=world.ada.firm_id, entry_id=three[1].id, state="open"
        )
    )

    with store.read() as db:
        waiting = entries.open_ones(db, **world.ada.scope)
    assert [entry.id for entry in waiting] == [three[1].id]


def test_totals_add_up_by_day_matter_billing_and_state(store, world):
    def work(db):
        matter_id = matters.add(db, firm_id=world.ada.firm_id, number="1", name="Smith")
        dictate(db, world.ada, key="1", minutes=12, matter_id=matter_id)
        dictate(db, world.ada, key="2", minutes=30, matter_id=matter_id)
        dictate(db, world.ada, key="3", minutes=6, billing="no_charge")
        dictate(db, world.ada, key="4", minutes=None, state="open")
        dictate(db, world.ada, key="5", minutes=600, state="void")
        return matter_id

    matter_id = store.write(work)

    with store.read() as db:
        totals = entries.totals(db, **world.ada.scope, start=DAY, end=DAY)
    assert totals == [
        (DAY, matter_id, "billable", "ready", 2, 42),
        (DAY, None, "billable", "open", 1, 0),
        (DAY, None, "no_charge", "ready", 1, 6),
    ]
    assert all(isinstance(total.minutes, int) for total in totals)


def test_recent_matters_come_latest_first(store, world):
    def work(db):
        first, second, third = (
            matters.add(db, firm_id=world.ada.firm_id, number=str(n), name="x")
            for n in range(3)
        )
        for key, matter_id in enumerate([first, second, first]):
            dictate(db, world.ada, key=str(key), matter_id=matter_id)
        dictate(db, world.ada, key="none")
        dictate(db, world.ada, key="old", day=BEFORE, matter_id=third)
        return [first, second]

    latest = store.write(work)

    with store.read() as db:
        recent = entries.recent_matters(db, **world.ada.scope, since=DAY)
    assert recent == latest


def test_recent_labels_come_latest_first_and_only_those_that_are_the_persons(
    store, world
):
    asked = {"state": "open", "asks": [{"field": "sender", "options": []}]}
    quoted = {"state": "open", "asks": [{"field": "matter", "options": ['"sender"']}]}

    def work(db):
        for key, label in enumerate(["Smith", "Jones", "Smith", None]):
            dictate(db, world.ada, key=f"{key}", label=label)
        dictate(db, world.ada, key="old", day=BEFORE, label="Old")
        dictate(db, world.ada, key="whose", label="Whose", **asked)
        dictate(db, world.ada, key="quoted", label="Quoted", **quoted)
        dictate(db, world.ada, key="gone", label="Gone", state="void")

    store.write(work)

    with store.read() as db:
        recent = entries.recent_labels(
            db, **world.ada.scope, since=DAY, unless="sender"
        )
    assert recent == ["Quoted", "Smith", "Jones"]


def test_lengths_are_counted_of_what_is_the_persons(store, world):
    asked = {"state": "open", "asks": [{"field": "sender", "options": []}]}
    which = {"state": "open", "asks": [{"field": "matter", "options": []}]}

    def work(db):
        for key, minutes in enumerate([12, 6, 12]):
            dictate(db, world.ada, key=f"{key}", minutes=minutes)
        dictate(db, world.ada, key="which", minutes=6, **which)
        dictate(db, world.ada, key="none", minutes=None, state="open")
        dictate(db, world.ada, key="whose", minutes=60, **asked)
        dictate(db, world.ada, key="gone", minutes=60, state="void")
        dictate(db, world.ada, key="old", minutes=60, day=BEFORE)
        dictate(db, world.ben, key="bens", minutes=60)

    store.write(work)

    with store.read() as db:
        found = entries.lengths(db, **world.ada.scope, day=DAY, unless="sender")
    assert sorted(found) == [(6, 2), (12, 2)]


def test_a_row_that_was_read_cannot_be_changed(store, world, three):
    with store.read() as db:
        entry = entries.find(db, **world.ada.scope, entry_id=three[0].id)

    with pytest.raises(AttributeError, match="minutes is changed by a query"):
        entry.minutes = 60


def test_a_row_stays_as_it_was_read(store, world, three):
    def work(db):
        before = entries.find(db, **world.ada.scope, entry_id=three[0].id)
        entries.change(db, firm_id=world.ada.firm_id, entry_id=three[0].id, minutes=60)
        after = entries.find(db, **world.ada.scope, entry_id=three[0].id)
        return before.minutes, after.minutes

    assert store.write(work) == (12, 60)


def test_a_snapshot_is_json_and_comes_back(store, world):
    added = store.write(
        lambda db: dictate(db, world.ada, key="k", rate=Decimal("450.10"))
    )

    with store.read() as db:
        entry = entries.find(db, **world.ada.scope, entry_id=added.id)
    taken = snapshots.take(entry)
    fields = snapshots.fields(Entry, taken)
    assert (taken["day"], taken["rate"]) == ("2026-11-18", "450.10")
    assert (fields["day"], fields["rate"]) == (DAY, Decimal("450.10"))
    assert fields["label"] is None
    assert "id" not in fields
