"""Answers as work of their own: when they are due, brought, withheld, given up."""

import logging
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import delete

from bot.errors import Problem
from bot.messages import Said
from bot.parcels import Refused, Sent
from bot.work import Later
from storage import people, posts
from storage.models import Address

ADA = "email:ada@firm.example"


@dataclass
class Drive:
    """What the engine was told: jobs, ticks, and what was revived."""

    jobs: dict = field(default_factory=dict)
    ticks: tuple = ()
    due: list = field(default_factory=list)
    busy: set = field(default_factory=set)

    def start(self, jobs, *, ticks=()):
        self.jobs = {each.name: each for each in jobs}
        self.ticks = ticks

    def enqueue(self, db, job, number):
        self.due.append((job, number))

    def under_way(self, job):
        return self.busy

    def revive(self, job, number):
        self.due.append((job, number))

    def run(self):
        """Run what is due, once each; return what is left to be tried again."""
        due, self.due = self.due, []
        return [self.jobs[job].run(number) for job, number in due]


class Carrier:
    """Takes parcels and says what it was told to say."""

    def __init__(self, *outcomes):
        self.outcomes = list(outcomes)
        self.parcels = []

    def __call__(self, parcel):
        self.parcels.append(parcel)
        return self.outcomes.pop(0) if self.outcomes else Sent("<re.1@firm.example>")


@pytest.fixture
def drive():
    return Drive()


@pytest.fixture
def mail(house, drive):
    """Give Ada a mail address, and a bot that knows the engine and the limit."""

    def register(db):
        ada = people.timekeeper_at(db, "chat:ada")
        owner = {"firm_id": ada.firm_id, "timekeeper_id": ada.id}
        people.address_add(db, **owner, address=ADA)

    house.bot.store.write(register)
    desk = replace(house.bot.desk, enqueue=drive.enqueue, hourly={"email": 3})
    house.bot = replace(house.bot, desk=desk)
    return house


def written(house, text, *, key="email:1", envelope=None, **more):
    said = Said(
        by=ADA,
        text=text,
        key=key,
        at=house.clock[0],
        envelope=envelope or {"a": "b"},
        **more,
    )
    return house.bot.answer(said)


def kept(house):
    """Return the answers as they are kept."""
    with house.bot.store.read() as db:
        found = [posts.find(db, number) for number in range(1, 20)]
    return [(each.state, each.why, each.attempts) for each in found if each]


def test_an_answer_is_brought_once_with_all_that_it_needs(mail, drive):
    carrier = Carrier()
    mail.bot.start(drive, {"email": carrier})
    reply = written(mail, "0.2 call re scheduling, Smith file")
    again = written(mail, "0.2 call re scheduling, Smith file")

    assert drive.run() == [None]
    assert drive.run() == []
    (parcel,) = carrier.parcels
    assert again == reply == parcel.reply
    assert (parcel.key, parcel.to) == ("email:1", "ada@firm.example")
    assert parcel.said == "0.2 call re scheduling, Smith file"
    assert parcel.day == "Wed 18 Nov 2026"
    assert parcel.envelope == {"a": "b"}
    assert not parcel.refused
    assert kept(mail) == [("sent", None, 1)]


def test_a_problem_is_brought_in_its_own_words(mail, drive):
    carrier = Carrier()
    mail.bot.start(drive, {"email": carrier})
    with pytest.raises(Problem) as problem:
        written(mail, "export nowhere")
    drive.run()

    (parcel,) = carrier.parcels
    assert parcel.refused
    assert parcel.reply.text == str(problem.value)


def test_a_message_without_an_envelope_has_no_answer_to_bring(mail, drive):
    mail.say("0.2 call, Smith file")

    assert kept(mail) == []
    assert drive.due == []


def test_without_an_engine_the_next_process_brings_the_answer(mail, drive):
    desk = replace(mail.bot.desk, enqueue=None)
    written(replace(mail, bot=replace(mail.bot, desk=desk)), "0.2 call, Smith file")
    carrier = Carrier()
    mail.bot.start(drive, {"email": carrier})
    for tick in drive.ticks:
        tick(mail.clock[0] + timedelta(minutes=5))
    drive.run()

    assert len(carrier.parcels) == 1


def test_the_sweep_leaves_what_is_under_way_and_what_is_new(mail, drive):
    mail.bot.start(drive, {"email": Carrier()})
    for number in (1, 2):
        written(mail, "0.2 call, Smith file", key=f"email:{number}")
    drive.due.clear()
    drive.busy = {1}
    tick, *_ = drive.ticks
    tick(mail.clock[0] + timedelta(minutes=1))
    new = list(drive.due)
    tick(mail.clock[0] + timedelta(minutes=5))
    lost = list(drive.due)
    drive.due.clear()
    tick(mail.clock[0] + timedelta(minutes=6))

    assert new == []
    assert lost == [("email", 2)]
    assert drive.due == []


def test_what_is_refused_for_now_is_tried_again_and_for_ever_is_not(mail, drive):
    carrier = Carrier(Later(why="451"), Later(7.0, "timeout"), Refused("550"))
    mail.bot.start(drive, {"email": carrier})
    written(mail, "0.2 call, Smith file")
    seen = []
    outcomes = []
    for _ in range(3):
        outcomes += drive.run()
        seen += kept(mail)
        drive.due.append(("email", 1))
    outcomes += drive.run()

    assert outcomes == [Later(why="451"), Later(7.0, "timeout"), None, None]
    assert seen == [
        ("waiting", "451", 1),
        ("waiting", "timeout", 2),
        ("failed", "550", 3),
    ]
    assert len(carrier.parcels) == 3


def test_after_three_days_an_answer_is_given_up(mail, drive):
    mail.bot.start(drive, {"email": Carrier(Later(why="451"))})
    written(mail, "0.2 call, Smith file")
    mail.clock[0] += timedelta(days=3, seconds=1)

    assert drive.run() == [None]
    assert kept(mail) == [("failed", "too late 451", 1)]


def test_an_address_that_is_the_persons_no_more_gets_nothing(mail, drive):
    carrier = Carrier()
    mail.bot.start(drive, {"email": carrier})
    written(mail, "0.2 call, Smith file")
    mail.bot.store.write(_unregister)
    drive.run()

    assert carrier.parcels == []
    assert kept(mail) == [("failed", "no address", 1)]


def _unregister(db):
    db.execute(delete(Address).where(Address.address == ADA))


def test_of_too_many_an_hour_one_says_so_and_the_rest_are_kept(mail, drive):
    carrier = Carrier()
    mail.bot.start(drive, {"email": carrier})
    for number in range(6):
        written(mail, "0.2 call, Smith file", key=f"email:{number}")
    drive.run()
    an_hour = [state for state, _, _ in kept(mail)]
    mail.clock[0] += timedelta(hours=1, seconds=1)
    written(mail, "0.2 call, Smith file", key="email:later")
    drive.run()

    assert an_hour == ["sent"] * 4 + ["withheld"] * 2
    assert len(mail.day()) == 7
    assert "All of them are kept" in carrier.parcels[3].reply.text
    assert "0.2 h" in carrier.parcels[4].reply.text
    assert len(carrier.parcels) == 5


def test_what_is_not_proven_uses_up_little_of_what_a_person_is_answered(mail, drive):
    desk = replace(mail.bot.desk, hourly={"email": 12})
    mail.bot = replace(mail.bot, desk=desk)
    carrier = Carrier()
    mail.bot.start(drive, {"email": carrier})
    for number in range(8):
        written(mail, "0.3 call, Li file", key=f"email:forged{number}", proven=False)
    for number in range(13):
        written(mail, "0.2 call, Smith file", key=f"email:{number}")
    drive.run()

    states = [state for state, _, _ in kept(mail)]
    notice = carrier.parcels[2].reply.text
    assert states[:8] == ["sent"] * 3 + ["withheld"] * 5
    assert states[8:] == ["sent"] * 11
    assert "were not shown to be from you than the 2 that I answer" in notice
    own = [each.reply.text for each in carrier.parcels[3:]]
    assert ["0.2 h" in each for each in own] == [True] * 10 + [False]
    assert "than the 12 that I answer" in own[-1]


def test_who_is_answered_as_often_as_may_be_is_not_asked_besides(mail, drive):
    mail.bot.start(drive, {"email": Carrier()})
    for number in range(3):
        written(mail, "0.2 call, Smith file", key=f"email:{number}")
    for number in range(2):
        written(mail, "0.3 call, Li file", key=f"email:forged{number}", proven=False)
    drive.run()

    assert [state for state, _, _ in kept(mail)] == ["sent"] * 4 + ["withheld"]


def test_a_limit_of_none_answers_nobody(mail, drive):
    desk = replace(mail.bot.desk, hourly={"email": 0})
    mail.bot = replace(mail.bot, desk=desk)
    mail.bot.start(drive, {"email": Carrier()})
    written(mail, "0.2 call, Smith file")

    assert kept(mail) == [("withheld", None, 0)]
    assert drive.due == []


def test_nothing_of_what_was_said_is_logged(mail, drive, caplog):
    carrier = Carrier(Later(why="451"))
    mail.bot.start(drive, {"email": carrier})
    with caplog.at_level(logging.DEBUG):
        written(mail, "0.2 call re privileged words, Smith file")
        drive.run()

    assert "post channel=email id=1 attempt=1 outcome=later why=451" in caplog.text
    for word in ("privileged", "Smith", "ada@"):
        assert word not in caplog.text


def test_the_status_says_which_answers_are_not_where_they_should_be(mail, drive):
    mail.bot.start(drive, {"email": Carrier(Refused("550"))})
    before = mail.say("status").text
    for number in range(6):
        written(mail, "0.2 call, Smith file", key=f"email:{number}")
    drive.due = drive.due[:1]
    drive.run()
    mine, theirs = (mail.say("status", who=who).text for who in ("ada", "zoe"))

    assert "answers" not in before + theirs
    assert "3 waiting to be sent · 1 could not be sent" in mine
    assert "2 not sent in the last week, as there were too many in an hour" in mine


def test_every_channel_has_its_job(mail, drive):
    mail.bot.start(drive, {"email": Carrier(), "slack": Carrier()})

    assert set(drive.jobs) == {"email", "slack"}
