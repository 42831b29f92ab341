from concurrent.futures import ThreadPoolExecutor

from storage import inbox, seals
from tests.storage.world import say


class Seen(Exception):
    pass


def send(db, person, key, *told):
    """Keep a message and its seals; leave nothing of it when one of them was seen."""
    message = say(db, person, key=key)
    if not seals.keep(db, **person.scope, message_id=message, seals=told):
        raise Seen
    return message


def came(store, person, key, *told):
    try:
        store.write(lambda db: send(db, person, key, *told))
    except Seen:
        return False
    return True


def key_of(store, person, *told):
    with store.read() as db:
        found = seals.message(db, **person.scope, seals=told)
    return found and found.key


def test_a_seal_is_sent_once_whatever_else_is_beside_it(store, world):
    told = [
        came(store, world.ada, key, *sealed)
        for key, sealed in {"one": "ab", "two": "bc", "three": "c", "four": ""}.items()
    ]

    assert told == [True, False, True, True]
    assert key_of(store, world.ada, "b", "z") == "one"
    assert key_of(store, world.ada, "c") == "three"
    assert key_of(store, world.ada, "z") is None
    with store.read() as db:
        assert inbox.message(db, **world.ada.scope, key="two") is None


def test_the_same_seal_may_come_to_each_person(store, world):
    people = (world.ada, world.ben, world.zoe)

    assert [came(store, each, "k", "a") for each in people] == [True] * 3
    assert [came(store, each, "again", "a") for each in people] == [False] * 3


def test_of_many_at_one_moment_one_is_kept(store, world):
    with ThreadPoolExecutor(8) as threads:
        told = list(
            threads.map(
                lambda number: came(
                    store, world.ada, f"k{number}", *("ab" if number % 2 else "ba")
                ),
                range(24),
            )
        )

    assert told.count(True) == 1
