"""How far a push is: shown now and then, where an answer can be put anew."""

import pytest
from sqlalchemy import select

from bot import underway
from bot.messages import Said
from bot.parcels import Sent
from storage.models import Message
from tests.fakes import house as houses


@pytest.fixture
def clock(monkeypatch):
    at = [100.0]
    monkeypatch.setattr(underway, "monotonic", lambda: at[0])
    return at


@pytest.fixture
def scene(store, tmp_path):
    """Return a message that began a push, what shows it, and what was shown."""
    house = houses.opened(store, tmp_path)
    said = Said(
        by="chat:ada",
        text="0.2 call, Smith file",
        key="k",
        at=house.clock[0],
        envelope={"home": "h"},
    )
    house.bot.answer(said)
    with store.read() as db:
        message = db.scalars(select(Message.id).where(Message.key == "k")).one()
    parcels = []

    def carry(parcel):
        parcels.append(parcel)
        return Sent("")

    return underway.UnderWay(store, {"chat": carry}), message, parcels


def test_it_is_shown_now_and_then_and_not_at_the_end(scene, clock):
    shown, message, parcels = scene
    for seconds, done in ((0, 0), (1, 1), (2.9, 2), (3, 3), (4, 4), (6.5, 5), (7, 9)):
        clock[0] = 100.0 + seconds
        shown.show(message, done, 9)

    assert [each.reply.text for each in parcels] == [
        "Under way: 3 of 9 done.",
        "Under way: 5 of 9 done.",
    ]
    assert all(each.passing and not each.reply.choices for each in parcels)
    assert parcels[0].envelope == {"home": "h", "after": "k"}
    assert parcels[0].to == "ada"
    assert not shown._shown


def test_a_channel_that_cannot_put_an_answer_anew_is_told_nothing(scene, clock):
    shown, message, parcels = scene
    alone = underway.UnderWay(shown.store, {})
    alone.show(message, 0, 9)
    clock[0] += 10
    alone.show(message, 1, 9)
    alone.show(message + 1_000, 0, 9)
    clock[0] += 10
    alone.show(message + 1_000, 1, 9)

    assert parcels == []
