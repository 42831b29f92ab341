import sqlite3
import zlib

import psycopg
import pytest
from sqlalchemy.exc import IntegrityError

from storage import inbox, letters
from tests.storage.world import say

RAW = b"From: ada@firm.example\r\n\r\n0.2 call\r\n\x00\xff"


def keep(db, person, message_id, **fields):
    letters.keep(
        db,
        firm_id=person.firm_id,
        message_id=message_id,
        **{
            "raw": zlib.compress(RAW, 1),
            "size": len(RAW),
            "cut": False,
            "trust": "dkim",
        }
        | fields,
    )


def test_a_letter_comes_back_byte_for_byte(store, world):
    def work(db):
        message = say(db, world.ada, key="k")
        keep(db, world.ada, message, cut=True)
        return message

    message = store.write(work)

    with store.read() as db:
        kept = letters.of_message(db, firm_id=world.ada.firm_id, message_id=message)
        other = letters.of_message(db, firm_id=world.ada.firm_id, message_id=99)
    assert zlib.decompress(kept.raw) == RAW
    assert (kept.size, kept.cut, kept.trust) == (len(RAW), True, "dkim")
    assert other is None


def test_a_message_comes_in_one_letter_and_is_lost_with_it(store, world):
    def work(db):
        message = say(db, world.ada, key="k")
        keep(db, world.ada, message)
        keep(db, world.ada, message)

    with pytest.raises((IntegrityError, sqlite3.Error, psycopg.Error)):
        store.write(work)

    with store.read() as db:
        assert inbox.message(db, **world.ada.scope, key="k") is None
