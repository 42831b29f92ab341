from threading import Barrier, Thread

from storage import entries, inbox
from tests.storage.world import AT, DAY, dictate, say


def test_a_message_is_kept_with_when_and_from_where(store, world):
    message_id = store.write(lambda db: say(db, world.ada, key="k", text="0.2 call"))

    with store.read() as db:
        kept = inbox.message(db, **world.ada.scope, key="k")
        found = inbox.find(db, firm_id=world.ada.firm_id, message_id=message_id)
    assert (kept.id, found.id) == (message_id, message_id)
    assert (kept.by, kept.text, kept.sent_at, kept.day) == (
        "chat:x",
        "0.2 call",
        AT,
        DAY,
    )
    assert kept.answer is None


def test_the_same_key_again_keeps_nothing(store, world):
    store.write(lambda db: say(db, world.ada, key="k", text="first"))

    assert store.write(lambda db: say(db, world.ada, key="k", text="second")) is None
    with store.read() as db:
        assert inbox.message(db, **world.ada.scope, key="k").text == "first"


def test_one_persons_key_does_not_silence_another(store, world):
    people = [world.ada, world.ben, world.zoe]

    kept = [store.write(lambda db, who=who: say(db, who, key="k")) for who in people]

    assert len(set(kept) - {None}) == 3


def test_the_answer_is_kept_for_a_repeat(store, world):
    answer = {"text": "✓ 0.2 h", "choices": [{"number": 1, "label": "Smith"}]}

    def work(db):
        message_id = say(db, world.ada, key="k")
        inbox.answered(
            db, firm_id=world.ada.firm_id, message_id=message_id, answer=answer
        )

    store.write(work)

    with store.read() as db:
        assert inbox.message(db, **world.ada.scope, key="k").answer == answer


def test_what_answers_an_answer_is_found_by_its_key(store, world):
    def work(db):
        say(db, world.ada, key="k")
        say(db, world.ada, key="k1", thread="k")
        say(db, world.ada, key="k2", thread="k")
        say(db, world.ada, key="k3", thread="k1")
        say(db, world.ben, key="k4", thread="k")

    store.write(work)

    with store.read() as db:
        found = inbox.thread(db, **world.ada.scope, key="k")
    assert [(each.key, each.thread) for each in found] == [("k2", "k"), ("k1", "k")]


def test_two_threads_with_the_same_key_make_one_message(store, world):
    for turn in range(20):
        both = Barrier(2)
        made = []

        def once(key=f"key {turn}", both=both, made=made):
            def work(db):
                message_id = say(db, world.ada, key=key)
                if message_id is not None:
                    entries.add(
                        db,
                        **world.ada.scope,
                        message_id=message_id,
                        day=DAY,
                        minutes=6,
                        narrative="n",
                        line="l",
                    )
                return message_id

            both.wait()
            made.append(store.write(work))

        threads = [Thread(target=once) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(made) == 2
        assert made.count(None) == 1

    with store.read() as db:
        kept = entries.on_days(db, **world.ada.scope, start=DAY, end=DAY)
    assert [entry.number for entry in kept] == list(range(1, 21))


def test_a_message_comes_with_what_it_made(store, world):
    added = store.write(lambda db: dictate(db, world.ada, key="k"))

    with store.read() as db:
        kept = inbox.message(db, **world.ada.scope, key="k")
        made = entries.of_message(db, firm_id=kept.firm_id, message_id=kept.id)
    assert [entry.id for entry in made] == [added.id]
