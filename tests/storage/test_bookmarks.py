from storage import bookmarks
from tests.storage.world import DAY, say


def add(db, person, narrative, **fields):
    message_id = say(db, person, key=narrative)
    return bookmarks.add(
        db,
        **person.scope,
        message_id=message_id,
        narrative=narrative,
        day=DAY,
        **fields,
    )


def test_bookmarks_are_numbered_for_each_person(store, world):
    def work(db):
        return [
            add(db, who, narrative).number
            for who, narrative in [
                (world.ada, "clause 12"),
                (world.ada, "clause 13"),
                (world.ben, "page 4"),
            ]
        ]

    assert store.write(work) == [1, 2, 1]


def test_a_bookmark_is_found_and_resumed(store, world):
    added = store.write(lambda db: add(db, world.ada, "clause 12", label="Chen"))
    store.write(lambda db: add(db, world.ada, "clause 13"))

    resumed = store.write(
        lambda db: bookmarks.change(
            db, firm_id=world.ada.firm_id, bookmark_id=added.id, state="resumed"
        )
    )

    with store.read() as db:
        first = bookmarks.by_number(db, **world.ada.scope, number=1)
        left = bookmarks.open_ones(db, **world.ada.scope)
    assert (first.id, first.label, first.state) == (added.id, "Chen", "resumed")
    assert resumed.state == "resumed"
    assert [each.number for each in left] == [2]
