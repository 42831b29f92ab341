"""Answers on their way, as they are kept."""

from contextlib import closing
from datetime import timedelta

from storage import posts
from storage.engine import open_store
from tests.storage.world import AT, populate, say

HOUR = timedelta(hours=1)


def made(db, person, key, **fields):
    return posts.make(
        db,
        **person.scope,
        message_id=say(db, person, key=key),
        **{
            "channel": "email",
            "proven": True,
            "state": posts.WAITING,
            "why": None,
            "at": AT,
        }
        | fields,
    )


def recent(db, person, *, since=AT - HOUR, channel="email"):
    return posts.recent(
        db, timekeeper_id=person.timekeeper_id, channel=channel, since=since
    )


def test_an_answer_is_claimed_by_one_and_done_once(store, world):
    def run(db):
        post = made(db, world.ada, "a")
        claims = [posts.claim(db, post, attempts=seen) for seen in (0, 0, 1)]
        posts.delayed(db, post, why="451")
        waits = posts.find(db, post)
        posts.done(db, post, state=posts.SENT, reference="<re.1@x>", at=AT)
        posts.done(db, post, state=posts.FAILED, why="late", at=AT + HOUR)
        return claims, waits, posts.find(db, post), posts.claim(db, post, attempts=2)

    claims, waits, sent, again = store.write(run)

    assert claims == [True, False, True]
    assert (waits.state, waits.why, waits.attempts) == ("waiting", "451", 2)
    assert (sent.state, sent.reference, sent.why) == ("sent", "<re.1@x>", None)
    assert sent.done_at == AT
    assert not again


def test_what_a_person_was_given_of_late_is_counted_for_them_alone(store, world):
    def run(db):
        made(db, world.ada, "old", at=AT - 2 * HOUR)
        made(db, world.ada, "new")
        made(db, world.ada, "notice", why=posts.NOTICE)
        made(db, world.ada, "kept back", state=posts.WITHHELD)
        made(db, world.ada, "elsewhere", channel="slack")
        for number in range(3):
            made(db, world.ada, f"forged {number}", proven=False)
        for number in range(2):
            why = posts.NOTICE
            made(db, world.ada, f"too many {number}", proven=False, why=why)
        made(db, world.ben, "Ben's")
        return recent(db, world.ada), recent(db, world.zoe)

    assert store.write(run) == ((4, 1, 3, 2), (0, 0, 0, 0))


def test_a_notice_stays_one_whatever_became_of_it(store, world):
    def run(db):
        post = made(db, world.ada, "a", why=posts.NOTICE)
        posts.claim(db, post, attempts=0)
        posts.delayed(db, post, why="451")
        waits = posts.find(db, post)
        posts.done(db, post, state=posts.SENT, reference="<re.1@x>", at=AT)
        return waits.why, posts.find(db, post).why, recent(db, world.ada)

    assert store.write(run) == ("notice", "notice", (0, 1, 0, 0))


def test_what_waits_is_found_by_its_channel_the_oldest_first(store, world):
    def run(db):
        ids = [made(db, world.ada, key) for key in "abc"]
        made(db, world.ada, "d", channel="slack")
        made(db, world.ada, "e", at=AT + HOUR)
        posts.done(db, ids[1], state=posts.FAILED, why="550", at=AT)
        found = posts.waiting(db, channel="email", before=AT + HOUR, most=10)
        one = posts.waiting(db, channel="email", before=AT + HOUR, most=1)
        return ids, found, one

    ids, found, one = store.write(run)

    assert found == [ids[0], ids[2]]
    assert one == [ids[0]]


def test_the_answers_of_a_firm_are_counted_by_their_state(store, world):
    def run(db):
        made(db, world.ada, "a", at=AT - 2 * HOUR)
        made(db, world.ben, "b")
        gone = made(db, world.ben, "c", at=AT - 2 * HOUR)
        late = made(db, world.zoe, "d")
        for post in (gone, late):
            posts.done(db, post, state=posts.FAILED, why="550", at=AT)
        return [
            posts.counts(db, firm_id=each.firm_id, since=AT - HOUR)
            for each in (world.ada, world.zoe)
        ]

    assert store.write(run) == [{"waiting": 2}, {"failed": 1}]


def test_neither_a_flood_nor_the_past_is_looked_through(sqlite_url):
    asked = []

    def run(db):
        ada = populate(db).ada
        for number in range(50):
            made(db, ada, str(number), state=posts.WITHHELD)
        driver = db.connection().connection.driver_connection
        driver.set_trace_callback(asked.append)
        recent(db, ada)
        posts.waiting(db, channel="email", before=AT, most=5)
        driver.set_trace_callback(None)
        return [
            str(driver.execute(f"EXPLAIN QUERY PLAN {each}").fetchall())
            for each in asked
        ]

    with closing(open_store(sqlite_url, migrate=False)) as store:
        first, second = store.write(run)

    assert "ix_post_answered" in first
    assert "ix_post_waiting" in second
