from datetime import timedelta

from storage import mailboxes
from tests.storage.world import AT

LATER = AT + timedelta(days=1)


def give(store, person, token, *, at=AT):
    return store.write(lambda db: mailboxes.add(db, **person.scope, token=token, at=at))


def holder(store, token):
    with store.read() as db:
        return mailboxes.holder(db, token)


def test_a_token_opens_its_own_persons_mailbox(store, world):
    give(store, world.ada, "a" * 16)
    give(store, world.zoe, "z" * 16)

    opened = holder(store, "a" * 16)
    assert opened == (*world.ada, ["chat:Ada"])
    assert holder(store, "z" * 16).firm_id == world.zoe.firm_id
    assert holder(store, "b" * 16) is None
    assert holder(store, "") is None


def test_a_token_is_never_given_twice_even_when_it_was_revoked(store, world):
    assert give(store, world.ada, "a" * 16) is True
    store.write(lambda db: mailboxes.revoke(db, **world.ada.scope, at=LATER))

    assert give(store, world.zoe, "a" * 16) is False
    assert holder(store, "a" * 16) is None


def test_a_revoked_mailbox_is_closed_and_the_next_one_is_the_persons(store, world):
    give(store, world.ada, "a" * 16)
    give(store, world.ben, "b" * 16)
    closed = store.write(lambda db: mailboxes.revoke(db, **world.ada.scope, at=LATER))
    again = store.write(lambda db: mailboxes.revoke(db, **world.ada.scope, at=LATER))
    give(store, world.ada, "c" * 16, at=LATER)

    with store.read() as db:
        now = mailboxes.of_person(db, **world.ada.scope)
    assert (closed, again) == (1, 0)
    assert (now.token, now.created_at) == ("c" * 16, LATER)
    assert holder(store, "b" * 16) is not None


def test_whether_a_person_ever_had_a_mailbox_outlives_its_end(store, world):
    give(store, world.ada, "a" * 16)
    store.write(lambda db: mailboxes.revoke(db, **world.ada.scope, at=LATER))

    with store.read() as db:
        ever = [mailboxes.ever(db, **each.scope) for each in (world.ada, world.zoe)]
    assert ever == [True, False]


def test_who_has_no_mailbox_has_none(store, world):
    with store.read() as db:
        assert mailboxes.of_person(db, **world.ada.scope) is None
