"""Every mend that a finding proposes is followed word for word, and mends just that."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.errors import NoFile
from bot.formats.checks import CHECKS
from storage.engine import open_store
from storage.models import Entry, Firm, Matter, Timekeeper
from tests.fakes import house as houses

LINE = "0.5 reading Jones v Ng [2020] NSWCA 12 on $25,000 of costs, Smith file"
LIST = ("matter add 7301 Smith", "matter add 7302 Patel")
FAMILY = ("matter add 2024-FAM-0312 Smith",)
FIELDS = (
    *("day", "number", "minutes", "narrative"),
    *("matter_id", "label", "billing", "rate", "state", "asks"),
)
OWN = """
name = "acme"
encoding = "cp1252"
columns = [
    {header = "Day", field = "date"},
    {header = "Hours", field = "hours"},
    {header = "Rate", field = "rate", required = true},
    {header = "Matter", field = "matter"},
    {header = "Text", field = "narrative"},
]
"""
PROPOSED = re.compile(r"“((?:edit|matter|merge|move|delete|export|me) [^”]+)”")
# What stands in capitals, only the person knows.
NAMED = (("NAME-OR-NUMBER", "7302"), ("NUMBER", "7310"), ("CODE", "AL"))
# No period reaches into the future, so no entry of the future is ever offered.
UNREACHED = {"_say_future"}


def put(table, where=None, **fields):
    """Return a change of the rows of a table, such as nobody can say."""
    changed = update(table).values(fields)
    return lambda db: db.execute(changed if where is None else changed.where(where))


@dataclass(frozen=True)
class Case:
    """What leads to a finding of *check*, which has the *words*.

    It proposes so many *mends*, which may change only the fields of *changes*; all
    are followed one after the other where one goes on with *then*.
    """

    check: str
    words: str
    said: tuple[str, ...]
    format: str
    mends: int
    changes: str = ""
    damage: Callable | None = None
    limit: str = ""
    then: bool = False


def timed(time):
    return (*LIST, LINE.replace("0.5", time))


UNROUNDED = put(Firm, rounding="none")
NOWHERE = put(Entry, matter_id=None, label=None)
NAMELESS = put(Timekeeper, Timekeeper.name == "Ada Lovelace", code="")
STACK = ("email to client", "letter to client", "call with client", "email to court")
CASES = [
    Case("_say_no_matter", "No matter", (*LIST, LINE), "csv", 1, "matter_id", NOWHERE),
    Case("_say_no_matter", "No matter", (LINE,), "csv", 1, "label", NOWHERE),
    Case("_say_not_open", "not on the", (LINE, LIST[1]), "csv", 2, "matter_id"),
    Case(
        "_say_not_open",
        "is closed",
        (*LIST, LINE, "matter close 7301"),
        "csv",
        2,
        "matter_id",
    ),
    Case(
        *("_say_not_open", "is pending", (*LIST, LINE), "csv", 2, "matter_id"),
        put(Matter, Matter.number == "7301", status="pending"),
    ),
    Case(
        "_say_bad_reference",
        "cannot be the matter",
        (*FAMILY, LINE),
        "actionstep",
        2,
        "matter_id",
        then=True,
    ),
    Case(
        "_say_bad_reference", "cannot be the matter", (LINE,), "actionstep", 1, "label"
    ),
    Case("_say_unsure_reference", "as dictated", (LINE,), "leap", 1, "label"),
    Case("_say_nobody", "has no code", (*LIST, LINE), "leap", 1, "", NAMELESS),
    Case("_say_blank", "must have", (*LIST, LINE), "acme", 2, "rate"),
    Case("_say_delivered", "already in", (*LIST, LINE, "export csv"), "all csv", 0),
    Case(
        "_say_no_time",
        "No time",
        timed("0.5"),
        "csv",
        1,
        "minutes",
        put(Entry, minutes=None),
    ),
    Case(
        *("_say_no_units", "no unit", timed("2 min"), "csv", 2, "minutes state"),
        put(Firm, rounding="nearest", minimum_units=0),
    ),
    Case(
        "_say_part_unit",
        "no whole number",
        timed("15 min"),
        "leap",
        1,
        "minutes",
        UNROUNDED,
    ),
    Case(
        *("_say_part_unit", "no whole number", timed("10 min"), "leap", 1, "minutes"),
        put(Firm, unit_minutes=10),
    ),
    Case(
        "_say_long_day", "over 12", (*timed("6.5"), "6.0 hearing, Patel file"), "csv", 0
    ),
    Case(
        "_say_stacked",
        "one unit each",
        (*LIST, *(f"0.1 {each}, Smith file" for each in STACK), "edit 4 nb"),
        *("csv", 1, "minutes narrative state"),
    ),
    Case(
        "_say_rounds_again",
        "will round",
        timed("45 min"),
        "clio",
        1,
        "minutes",
        UNROUNDED,
    ),
    Case(
        "_say_rounds_again",
        "will round",
        timed("3 min"),
        "clio",
        1,
        "minutes",
        UNROUNDED,
    ),
    Case(
        *("_say_rounds_again", "will round", timed("40 min"), "clio", 1, "minutes"),
        put(Firm, unit_minutes=15),
    ),
    Case(
        "_say_inexact", "is written as", timed("20 min"), "csv", 1, "minutes", UNROUNDED
    ),
    Case("_say_no_rate", "without a rate", (*LIST, LINE), "clio-activities", 2, "rate"),
    Case(
        "_say_unsayable",
        "cannot say",
        (*LIST, "me rate 450", LINE, "edit 1 nb"),
        *("clio", 1, "state"),
    ),
    Case("_say_unsayable", "cannot say", (*LIST, LINE, "edit 1 nb"), "leap", 0),
    Case(
        "_say_with_gst",
        "is GST in it",
        (*LIST, "me rate 450", LINE, "edit 1 @495"),
        *("csv", 1, "rate"),
    ),
    Case(
        *("_say_no_words", "no words", (*LIST, LINE), "csv", 1, "narrative"),
        put(Entry, narrative=" "),
    ),
    Case(
        "_say_too_long",
        "characters long",
        (*LIST, LINE),
        "csv",
        1,
        "narrative",
        limit="20",
    ),
    Case(
        "_say_unspellable",
        "cannot be written",
        (*LIST, "me rate 450", "0.5 call re Łódź, Smith file"),
        *("acme", 1, "state"),
    ),
    Case(
        *("_say_unholdable", "cannot hold", (*LIST, LINE), "csv", 1, "narrative"),
        put(Entry, narrative="a half \ud83d of it"),
    ),
    Case(
        "_say_vague",
        "says little",
        (*LIST, "0.5 emails, Smith file"),
        "csv",
        1,
        "narrative",
    ),
    Case("_say_twice", "The same words", (*LIST, LINE, LINE), "csv", 1, "state"),
]


def _commands():
    """Yield each case with the places of the mends that are followed together."""
    for case in CASES:
        many = [range(case.mends)] if case.then else [[at] for at in range(case.mends)]
        for period in ("today", "week"):
            for places in many or [[]]:
                yield case, period, places


def _house(case, period, url, folder):
    """Return a house in which the case has happened, today or the day before."""
    environ = {"TENTHS_NARRATIVE_LIMIT": case.limit} if case.limit else {}
    house = houses.opened(open_store(url, migrate=False), folder, **environ)
    (folder / "formats" / "acme.toml").write_text(OWN, encoding="utf-8")
    for each in case.said:
        house.say(each)
    if case.damage:
        house.bot.store.write(case.damage)
    if period == "week":
        house.clock[0] += timedelta(days=1)
    return house


def _findings(house, case, period):
    """Return the lines of a preview that have what the case is about."""
    try:
        text = house.say(f"preview {case.format} {period}").text
    except NoFile as nothing:
        text = str(nothing)
    lines = [each for each in text.splitlines() if each[:2] in {"! ", "✗ "}]
    return [each for each in lines if case.words in each]


def _kept(house):
    states = ("open", "ready", "delivered", "void")
    shown = house.shown(end=houses.TODAY + timedelta(days=1), states=states)
    return [dict(zip(FIELDS, each, strict=True)) for each in shown]


def _filled(command):
    for placeholder, known in NAMED:
        command = command.replace(placeholder, known)
    return command


def test_every_check_has_a_case():
    checks = {each.say.__name__ for each in CHECKS}

    assert {each.check for each in CASES} == checks - UNREACHED


@pytest.mark.parametrize(
    ("case", "period", "places"),
    list(_commands()),
    ids=lambda each: each.check[5:] if isinstance(each, Case) else str(each),
)
def test_a_mend_is_followed_word_for_word(case, period, places, sqlite_url, tmp_path):
    house = _house(case, period, sqlite_url, tmp_path)
    [finding] = _findings(house, case, period)
    commands = PROPOSED.findall(finding)
    assert len(commands) == case.mends
    before = _kept(house)

    for at in places:
        house.say(_filled(commands[at]))

    after = _kept(house)
    changed = {
        name
        for was, now in zip(before, after, strict=True)
        for name in FIELDS
        if was[name] != now[name]
    }
    assert changed <= set(case.changes.split())
    if places:
        assert _findings(house, case, period) == []
    house.bot.store.close()
