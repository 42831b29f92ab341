"""An answer by mail, from the message that asked for it to the relay that took it."""

import logging
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.errors import Problem
from storage import mailboxes, people
from tests.fakes import postoffice
from tests.fakes import relay as relays


@pytest.fixture
def relay():
    with relays.running() as running:
        yield running


@pytest.fixture
def mail(house, store_url, relay):
    return postoffice.opened(house, store_url, relay.port)


def body(taken):
    return taken.message.get_body(("plain",)).get_content()


def until(true, *, seconds=60):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it did not come to pass"
        time.sleep(0.02)


def test_a_letter_is_answered_once_where_the_person_is_in_its_thread(mail, relay):
    with mail.open():
        key = mail.write(
            "0.2 call re scheduling, Smith file",
            subject="Fwd: Settlement offer",
            references="<first@client.example>",
        )
        mail.write("0.2 call re scheduling, Smith file", key=key)
        (taken,) = relay.letters(1)
        until(lambda: mail.kept()[0][0] == "sent")
        time.sleep(0.3)
    with mail.house.bot.store.read() as db:
        ada = people.timekeeper_at(db, "email:ada@firm.example")
        box = mailboxes.of_person(db, firm_id=ada.firm_id, timekeeper_id=ada.id)

    letter = taken.message
    assert len(relay.taken) == 1
    assert (taken.giver, taken.recipients) == ("<>", ["ada@firm.example"])
    assert letter["Message-ID"] == f"<re.{key.removeprefix('email:')}@firm.example>"
    assert letter["In-Reply-To"] == "<1@mail.example>"
    assert letter["Reply-To"] == f"time+{box.token}@firm.example"
    assert letter["Subject"] == "Re: Fwd: Settlement offer"
    assert "✓ 0.2 h" in body(taken)
    assert "> 0.2 call re scheduling, Smith file" in body(taken)
    assert len(mail.entries()) == 1


def test_an_answer_waits_while_the_relay_is_away_and_comes_once(mail, relay):
    relay.stop()
    with mail.open():
        mail.write("0.2 call, Smith file")
        until(lambda: mail.kept()[0][1] >= 2)
        relay.start()
        relay.letters(1)
        until(lambda: mail.kept()[0][0] == "sent")
        time.sleep(0.3)

    assert len(relay.taken) == 1


def test_an_answer_that_the_relay_puts_off_comes_once(mail, relay):
    relay.faults.data += ["451 4.3.0 later"]
    with mail.open():
        mail.write("0.2 call, Smith file")
        relay.letters(1)
        until(lambda: mail.kept() == [("sent", 2)])

    assert len(relay.taken) == 1


def test_an_answer_that_the_relay_refuses_is_given_up(mail, relay):
    relay.faults.rcpt += ["550 5.1.1 unknown"]
    with mail.open():
        mail.write("0.2 call, Smith file")
        until(lambda: mail.kept() == [("failed", 1)])

    assert relay.taken == []
    assert len(mail.entries()) == 1


def test_a_line_cut_after_the_letter_was_taken_may_bring_the_same_letter_again(
    mail, relay
):
    relay.faults.drop += ["after"]
    with mail.open():
        mail.write("0.2 call, Smith file")
        relay.letters(2)
        until(lambda: mail.kept() == [("sent", 2)])

    first, second = (each.message["Message-ID"] for each in relay.taken)
    assert first == second


def test_a_problem_is_answered_in_its_own_words(mail, relay):
    with mail.open():
        with pytest.raises(Problem) as problem:
            mail.write("call with counsel")
        (taken,) = relay.letters(1)

    assert str(problem.value).split("\n")[0] in body(taken).replace("\r\n", "\n")


def test_an_export_is_answered_with_its_file_byte_for_byte(mail, relay):
    with mail.open():
        mail.write("0.2 call re scheduling, Smith file")
        mail.write("export clio")
        taken = relay.letters(2)
    ((attached,),) = (
        files for each in taken if (files := list(each.message.iter_attachments()))
    )
    (made,) = mail.house.exports.glob("*.csv")

    assert attached.get_filename() == made.name
    assert attached.get_content_type() == "text/csv"
    assert attached.get_payload(decode=True) == made.read_bytes()


def test_today_is_answered_with_the_sheet(mail, relay):
    with mail.open():
        mail.write("0.2 call re scheduling, Smith file")
        mail.write("today")
        sheet = next(each for each in relay.letters(2) if "Total" in body(each))
    html = sheet.message.get_body(("html",)).get_content()

    assert "  1 · 0.2 h · call re scheduling" in body(sheet)
    assert "<table" in html
    assert ">call re scheduling</td>" in html


def test_everybody_gets_their_own_answers_and_nobody_elses(mail, relay):
    with mail.open():
        for number in range(10):
            mail.write(f"0.{number + 1} adas work, Smith file")
            mail.write(f"0.{number + 1} zoes work, Jones file", who="zoe")
        taken = relay.letters(20)
        until(lambda: {state for state, _ in mail.kept()} == {"sent"})

    for each in taken:
        (to,) = each.recipients
        other = "zoes" if to == "ada@firm.example" else "adas"
        assert other not in each.raw.decode()
    assert len({each.message["Message-ID"] for each in taken}) == 20
    assert len(taken) == 20


def test_what_was_answered_without_an_engine_goes_out_with_the_next(mail, relay):
    mail.house.clock[0] -= timedelta(hours=1)
    mail.write("0.2 call, Smith file")
    before = mail.kept()
    with mail.open():
        relay.letters(1)
        until(lambda: mail.kept() == [("sent", 1)])

    assert before == [("waiting", 0)]


def test_nothing_of_what_is_answered_is_logged(mail, relay, caplog):
    relay.faults.data += ["451 4.3.0 privileged words"]
    with caplog.at_level(logging.INFO), mail.open():
        mail.write("0.2 call re privileged words, Smith file", subject="Secret offer")
        relay.letters(1)
        until(lambda: mail.kept()[0][0] == "sent")
    ours = "\n".join(
        each.getMessage()
        for each in caplog.records
        if each.name.partition(".")[0] in {"bot", "handlers", "storage", "dbos"}
    )

    assert "post channel=email id=1 attempt=1 outcome=later why=451" in ours
    assert "outcome=sent" in ours
    for word in ("privileged", "Smith", "Secret", "ada@", "time+"):
        assert word not in ours


PROCESS = """
import sys, time
from pathlib import Path
from tests.fakes import postoffice

mail = postoffice.elsewhere(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
with mail.open():
    print("ready", flush=True)
    time.sleep(100)
"""


@contextmanager
def process(mail, tmp_path):
    """Let answers go out from another process, which is killed at the end."""
    command = [sys.executable, "-c", PROCESS, mail.url, str(mail.port), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout.readline() == "ready\n"
            yield
        finally:
            running.send_signal(signal.SIGKILL)


WRITER = """
import sys, time
from pathlib import Path
from tests.fakes import postoffice

url, port, place, turn = sys.argv[1:]
mail = postoffice.elsewhere(url, int(port), Path(place))
with mail.open():
    print("ready", flush=True)
    for number in range(1_000_000):
        key = mail.write("0.2 call, Smith file", key=f"email:{int(turn):032x}{number:032x}")
        print(key, flush=True)
        time.sleep(0.01)
"""


def killed(mail, place, turn, seconds):
    """Let a process keep and answer for *seconds*, kill it; return what it kept."""
    command = [
        sys.executable,
        "-c",
        WRITER,
        mail.url,
        str(mail.port),
        str(place),
        str(turn),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout.readline() == "ready\n"
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        # Only a whole line says that a message was kept.
        lines = writer.stdout.read().splitlines(keepends=True)
    return [each.strip() for each in lines if each.endswith("\n")]


def crash(mail, relay, place, *, rounds):
    chance = random.Random(20261118)
    kept = []
    for turn in range(rounds):
        relay.faults.data += ["451 4.3.0 later"] * chance.randrange(3)
        relay.faults.drop += chance.choice([[], ["before"], ["after"]])
        kept += killed(mail, place, turn, chance.uniform(0.1, 0.8))
    with mail.house.bot.store.read() as db:
        count = db.scalar(text("SELECT count(*) FROM message"))
    with mail.open():
        until(lambda: not waiting(mail), seconds=120)
    ids = [each.message["Message-ID"] for each in relay.taken]

    assert {f"<re.{key.removeprefix('email:')}@firm.example>" for key in kept} <= set(
        ids
    )
    assert len(set(ids)) == count
    # Twice only what was on its way when the process was killed or the line cut.
    assert len(ids) - len(set(ids)) <= 5 * rounds


def waiting(mail):
    with mail.house.bot.store.read() as db:
        return db.scalar(text("SELECT count(*) FROM post WHERE state = 'waiting'"))


@pytest.mark.timeout(300)
def test_killed_again_and_again_every_message_is_answered(mail, relay, tmp_path):
    crash(mail, relay, tmp_path, rounds=2)


@pytest.mark.soak
@pytest.mark.timeout(1_200)
def test_killed_twenty_times_every_message_is_answered(mail, relay, tmp_path):
    crash(mail, relay, tmp_path, rounds=20)


def test_killed_while_the_relay_takes_it_the_letter_is_the_same_again(
    mail, relay, tmp_path
):
    relay.faults.slow += [0.5]
    # Nothing is enqueued here: the other process finds what waits.
    mail.house.clock[0] -= timedelta(hours=1)
    mail.write("0.2 call, Smith file")
    with process(mail, tmp_path):
        until(lambda: mail.kept()[0][1] == 1 and not relay.faults.slow)
    with mail.open():
        until(lambda: mail.kept()[0][0] == "sent")

    assert len(relay.taken) in {1, 2}
    assert len({each.message["Message-ID"] for each in relay.taken}) == 1
