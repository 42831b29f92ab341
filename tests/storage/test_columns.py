from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import StatementError

from storage import bookmarks, columns, entries, inbox, matters, people
from tests.storage.world import AT, DAY, dictate, say

AWKWARD = [
    "",
    "\x00",
    "a\x00b\x00",
    "\ud800",
    "\udfff before \ud83d after",
    "\x1a0000",
    "\x1a",
    "e\u0301 o\u0308 \u0301",
    "\u202eשלום עולם\u202c مرحبا",
    "😀 👩‍⚖️ \U0010ffff",
    "\r\n\t\x01\x7f\x85\u2028",
    "'; DROP TABLE entry; --",
    "%s %(x)s :x ? $1 \\",
]


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_comes_back_from_its_escape(text):
    escaped = columns.escape(text)

    escaped.encode()
    assert "\x00" not in escaped
    assert columns.unescape(escaped) == text


def test_ordinary_text_is_kept_as_it_is():
    assert columns.escape("0.2 call, Zoë 😀") == "0.2 call, Zoë 😀"


# In JSON two halves that stand side by side are one character, so not among the above.
def test_a_message_is_kept_verbatim(store, world):
    texts = [*AWKWARD, "\ud83d\ude00"]
    for text in texts:
        store.write(lambda db, text=text: say(db, world.ada, key=text, text=text))

    with store.read() as db:
        kept = [inbox.message(db, **world.ada.scope, key=text).text for text in texts]
    assert kept == texts


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=25,
    deadline=None,
)
@given(text=st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_message_is_kept_verbatim(store, world, text):
    message_id = store.write(lambda db: say(db, world.ada, key=text, text=text))

    with store.read() as db:
        kept = inbox.message(db, **world.ada.scope, key=text)
    assert kept.text == text
    assert message_id in {None, kept.id}


def everything(db, person, text):
    """Keep *text* wherever a person's words are kept."""
    firm_id = person.firm_id
    message_id = say(db, person, key=text)
    answer = {"text": text, text: [text]}
    inbox.answered(db, firm_id=firm_id, message_id=message_id, answer=answer)
    entries.add(
        db,
        **person.scope,
        message_id=message_id,
        day=DAY,
        minutes=6,
        narrative=text,
        line=text,
        label=text,
        warnings=[text],
    )
    bookmarks.add(db, **person.scope, message_id=message_id, narrative=text, day=DAY)
    matters.add(db, firm_id=firm_id, number=text, name=text)


def test_awkward_words_stay_whole_wherever_they_are_kept(store, world):
    for text in AWKWARD:
        store.write(lambda db, text=text: everything(db, world.ada, text))

    with store.read() as db:
        places = bookmarks.open_ones(db, **world.ada.scope)
        assert [place.narrative for place in places] == AWKWARD
        for text in AWKWARD:
            kept = inbox.message(db, **world.ada.scope, key=text)
            (entry,) = entries.of_message(db, firm_id=kept.firm_id, message_id=kept.id)
            matter = matters.by_number(db, firm_id=kept.firm_id, number=text)
            assert kept.answer == {"text": text, text: [text]}
            assert (entry.narrative, entry.line, entry.label) == (text, text, text)
            assert entry.warnings == [text]
            assert matter.name == text


AMOUNTS = ["0", "0.10", "450", "450.00", "1234567890123456789.123456789", "-0.005"]


def test_money_is_exact(store, world):
    rates = [Decimal(amount) for amount in [*AMOUNTS, "1E+3"]]
    for rate in rates:
        store.write(
            lambda db, rate=rate: dictate(db, world.ada, key=str(rate), rate=rate)
        )
        store.write(
            lambda db, rate=rate: people.change(db, **world.ada.scope, rate=rate)
        )
        with store.read() as db:
            assert people.timekeeper_at(db, "chat:Ada").rate == rate

    with store.read() as db:
        sheet = entries.on_days(db, **world.ada.scope, start=DAY, end=DAY)
    assert [entry.rate for entry in sheet] == rates
    assert [f"{entry.rate:f}" for entry in sheet] == [*AMOUNTS, "1000"]
    assert {type(entry.rate) for entry in sheet} == {Decimal}


@pytest.mark.parametrize(
    ("rate", "fault"),
    [(0.1, TypeError), (450, TypeError), (Decimal("NaN"), ValueError)],
)
def test_what_is_not_exact_is_no_money(store, world, rate, fault):
    with pytest.raises(fault):
        store.write(lambda db: dictate(db, world.ada, key="k", rate=rate))

    with store.read() as db:
        assert inbox.message(db, **world.ada.scope, key="k") is None


def test_a_moment_comes_back_in_utc(store, world):
    sydney = timezone(timedelta(hours=11))
    store.write(lambda db: say(db, world.ada, key="k", at=AT.astimezone(sydney)))

    with store.read() as db:
        kept = inbox.message(db, **world.ada.scope, key="k").sent_at
    assert (kept, kept.tzinfo) == (AT, UTC)


def test_a_moment_without_a_zone_is_refused(store):
    naive = datetime(2026, 11, 18)
    with pytest.raises((ValueError, StatementError), match="without a zone"):
        store.write(lambda db: people.firm_add(db, name="F", at=naive))


def test_text_is_in_order_of_code_points_on_every_database(store, world):
    numbers = ["B", "a", "A", "é", "_", "10", "9", "😀", "z"]

    def work(db):
        for number in numbers:
            matters.add(db, firm_id=world.ada.firm_id, number=number, name="x")

    store.write(work)

    with store.read() as db:
        listed = [matter.number for matter in matters.listed(db, world.ada.firm_id)]
    assert listed == sorted(numbers)


def test_nothing_is_kept_as_nothing():
    assert columns.escape(None) is None
    assert columns.unescape(None) is None
    moment = columns.Instant()
    assert moment.process_bind_param(None, sqlite.dialect()) is None
    assert moment.process_result_value(None, sqlite.dialect()) is None
