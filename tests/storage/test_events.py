from datetime import timedelta
from decimal import Decimal

from storage import events
from tests.storage.world import AT, DAY, dictate, say

LATER = AT + timedelta(hours=1)


def undo(db, person, *, key, undoes, at=LATER):
    events.append(
        db,
        **person.scope,
        message_id=say(db, person, key=key),
        at=at,
        kind=events.UNDONE,
        after={"undoes": undoes},
    )


def test_a_step_is_everything_one_message_did(store, world):
    def work(db):
        message_id = say(db, world.ada, key="k")
        for kind in ("kept", "matched"):
            events.append(
                db,
                **world.ada.scope,
                message_id=message_id,
                at=AT,
                kind=kind,
                before={"rate": Decimal("1.10")},
                after={"day": DAY, "zoë": None},
            )
        return message_id

    message_id = store.write(work)

    with store.read() as db:
        of_step = events.of_step(db, firm_id=world.ada.firm_id, message_id=message_id)
        (step,) = events.steps(db, **world.ada.scope, since=AT)
    assert [event.kind for event in of_step] == ["kept", "matched"]
    assert of_step[0].before == {"rate": "1.10"}
    assert of_step[0].after == {"day": "2026-11-18", "zoë": None}
    assert [event.id for event in step.events] == [event.id for event in of_step]
    assert (step.message_id, step.at, step.undone, step.undoes) == (
        message_id,
        AT,
        False,
        None,
    )


def test_steps_come_latest_first_and_say_what_was_undone(store, world):
    def work(db):
        dictate(db, world.ada, key="before", at=AT - timedelta(seconds=1))
        dictate(db, world.ada, key="1")
        dictate(db, world.ben, key="2")
        dictate(db, world.ada, key="3", at=LATER)
        kept = [
            step.message_id for step in events.steps(db, **world.ada.scope, since=AT)
        ]
        undo(db, world.ada, key="undo", undoes=kept[0])
        return kept

    latest, first = store.write(work)

    with store.read() as db:
        steps = events.steps(db, **world.ada.scope, since=AT)
    assert [(step.message_id, step.undone) for step in steps[1:]] == [
        (latest, True),
        (first, False),
    ]
    assert (steps[0].undoes, steps[0].undone) == (latest, False)


def test_an_entry_has_its_history(store, world):
    added = store.write(lambda db: dictate(db, world.ada, key="k"))

    with store.read() as db:
        history = events.of_entry(db, firm_id=world.ada.firm_id, entry_id=added.id)
    assert [event.kind for event in history] == ["kept"]
