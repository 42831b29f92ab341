import pytest

from storage import inbox, questions
from tests.storage.world import dictate, say

CHOICES = [{"number": 1, "label": "Smith", "say": "matter 1 Smith"}]


@pytest.fixture
def asked(store, world):
    def work(db):
        added = dictate(db, world.ada, key="k", state="open")
        message_id = say(db, world.ada, key="other")
        return added.id, [
            questions.ask(
                db,
                **world.ada.scope,
                message_id=message_id,
                entry_id=added.id,
                field=field,
                choices=CHOICES,
            )
            for field in ("matter", "duration")
        ]

    return store.write(work)


def unanswered(store, person):
    with store.read() as db:
        return [each.id for each in questions.open_ones(db, **person.scope)]


def test_open_questions_come_latest_first(store, world, asked):
    _, [first, second] = asked

    assert unanswered(store, world.ada) == [second, first]
    with store.read() as db:
        (_, kept) = questions.open_ones(db, **world.ada.scope)
    assert (kept.field, kept.choices) == ("matter", CHOICES)


def test_an_answered_question_is_closed_and_an_undo_opens_it(store, world, asked):
    _, [first, second] = asked

    def mark(*, answered):
        return store.write(
            lambda db: questions.mark(
                db,
                firm_id=world.ada.firm_id,
                question_id=first,
                answered=answered,
            )
        )

    assert mark(answered=True).answered
    assert unanswered(store, world.ada) == [second]
    mark(answered=False)
    assert unanswered(store, world.ada) == [second, first]


def test_questions_of_an_entry_are_closed_by_field_or_all(store, world, asked):
    entry_id, [first, second] = asked
    scope = {"firm_id": world.ada.firm_id, "entry_id": entry_id}

    store.write(lambda db: questions.close_all(db, **scope, field="duration"))
    assert unanswered(store, world.ada) == [first]

    store.write(lambda db: questions.close_all(db, **scope))
    assert unanswered(store, world.ada) == []
    with store.read() as db:
        everything = questions.of_entry(db, **scope)
    assert [each.id for each in everything] == [first, second]


def test_what_one_reply_asked_is_found_however_it_was_answered(store, world, asked):
    entry_id, [first, second] = asked
    store.write(
        lambda db: questions.mark(
            db, firm_id=world.ada.firm_id, question_id=first, answered=True
        )
    )

    with store.read() as db:
        other = inbox.message(db, **world.ada.scope, key="other")
        found = questions.of_message(db, firm_id=world.ada.firm_id, message_id=other.id)
    assert [each.id for each in found] == [first, second]
    assert {each.entry_id for each in found} == {entry_id}


def test_what_was_asked_before_gives_way_to_what_a_message_asks(store, world, asked):
    entry, _ = asked

    def ask(db, person, key):
        message = say(db, person, key=key)
        about = entry if person is world.ada else dictate(db, person, key="x").id
        question = questions.ask(
            db,
            **person.scope,
            message_id=message,
            entry_id=about,
            field="matter",
            choices=CHOICES,
        )
        return message, question

    _, zoes = store.write(lambda db: ask(db, world.zoe, "zoe's"))
    message, fresh = store.write(lambda db: ask(db, world.ada, "fresh"))
    store.write(
        lambda db: questions.supersede(db, **world.ada.scope, message_id=message)
    )

    assert unanswered(store, world.ada) == [fresh]
    assert unanswered(store, world.zoe) == [zoes]
