from decimal import Decimal

import pytest

from storage import matters


@pytest.fixture
def firm_id(world):
    return world.ada.firm_id


@pytest.fixture
def smith(store, firm_id):
    return store.write(
        lambda db: matters.add(
            db,
            firm_id=firm_id,
            number="2024-FAM-0312",
            name="Smith v Jones",
            client="Smith",
            rate=Decimal("450.50"),
            target_ids={"clio": "12"},
        )
    )


def revision(store, firm_id):
    with store.read() as db:
        return matters.revision(db, firm_id)


def test_a_matter_is_kept_and_found(store, firm_id, smith):
    with store.read() as db:
        by_id = matters.find(db, firm_id=firm_id, matter_id=smith)
        by_number = matters.by_number(db, firm_id=firm_id, number="2024-FAM-0312")
    assert by_id.id == by_number.id
    assert (by_id.name, by_id.client, by_id.status) == (
        "Smith v Jones",
        "Smith",
        "open",
    )
    assert (by_id.rate, by_id.target_ids) == (Decimal("450.50"), {"clio": "12"})


def test_a_number_is_given_once(store, firm_id, smith):
    before = revision(store, firm_id)

    again = store.write(
        lambda db: matters.add(
            db, firm_id=firm_id, number="2024-FAM-0312", name="Other"
        )
    )

    assert again is None
    assert revision(store, firm_id) == before


def test_every_change_of_the_list_grows_its_revision(store, firm_id, smith):
    assert revision(store, firm_id) == 1

    changed = store.write(
        lambda db: matters.change(db, firm_id=firm_id, matter_id=smith, status="closed")
    )

    assert changed.status == "closed"
    assert revision(store, firm_id) == 2


def test_an_import_adds_changes_and_leaves_alone(store, firm_id, smith):
    def work(db):
        return matters.upsert_many(
            db,
            firm_id=firm_id,
            matters=[
                {"number": "2024-FAM-0312", "status": "closed"},
                {"number": "2", "name": "Chen", "rate": Decimal(300)},
                {"number": "3", "name": "Patel"},
                {"number": "3", "client": "Patel Pty Ltd"},
            ],
        )

    first, second = store.write(work), store.write(work)

    with store.read() as db:
        listed = matters.listed(db, firm_id)
        still_open = matters.listed(db, firm_id, "open")
    assert first == (2, 1, 0)
    assert second == (0, 0, 3)
    assert revision(store, firm_id) == 2
    assert [(each.number, each.name, each.client, each.rate) for each in listed] == [
        ("2", "Chen", "", Decimal(300)),
        ("2024-FAM-0312", "Smith v Jones", "Smith", Decimal("450.50")),
        ("3", "Patel", "Patel Pty Ltd", None),
    ]
    assert [each.number for each in still_open] == ["2", "3"]


def test_a_long_list_is_imported_whole(store, firm_id):
    rows = [{"number": f"{n:05}", "name": f"Client {n}"} for n in range(2_345)]

    merged = store.write(
        lambda db: matters.upsert_many(db, firm_id=firm_id, matters=iter(rows))
    )

    with store.read() as db:
        assert len(matters.listed(db, firm_id)) == 2_345
    assert merged.added == 2_345


def test_a_search_needs_every_word_in_any_case(store, firm_id, smith):
    def work(db):
        matters.add(db, firm_id=firm_id, number="7", name="Estate of ÉMILE Zola")
        matters.add(db, firm_id=firm_id, number="8", name="Smith", client="Acme")

    store.write(work)

    def search(words, **limit):
        with store.read() as db:
            found = matters.search(db, firm_id=firm_id, words=words, **limit)
        return [matter.number for matter in found]

    assert search("émile") == ["7"]
    assert search("SMITH") == ["2024-FAM-0312", "8"]
    assert search("smith", limit=1) == ["2024-FAM-0312"]
    assert search("acme smith") == ["8"]
    assert search("fam-03") == ["2024-FAM-0312"]
    assert search("%") == []
