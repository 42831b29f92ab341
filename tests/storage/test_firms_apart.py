"""Zoë's firm sees nothing of Ada's, and changes nothing of it, by any query."""

import inspect

import pytest

from storage import (
    accounts,
    aliases,
    bookmarks,
    corrections,
    deliveries,
    entries,
    events,
    inbox,
    letters,
    listings,
    mailboxes,
    matters,
    people,
    pushes,
    questions,
    schedules,
    seals,
)
from tests.storage.world import AT, DAY, dictate, say

NOUNS = [
    accounts,
    aliases,
    bookmarks,
    corrections,
    deliveries,
    entries,
    events,
    inbox,
    letters,
    listings,
    mailboxes,
    matters,
    people,
    pushes,
    questions,
    seals,
    schedules,
]
# They make a firm, list the firms, or find whose an address or a mailbox is; or they
# go on with a row that a job was handed, whoever's it is.
UNSCOPED = {
    "accounts.change",
    "accounts.every",
    "accounts.find",
    "accounts.hold",
    "accounts.lock",
    "accounts.release",
    "accounts.renew",
    "accounts.stale",
    "accounts.to_revoke",
    "inbox.by_id",
    "listings.match",
    "pushes.back",
    "pushes.begin",
    "pushes.find",
    "pushes.keep",
    "pushes.next_due",
    "pushes.tally",
    "pushes.of_message",
    "pushes.settle",
    "pushes.unsettled_messages",
    "pushes.sending",
    "schedules.advance",
    "schedules.due",
    "mailboxes.holder",
    "people.firm_add",
    "people.firms",
    "people.timekeeper_at",
}
PERIOD = {"start": DAY, "end": DAY}


def queries():
    for noun in NOUNS:
        for name, query in inspect.getmembers(noun, inspect.isfunction):
            if query.__module__ == noun.__name__ and not name.startswith("_"):
                yield f"{noun.__name__.rpartition('.')[2]}.{name}", query


@pytest.mark.parametrize(
    ("name", "query"), [pytest.param(*each, id=each[0]) for each in queries()]
)
def test_every_query_asks_whose_firm(name, query):
    assert ("firm_id" in inspect.signature(query).parameters) != (name in UNSCOPED)


@pytest.fixture
def adas(store, world):
    """Give the ids of one of everything that is Ada's."""
    scope = world.ada.scope

    def work(db):
        matter = matters.add(db, firm_id=scope["firm_id"], number="1", name="Smith")
        entry = dictate(db, world.ada, key="k", matter_id=matter, state="open").id
        dictate(db, world.ada, key="ready", label="Smith")
        changed = dictate(db, world.ada, key="changed").id
        gone = dictate(db, world.ada, key="gone").id
        message = say(db, world.ada, key="other", thread="k")
        letters.keep(
            db,
            firm_id=scope["firm_id"],
            message_id=message,
            raw=b"x",
            size=1,
            cut=False,
            trust="dkim",
        )
        seals.keep(db, **scope, message_id=message, seals=["seal"])
        mailboxes.add(db, **scope, token="adas", at=AT)
        aliases.confirm(db, **scope, label="smith", matter_id=matter)
        place = bookmarks.add(
            db, **scope, message_id=message, narrative="clause 12", day=DAY
        )
        question = questions.ask(
            db, **scope, message_id=message, entry_id=entry, field="matter", choices=[]
        )
        deliveries.record_many(
            db,
            firm_id=scope["firm_id"],
            target="leap",
            kind="file",
            outcome=deliveries.DELIVERED,
            entries=[(entry, 1), (changed, 1), (gone, 1)],
            message_id=message,
            at=AT,
        )
        firm = scope["firm_id"]
        entries.change(db, firm_id=firm, entry_id=changed, narrative="call re lease")
        entries.change(db, firm_id=firm, entry_id=gone, state="void")
        events.append(
            db, **scope, message_id=message, at=AT, kind="file", after={"n": 1}
        )
        kept = inbox.message(db, **scope, key="k")
        return {
            "matter": matter,
            "entry": entry,
            "message": kept.id,
            "other": message,
            "bookmark": place.id,
            "question": question,
            "gone": gone,
        }

    return store.write(work)


def reads(db, scope, adas):
    """Ask every question, with the *scope* of whoever asks, about what is Ada's."""
    firm = {"firm_id": scope["firm_id"]}
    entry = {"entry_id": adas["entry"]}
    message = {"message_id": adas["message"]}
    return {
        "aliases.for_person": aliases.for_person(db, **scope),
        "aliases.listed": aliases.listed(db, **scope),
        "bookmarks.open_ones": bookmarks.open_ones(db, **scope),
        "bookmarks.by_number": bookmarks.by_number(db, **scope, number=1),
        "corrections.changed": corrections.changed(
            db, **scope, target="leap", **PERIOD
        ),
        "corrections.deleted": corrections.deleted(db, **scope, target="leap"),
        "deliveries.lines": list(deliveries.lines(db, **firm, target="clio", **PERIOD)),
        "deliveries.of_entries": deliveries.of_entries(
            db, **firm, entry_ids=[adas["entry"]]
        ),
        "entries.on_days": entries.on_days(db, **scope, **PERIOD),
        "entries.by_number": entries.by_number(db, **scope, day=DAY, number=1),
        "entries.find": entries.find(db, **scope, **entry),
        "entries.of_message": entries.of_message(db, **firm, **message),
        "entries.open_ones": entries.open_ones(db, **scope),
        "entries.totals": entries.totals(db, **scope, **PERIOD),
        "entries.lengths": entries.lengths(db, **scope, day=DAY, unless="sender"),
        "entries.recent_labels": entries.recent_labels(
            db, **scope, since=DAY, unless="sender"
        ),
        "entries.recent_matters": entries.recent_matters(db, **scope, since=DAY),
        "events.of_step": events.of_step(db, **firm, **message),
        "events.of_entry": events.of_entry(db, **firm, **entry),
        "events.noted": events.noted(db, **scope, kind="file", since=AT),
        "events.steps": events.steps(db, **scope, since=AT),
        "inbox.message": inbox.message(db, **scope, key="k"),
        "inbox.thread": inbox.thread(db, **scope, key="k"),
        "inbox.find": inbox.find(db, **firm, **message),
        "letters.of_message": letters.of_message(db, **firm, message_id=adas["other"]),
        "mailboxes.of_person": mailboxes.of_person(db, **scope),
        "matters.listed": matters.listed(db, **firm),
        "matters.find": matters.find(db, **firm, matter_id=adas["matter"]),
        "matters.by_number": matters.by_number(db, **firm, number="1"),
        "matters.search": matters.search(db, **firm, words="smith"),
        "matters.revision": matters.revision(db, **firm),
        "questions.open_ones": questions.open_ones(db, **scope),
        "questions.of_entry": questions.of_entry(db, **firm, **entry),
        "questions.of_message": questions.of_message(
            db, **firm, message_id=adas["other"]
        ),
        "seals.message": seals.message(db, **scope, seals=["seal"]),
    }


def test_ada_sees_what_is_hers(store, world, adas):
    with store.read() as db:
        seen = reads(db, world.ada.scope, adas)
    assert [name for name, answer in seen.items() if not answer] == []


def test_zoe_sees_nothing(store, world, adas):
    with store.read() as db:
        seen = reads(db, world.zoe.scope, adas)
    assert [name for name, answer in seen.items() if answer] == []


def test_nor_with_adas_own_id_under_zoes_firm(store, world, adas):
    mixed = {"firm_id": world.zoe.firm_id, "timekeeper_id": world.ada.timekeeper_id}
    with store.read() as db:
        seen = reads(db, mixed, adas)
        person = people.timekeeper(db, **mixed)
        addresses = people.addresses(db, **mixed)
    assert [name for name, answer in seen.items() if answer] == []
    assert (person, addresses) == (None, [])


def test_ben_sees_the_firms_matters_but_not_adas_day(store, world, adas):
    with store.read() as db:
        seen = reads(db, world.ben.scope, adas)
    assert seen["matters.find"] is not None
    assert not seen["entries.on_days"]
    assert not seen["entries.find"]
    assert not seen["inbox.message"]
    assert not seen["bookmarks.open_ones"]


def test_zoe_changes_nothing(store, world, adas):
    firm = {"firm_id": world.zoe.firm_id}

    def work(db):
        inbox.answered(db, **firm, message_id=adas["message"], answer={"text": "Zoë"})
        questions.close_all(db, **firm, entry_id=adas["entry"])
        corrections.withdraw(db, **firm, target="leap", entry_ids=[adas["gone"]])
        return [
            aliases.forget(
                db, **firm, timekeeper_id=world.ada.timekeeper_id, label="smith"
            ),
            bookmarks.change(db, **firm, bookmark_id=adas["bookmark"], state="void"),
            entries.change(db, **firm, entry_id=adas["entry"], state="void"),
            entries.change(db, **firm, entry_id=adas["entry"], day=DAY.replace(day=1)),
            mailboxes.revoke(db, **firm, timekeeper_id=world.ada.timekeeper_id, at=AT),
            matters.change(db, **firm, matter_id=adas["matter"], name="Zoë"),
            matters.remove(db, **firm, matter_id=adas["matter"]),
            people.address_remove(
                db, **firm, timekeeper_id=world.ada.timekeeper_id, address="chat:Ada"
            ),
            people.change(
                db, **firm, timekeeper_id=world.ada.timekeeper_id, name="Zoë"
            ),
            questions.mark(db, **firm, question_id=adas["question"], answered=True),
            deliveries.record_period(
                db,
                **firm,
                target="clio",
                **PERIOD,
                message_id=say(db, world.zoe, key="z"),
                at=AT,
                file="z.csv",
            ),
        ]

    with store.read() as db:
        before = reads(db, world.ada.scope, adas)
    answers = store.write(work)

    with store.read() as db:
        after = reads(db, world.ada.scope, adas)
    assert [answer for answer in answers if answer] == []
    assert before.keys() == after.keys()
    assert [len(_all(before[name])) for name in before] == [
        len(_all(after[name])) for name in after
    ]
    assert after["entries.find"].state == "open"
    assert after["inbox.message"].answer is None
    assert len(after["questions.open_ones"]) == 1


def _all(answer):
    return answer if isinstance(answer, (list, dict)) else [answer]
