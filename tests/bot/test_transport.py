"""The one HTTP client: what never left is told from what may have been done."""

import logging
import socket
import threading
import time
from contextlib import suppress

import pytest

from bot.connectors.base import Later, Request, Response, Unsure
from bot.transport import Transport
from tests.fakes import clio
from tests.fakes import practice as fake


@pytest.fixture
def practice():
    system = fake.Practice(clio, patience=1.0)
    with fake.running(system):
        yield system


@pytest.fixture
def carrier():
    made = Transport()
    yield made
    made.close()


@pytest.fixture
def hasty():
    made = Transport(seconds=0.3, longest=0.5)
    yield made
    made.close()


def _get(practice, path="/api/v4/matters.json"):
    return Request(
        "GET", f"{practice.url}{path}", {"Authorization": "Bearer secret-word"}
    )


def test_an_answer_comes_whole(practice, carrier):
    answer = carrier.send(_get(practice))

    assert isinstance(answer, Response)
    assert answer.status == 401
    assert b"invalid_token" in answer.body
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("fault", ["drop before", "drop after"])
def test_what_may_have_been_done_is_unsure(practice, carrier, fault):
    practice.faults.append(fault)

    assert isinstance(carrier.send(_get(practice)), Unsure)


def test_what_comes_too_late_is_unsure(practice, hasty):
    practice.faults.append("slow")

    assert isinstance(hasty.send(_get(practice)), Unsure)


def test_what_never_left_is_for_later(carrier):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    for address in (
        f"http://127.0.0.1:{port}/",
        "http://nowhere.invalid/",
        "ftp://127.0.0.1/",
    ):
        assert isinstance(carrier.send(Request("GET", address)), Later)


def test_nothing_is_followed(practice, carrier):
    there = "/oauth/authorize?response_type=code&client_id=client&redirect_uri=http://127.0.0.1:1/&state=s"

    assert carrier.send(_get(practice, there)).status == 302


def _served_by(serve):
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(60)

    def run():
        connection, _ = listening.accept()
        with connection:
            connection.recv(65_536)
            serve(connection)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return listening, f"http://127.0.0.1:{listening.getsockname()[1]}/"


def test_an_answer_that_drips_is_not_waited_for_for_ever(hasty):
    def drip(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        with suppress(OSError):
            while True:
                connection.sendall(b"x")
                time.sleep(0.05)

    listening, address = _served_by(drip)

    assert isinstance(hasty.send(Request("GET", address)), Unsure)
    listening.close()


def test_an_answer_without_end_is_not_taken_in(carrier):
    taken = []

    def flood(connection):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n")
        block = b"x" * 1_000_000
        with suppress(OSError):
            while len(taken) < 200:
                connection.sendall(block)
                taken.append(1)

    listening, address = _served_by(flood)

    assert isinstance(carrier.send(Request("GET", address)), Unsure)
    assert len(taken) < 60
    listening.close()


def test_no_address_and_no_token_is_in_the_log(practice, carrier, caplog):
    caplog.set_level(logging.DEBUG)
    carrier.send(_get(practice))
    practice.faults.append("drop after")
    carrier.send(_get(practice))

    assert "asked method=GET status=401" in caplog.text
    assert "127.0.0.1" not in caplog.text
    assert "secret-word" not in caplog.text
