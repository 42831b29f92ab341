"""Postfix in front, set up as `deploy/postfix` says, and Tenths behind it by LMTP."""

import smtplib
import time

import pytest

from storage.engine import open_store
from tests.fakes import door as doors
from tests.fakes import mail as mails
from tests.fakes import postfix

pytestmark = pytest.mark.skipif(bool(postfix.missing()), reason=postfix.missing())


@pytest.fixture
def post(sqlite_url, tmp_path):
    store = open_store(sqlite_url, migrate=False)
    yield mails.moved_in(store, tmp_path)
    store.close()


@pytest.fixture
def client(post):
    with (
        doors.running(post.inbox) as here,
        postfix.running(lmtp_port=here.lmtp_port) as port,
    ):
        client = smtplib.SMTP("127.0.0.1", port, local_hostname="mail", timeout=60)
        yield client
        client.close()


def until(true, *, seconds=60):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come to pass"
        time.sleep(0.05)


def test_a_line_becomes_an_entry_and_a_stranger_is_refused_at_the_door(post, client):
    raw = mails.letter("0.2 call re scheduling, Smith file")

    refused = client.sendmail(
        mails.EMAILS["ada"],
        [post.to["ada"], post.to["ben"], "time+nobody@firm.example"],
        raw,
    )

    until(post.house.day)
    assert {each: code for each, (code, _) in refused.items()} == {
        "time+nobody@firm.example": 550
    }
    assert [each.narrative for each in post.house.day()] == ["call re scheduling"]
    # The letter is not Ben's, and his mailbox takes his letters alone.
    assert post.house.day("ben") == []
