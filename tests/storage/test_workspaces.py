"""Workspaces, contacts, places, recordings, tickets, amendments: kept, once, apart."""

from datetime import timedelta

import pytest

from storage import (
    amendments,
    clips,
    contacts,
    events,
    places,
    posts,
    tickets,
    workspaces,
)
from tests.storage.world import AT, dictate, say

HOME = "slack:T1"
TOKENS = {"token": "sealed", "refresh": "once", "expires_at": AT}


def install(db, person, **fields):
    workspaces.install(
        db,
        home=HOME,
        firm_id=person.firm_id,
        details={"team": "T1"},
        at=AT,
        **{**TOKENS, **fields},
    )


def test_an_installation_is_kept_and_put_anew(store, world):
    store.write(lambda db: install(db, world.ada))
    store.write(
        lambda db: workspaces.change(
            db, HOME, removed_at=AT, token=None, joining="invited"
        )
    )
    store.write(lambda db: install(db, world.ada, token="another"))

    with store.read() as db:
        found = workspaces.find(db, HOME)
        assert [each.home for each in workspaces.listed(db)] == [HOME]
        assert workspaces.find(db, "slack:T2") is None
    assert (found.token, found.removed_at, found.joining, found.installed_at) == (
        "another",
        None,
        "invited",
        AT,
    )


def test_an_installation_never_changes_its_firm(store, world):
    store.write(lambda db: install(db, world.ada))
    store.write(lambda db: install(db, world.zoe))

    with store.read() as db:
        assert workspaces.find(db, HOME).firm_id == world.ada.firm_id


def test_of_two_who_renew_one_is_right(store, world):
    store.write(lambda db: install(db, world.ada))

    def renew(db):
        return workspaces.refreshed(
            db, HOME, was="once", token="new", refresh="twice", expires_at=AT
        )

    assert [store.write(renew) for _ in range(2)] == [True, False]


def test_a_contact_is_put_field_by_field(store, world):
    for fields in (
        {"conversation": "D1"},
        {"home": True},
        {"zone": "Europe/Paris"},
        {},
    ):
        store.write(
            lambda db, fields=fields: contacts.put(
                db, **world.ada.scope, address="chat:Ada", **fields
            )
        )

    with store.read() as db:
        found = contacts.find(db, firm_id=world.ada.firm_id, address="chat:Ada")
        assert contacts.find(db, firm_id=world.zoe.firm_id, address="chat:Ada") is None
        assert [each.address for each in contacts.of_person(db, **world.ada.scope)] == [
            "chat:Ada"
        ]
        assert (
            contacts.in_conversation(db, conversation="D1", start="chat:") == "chat:Ada"
        )
        assert contacts.in_conversation(db, conversation="D1", start="slack:") is None
    assert (found.conversation, found.home, found.zone, found.locale) == (
        "D1",
        True,
        "Europe/Paris",
        None,
    )


def test_a_contact_has_no_other_fields(store, world):
    with pytest.raises(TypeError, match="colour"):
        store.write(
            lambda db: contacts.put(
                db, **world.ada.scope, address="chat:Ada", colour="blue"
            )
        )


def test_a_place_is_of_the_firm_that_bound_it(store, world):
    def bind(db, person, label):
        return places.bind(
            db, firm_id=person.firm_id, place="slack:T1:C1", matter_id=None, label=label
        )

    assert store.write(lambda db: bind(db, world.ada, "Smith"))
    assert store.write(lambda db: bind(db, world.ben, "Jones"))
    assert not store.write(lambda db: bind(db, world.zoe, "Evil"))
    store.write(
        lambda db: places.free(db, firm_id=world.zoe.firm_id, place="slack:T1:C1")
    )
    with store.read() as db:
        assert (
            places.find(db, firm_id=world.ada.firm_id, place="slack:T1:C1").label
            == "Jones"
        )
        assert places.find(db, firm_id=world.zoe.firm_id, place="slack:T1:C1") is None


def test_a_recording_is_kept_once_and_is_its_persons(store, world):
    def keep(db, person):
        return clips.keep(
            db, **person.scope, key="k", source={"file": "F1"}, sent_at=AT
        )

    number = store.write(lambda db: keep(db, world.ada))

    assert store.write(lambda db: keep(db, world.ada)) is None
    assert store.write(lambda db: keep(db, world.ben)) not in {None, number}
    with store.read() as db:
        assert clips.of_person(db, **world.ben.scope, clip_id=number) is None
        assert clips.of_person(db, **world.zoe.scope, clip_id=number) is None
        assert len(clips.waiting(db)) == 2
    change = {
        "firm_id": world.ada.firm_id,
        "clip_id": number,
        "was": "waiting",
        "state": "heard",
        "transcript": "x",
    }
    assert store.write(lambda db: clips.change(db, **change)).transcript == "x"
    assert store.write(lambda db: clips.change(db, **change)) is None
    assert (
        store.write(
            lambda db: clips.change(
                db, **{**change, "was": "heard", "firm_id": world.zoe.firm_id}
            )
        )
        is None
    )


def test_a_ticket_is_used_once_in_time_for_its_purpose(store):
    def issue(db, word, minutes):
        tickets.issue(
            db,
            word,
            purpose="install",
            details={"n": 1},
            expires_at=AT + timedelta(minutes=minutes),
        )

    def use(word, purpose="install"):
        return store.write(lambda db: tickets.use(db, word, purpose=purpose, now=AT))

    store.write(lambda db: issue(db, "good", 5))
    store.write(lambda db: issue(db, "old", -5))

    assert use("good", "other") is None
    assert use("good") == {"n": 1}
    assert use("good") is None
    assert use("old") is None
    assert use("\ud800") is None
    store.write(lambda db: issue(db, "gone", -5))
    store.write(lambda db: tickets.sweep(db, now=AT))
    with store.read() as db:
        assert (
            db.connection().exec_driver_sql("SELECT count(*) FROM ticket").scalar() == 0
        )
        assert "good" not in str(
            db.connection().exec_driver_sql("SELECT * FROM ticket").all()
        )


def test_what_a_message_and_its_amendments_made(store, world):
    def work(db):
        first = dictate(db, world.ada, key="m")
        root = db.connection().exec_driver_sql("SELECT min(id) FROM message").scalar()
        edit = say(db, world.ada, key="m:edit", at=AT + timedelta(minutes=1))
        amendments.add(
            db, firm_id=world.ada.firm_id, message_id=edit, about_id=root, kind="edit"
        )
        return first, root, edit

    first, root, edit = store.write(work)

    with store.read() as db:
        assert [
            each.id
            for each in amendments.entries(db, firm_id=world.ada.firm_id, about_id=root)
        ] == [first.id]
        assert amendments.entries(db, firm_id=world.zoe.firm_id, about_id=root) == []
        assert amendments.about(db, firm_id=world.ada.firm_id, message_id=edit) == root
        assert amendments.about(db, firm_id=world.zoe.firm_id, message_id=edit) is None
        assert (
            amendments.latest(db, firm_id=world.ada.firm_id, about_id=root).id == edit
        )
        assert (
            amendments.latest(
                db, firm_id=world.ada.firm_id, about_id=root, kind="withdrawal"
            )
            is None
        )
        assert amendments.did(db, firm_id=world.ada.firm_id, about_id=root, quiet=())
        assert not amendments.did(
            db, firm_id=world.ada.firm_id, about_id=root, quiet=("kept",)
        )
        assert amendments.bookmarks(db, firm_id=world.ada.firm_id, about_id=root) == []


def test_a_step_that_was_taken_back_is_known(store, world):
    def work(db):
        message = say(db, world.ada, key="a")
        later = say(db, world.ada, key="b")
        before = events.was_undone(db, **world.ada.scope, message_id=message)
        events.append(
            db,
            **world.ada.scope,
            message_id=later,
            at=AT,
            kind=events.UNDONE,
            after={"undoes": message},
        )
        return (
            before,
            events.was_undone(db, **world.ada.scope, message_id=message),
            events.was_undone(db, **world.zoe.scope, message_id=message),
        )

    assert store.write(work) == (False, True, False)


def test_an_answer_is_found_by_its_message_and_by_its_own_name(store, world):
    def work(db):
        message = say(db, world.ada, key="m")
        post = posts.make(
            db,
            **world.ada.scope,
            message_id=message,
            channel="slack",
            proven=True,
            state=posts.WAITING,
            why=None,
            at=AT,
        )
        left = posts.left(db, channel="slack", after=0, most=5)
        beyond = posts.left(db, channel="slack", after=post, most=5)
        posts.done(db, post, state=posts.SENT, reference="D1:1.1", at=AT)
        return post, left, beyond

    post, left, beyond = store.write(work)

    with store.read() as db:
        ada, zoe = world.ada.timekeeper_id, world.zoe.timekeeper_id
        assert left == [(post, "chat:x", "m")]
        assert beyond == []
        assert posts.left(db, channel="slack", after=0, most=5) == []
        assert posts.of_key(db, timekeeper_id=ada, key="m") == post
        assert posts.of_key(db, timekeeper_id=zoe, key="m") is None
        assert posts.reference(db, timekeeper_id=ada, key="m") == "D1:1.1"
        assert posts.reference(db, timekeeper_id=zoe, key="m") is None
        assert posts.of_reference(db, timekeeper_id=ada, reference="D1:1.1") == "m"
        assert posts.of_reference(db, timekeeper_id=zoe, reference="D1:1.1") is None
