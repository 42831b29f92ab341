"""Every way a row can be refused or be doubtful: one row of a table each."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.formats import FORMATS, checks, own
from bot.formats.base import Colour, Facts
from bot.formats.persondays import split
from tests.bot.formats.nasty import TODAY, line

GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED
LISTED = Facts(today=TODAY, has_list=True)
UNLISTED = Facts(today=TODAY)
XLSX = replace(LISTED, suffix="xlsx")
SHORT = replace(LISTED, limit=20)
ONE_COLUMN = """
name = "acme"
encoding = "cp1252"
columns = [
    {header = "Day", field = "date"},
    {header = "Hours", field = "hours"},
    {header = "Client", field = "client", required = true},
    {header = "Matter", field = "matter"},
    {header = "Text", field = "narrative"},
]
"""
KNOWN = FORMATS | {"acme": own.load(ONE_COLUMN)}

TABLE = [
    # format, line, facts, colour, words of the reason
    ("csv", line(matter=None, matter_number=None), UNLISTED, RED, "No matter"),
    ("csv", line(matter="Smith", matter_number=None), UNLISTED, GREEN, ""),
    ("csv", line(status=None, matter_number=None), LISTED, RED, "not on the matter"),
    ("clio", line(status="closed"), LISTED, RED, "(1234) is closed, not open"),
    ("clio", line(status="pending"), LISTED, RED, "is pending"),
    ("actionstep", line(matter_number="2024-FAM-0312"), LISTED, RED, "whole number"),
    ("actionstep", line(matter_number="١٢٣٤"), LISTED, RED, "whole number"),
    ("actionstep", line(matter_number="A1", remote="7334"), LISTED, GREEN, ""),
    ("leap", line(matter="Smith", matter_number=None), UNLISTED, YELLOW, "as dictated"),
    ("leap", line(matter="Smith", matter_number=None), LISTED, RED, "MatterRef"),
    ("leap", line(matter="M-20260001", matter_number=None), UNLISTED, GREEN, ""),
    ("leap", line(code=None), LISTED, RED, "Ada Lovelace has no code"),
    ("leap", line(code=None, user="ADA"), LISTED, GREEN, ""),
    ("clio", line(timekeeper=""), LISTED, RED, "this person has no code"),
    ("csv", line(timekeeper=""), LISTED, GREEN, ""),
    ("clio-activities", line(agreed=None), LISTED, RED, "without a rate"),
    ("clio-activities", line(agreed=None, rate=Decimal(400)), LISTED, GREEN, ""),
    ("leap", line(agreed=None), LISTED, GREEN, ""),
    ("csv", line(minutes=None), LISTED, RED, "No time"),
    ("csv", line(minutes=0), LISTED, RED, "No time"),
    ("csv", line()._replace(minutes=2, billed=0, units=0), LISTED, RED, "no unit at"),
    ("leap", line(minutes=15), LISTED, RED, "15 min is no whole number of 6-minute"),
    ("leap", line(minutes=18), LISTED, GREEN, ""),
    ("csv", line(minutes=15), LISTED, GREEN, ""),
    ("csv", line(minutes=20), LISTED, YELLOW, "20 min is written as 0.33 h"),
    ("smokeball", line(minutes=20), LISTED, GREEN, ""),
    ("csv", line(day=TODAY + timedelta(1)), LISTED, RED, "Thu 19 Nov 2026 is still"),
    ("csv", line(narrative=" \n"), LISTED, RED, "no words"),
    ("csv", line(narrative="a b" * 7), SHORT, RED, "21 characters long; this file ta"),
    ("csv", line(narrative="- b " * 5), SHORT, RED, "21 characters long"),
    ("csv", line(narrative="a b " * 5), SHORT, GREEN, ""),
    ("csv", line(narrative="𝄞 " * 16_384), XLSX, RED, "49,152 characters"),
    ("csv", line(narrative="a " * 16_383), XLSX, GREEN, ""),
    ("csv", line(narrative="a " * 20_000), LISTED, GREEN, ""),
    ("clio", line(billing="no_charge"), LISTED, RED, "cannot say no charge"),
    ("clio", line(billing="non_billable"), LISTED, RED, "cannot say non-billable"),
    ("clio-activities", line(billing="no_charge"), LISTED, RED, "no charge"),
    ("clio-activities", line(billing="non_billable"), LISTED, GREEN, ""),
    ("actionstep", line(billing="no_charge"), LISTED, RED, "no charge"),
    ("actionstep", line(billing="non_billable"), LISTED, RED, "non-billable"),
    ("leap", line(billing="no_charge"), LISTED, RED, "no charge"),
    ("leap", line(billing="non_billable"), LISTED, RED, "non-billable"),
    ("smokeball", line(billing="no_charge"), LISTED, RED, "no charge"),
    ("smokeball", line(billing="non_billable"), LISTED, GREEN, ""),
    ("csv", line(billing="no_charge"), LISTED, GREEN, ""),
    ("csv", line(billing="non_billable"), LISTED, GREEN, ""),
    ("acme", line(billing="non_billable"), LISTED, RED, "non-billable"),
    ("acme", line(narrative="call re Łódź"), LISTED, RED, "“Ł” cannot be written in"),
    ("acme", line(narrative="call re Łódź"), XLSX, GREEN, ""),
    ("acme", line(narrative="call re Müller"), LISTED, GREEN, ""),
    ("acme", line(client=None), LISTED, RED, "must have Client"),
    ("csv", line(rate=Decimal(495)), LISTED, YELLOW, "450.00 and 10 %: is GST"),
    ("csv", line(rate=Decimal("517.50")), LISTED, YELLOW, "450.00 and 15 %"),
    ("csv", line(rate=Decimal(500)), LISTED, GREEN, ""),
    ("csv", line(rate=Decimal(450)), LISTED, GREEN, ""),
    ("csv", line(rate=Decimal(495), agreed=None), LISTED, GREEN, ""),
    ("csv", line(delivered="one.csv"), LISTED, YELLOW, "already in one.csv"),
    ("csv", line(narrative="emails"), LISTED, YELLOW, "“emails” says little"),
    ("csv", line(narrative="Work on file."), LISTED, YELLOW, "says little"),
    ("csv", line(narrative="email to client"), LISTED, GREEN, ""),
    ("csv", line(narrative="电话会议"), LISTED, GREEN, ""),
    ("csv", line(narrative="a half \ud83d of it"), LISTED, YELLOW, "cannot hold"),
    ("csv", line(narrative="a bell \x07 in it"), LISTED, GREEN, ""),
    ("csv", line(narrative="a bell \x07 in it"), XLSX, YELLOW, "cannot hold"),
    ("csv", line(narrative="one\ntwo words"), XLSX, GREEN, ""),
    ("clio", line(minutes=45), LISTED, YELLOW, "round 0.75 h up to 0.80 h"),
    ("clio-activities", line(minutes=9), LISTED, YELLOW, "0.15 h up to 0.20 h"),
    ("clio", line(minutes=48), LISTED, GREEN, ""),
    ("actionstep", line(minutes=45), LISTED, GREEN, ""),
]


@pytest.mark.parametrize(
    ("name", "each", "facts", "colour", "words"),
    TABLE,
    ids=[f"{row[0]}-{row[3]}-{row[4] or at}" for at, row in enumerate(TABLE)],
)
def test_a_line_is(name, each, facts, colour, words):
    [finding] = checks.preview(KNOWN[name], [each], facts)

    assert finding.colour is colour
    assert words in finding.reason
    assert bool(finding.mend) == (colour is not GREEN)


def of(lines, facts=LISTED, name="csv"):
    """Return row and reason of what is not green."""
    found = checks.preview(FORMATS[name], lines, facts)
    return [(each.row, each.reason) for each in found if each.colour is not GREEN]


def test_more_than_twelve_hours_are_said_once_for_a_person_and_day():
    hours = [line(n, 360, f"hearing part {n}") for n in (1, 2, 3)]
    ben = line(4, 360, "hearing part 4", timekeeper="Ben Ng")

    assert of(hours[:2]) == []
    assert of([*hours, ben]) == [
        (3, "Ada Lovelace has 18.00 h on Wed 18 Nov, which is over 12.")
    ]


def test_the_same_words_for_the_same_matter_twice_name_the_first():
    lines = [line(1), line(2, matter_number="99"), line(5, 18, "Call re scheduling")]

    assert of(lines) == [
        (3, "The same words for the same matter are in entry 1 of that day.")
    ]


def test_the_same_words_on_another_day_are_no_repeat():
    assert of([line(1), line(1, day=TODAY - timedelta(1))]) == []


def test_three_single_units_on_one_matter_are_a_stack():
    stack = [line(n, 6, f"email {n} re lease") for n in (1, 2, 3)]

    assert of(stack[:2]) == []
    [(row, reason)] = of(stack)
    assert (row, reason[:29]) == (3, "3 rows of one unit each for S")
    assert of([*stack[:2], line(3, 6, "email 3 re lease", matter_number="9")]) == []
    assert of(stack, Facts(today=TODAY, has_list=True, unit=10)) == []


def test_a_line_with_two_faults_has_two_findings():
    found = list(
        checks.preview(FORMATS["clio"], [line(minutes=20, narrative="x")], LISTED)
    )

    assert [each.row for each in found] == [1, 1, 1]
    assert {each.colour for each in found} == {YELLOW}


def test_the_mend_names_the_entry_as_the_facts_say():
    facts = Facts(today=TODAY, has_list=True, name=lambda each: f"Wed {each.number}")
    [finding] = checks.preview(FORMATS["csv"], [line(7, status="closed")], facts)

    assert "“matter Wed 7 " in finding.mend


def test_red_lines_stay_behind_and_are_counted_and_named():
    old = line(3, 12, "call re lease", status="closed")
    lines = [line(1), line(2, 45, "drafting orders"), old]
    report = checks.Report()
    kept = list(checks.sift(FORMATS["clio"], lines, LISTED, report))

    assert kept == lines[:2]
    assert (report.green, report.yellow, report.red, report.rows) == (1, 1, 1, 3)
    assert [(each.row, each.colour) for each in report.findings][-1] == (3, RED)
    assert list(report.left_out) == [1003]


def test_a_red_line_is_not_counted_yellow_too():
    report = checks.Report()
    lines = [line(1, 45, "x", status="closed")]

    assert list(checks.sift(FORMATS["clio"], lines, LISTED, report)) == []
    assert (report.green, report.yellow, report.red) == (0, 0, 1)


def test_findings_that_are_kept_are_bounded_the_counts_are_not():
    lines = [line(n, 6, f"part {n} of it", status="closed") for n in range(1, 50)]
    report = checks.Report(most=5)
    kept = checks.sift(FORMATS["csv"], lines, LISTED, report)

    assert list(kept) == []
    assert report.red == 49
    assert [each.colour for each in report.findings].count(RED) == 5
    assert len(report.left_out) == 49


def test_rows_are_counted_through_days_and_people():
    lines = [
        line(1, day=date(2026, 11, 16)),
        line(1, day=date(2026, 11, 17)),
        line(1, 12, "emails", day=date(2026, 11, 17), timekeeper="Ben Ng"),
    ]

    assert [row for row, _ in of(lines)] == [3]
    assert [len(day) for day in split(lines)] == [1, 1, 1]


def test_nobody_said_anything():
    assert checks.findings(FORMATS["csv"], [], LISTED) == []
    assert list(checks.preview(FORMATS["csv"], [], LISTED)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_previewing_and_sifting_agree(name):
    lines = [row[1] for row in TABLE]
    report = checks.Report()
    kept = list(checks.sift(FORMATS[name], lines, LISTED, report))
    found = list(checks.preview(FORMATS[name], lines, LISTED))
    red = {each.row for each in found if each.colour is RED}

    assert len(kept) == len(lines) - len(red)
    assert report.red == len(red)
    assert report.green == sum(each.colour is GREEN for each in found)
    assert {each.row for each in found} == set(range(1, len(lines) + 1))
