"""The day is handed over: a file, its findings, and what stayed behind."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest

from bot.errors import BadFormat, NoFile, Problem, UnknownFormat

OWN = """
name = "acme"
date = "DD.MM.YYYY"
delimiter = ";"
decimal = ","
columns = [
    {header = "File no", field = "matter"},
    {header = "Day", field = "date"},
    {header = "Minutes", field = "minutes"},
    {header = "Text", field = "narrative"},
]
"""


@pytest.fixture
def day(house):
    """Give a house with a list and a day of four entries, one of them open."""
    house.say("matter add 7301 Smith v Jones")
    house.say("matter add 7302 Patel")
    house.say("me rate 450")
    house.say("0.5 call re scheduling of hearing, Smith file")
    house.say("0.25 email to client re costs, Patel file")
    house.say("0.4 draft orders by consent, Smith file")
    house.say("0.3 conference with counsel, Kowalski file")
    return house


def _rows(reply):
    text = reply.file.path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_a_file_for_clio_with_its_findings_and_what_is_open(day):
    reply = day.say("export clio")

    assert reply.file.name == "2026-11-18-ada-clio.csv"
    assert _rows(reply)[0] == [
        "Matter", "Date", "Quantity", "Note", "User", "Activity Description",
    ]  # fmt: skip
    assert [row[2] for row in _rows(reply)[1:]] == ["0.50", "0.30", "0.40"]
    lines = reply.text.splitlines()
    assert lines[0] == (
        "✓ Clio · 3 entries · 1.20 h · Wed 18 Nov · 2026-11-18-ada-clio.csv"
    )
    assert lines[1] == "3 green · 0 yellow · 0 red"
    assert lines[2] == "1 entry still open and not in the file:"
    assert lines[3].startswith("? 4 · 0.3 h · Kowalski? · conference with counsel")
    assert [each.state for each in day.day()] == ["delivered"] * 3 + ["open"]


def test_the_total_of_the_file_is_that_of_the_sheet(day):
    day.say("delete 4")
    sheet = day.say("today").text
    reply = day.say("export csv")

    assert "Total 1.2 h" in sheet
    assert sum(float(row[1]) for row in _rows(reply)[1:]) == pytest.approx(1.2)


def test_the_same_day_is_not_delivered_twice_without_saying_so(day):
    day.say("export clio")
    with pytest.raises(NoFile) as nothing:
        day.say("export clio")
    assert "2026-11-18-ada-clio.csv of Wed 18 Nov has it already" in str(nothing.value)
    assert "export all clio" in str(nothing.value)

    again = day.say("export all clio")
    assert again.file.name == "2026-11-18-ada-clio-2.csv"
    assert "This is a repeat" in again.text
    assert "It is already in" in again.text


def test_only_what_is_new_goes_the_second_time(day):
    day.say("export clio")
    day.say("0.2 letter to registry re filing, Patel file")

    assert [row[3] for row in _rows(day.say("export clio"))[1:]] == [
        "letter to registry re filing"
    ]


def test_a_correction_leaves_again_and_says_so(day):
    day.say("export clio")
    assert "left in 2026-11-18-ada-clio.csv" in day.say("edit 1 0.6").text

    reply = day.say("export clio")
    assert (
        "! 1 corrects what 2026-11-18-ada-clio.csv had: change it there" in reply.text
    )
    assert [row[2] for row in _rows(reply)[1:]] == ["0.60"]


def test_corrections_are_said_by_number_for_each_file_that_had_them(day):
    day.say("export clio")
    day.say("0.2 letter to registry re filing, Patel file")
    day.say("export clio")
    day.say("edit 1 0.6")
    day.say("edit 3 0.5")
    day.say("edit 5 0.1")
    day.say("edit 2 nb")

    for words in ("preview clio", "export clio"):
        said = day.say(words).text.splitlines()
        assert [each.partition(" had")[0] for each in said if "what" in each] == [
            "! 1, 3 correct what 2026-11-18-ada-clio.csv",
            "! 5 corrects what 2026-11-18-ada-clio-2.csv",
        ]


def test_what_was_deleted_after_it_left_is_listed_once_in_the_next_file(day):
    day.say("export clio")
    day.say("delete 1")
    with pytest.raises(NoFile) as nothing:
        day.say("export clio")
    gone = (
        "! 1 entry deleted since, so take it out there, too:\n"
        "  1 · 0.5 h · Smith v Jones (7301) · call re scheduling of hearing · "
        "Wed 18 Nov · 2026-11-18-ada-clio.csv"
    )
    assert gone in str(nothing.value)

    day.say("0.2 letter to registry re filing, Patel file")
    assert gone not in day.say("export leap").text
    assert gone in day.say("preview clio").text
    assert gone in day.say("export clio").text
    day.say("0.1 email to client re filing, Patel file")
    assert "deleted since" not in day.say("export clio").text


def test_a_deleted_entry_that_comes_back_leaves_again(day):
    day.say("export clio")
    day.say("delete 1")
    day.say("0.2 letter to registry re filing, Patel file")
    day.say("export clio")
    day.say("undo")
    day.say("undo")

    assert "0.50" in [row[2] for row in _rows(day.say("export clio"))[1:]]


def test_a_name_that_was_fetched_is_never_given_again(day):
    day.say("export clio").file.path.unlink()
    day.say("0.2 letter to registry re filing, Patel file")
    second = day.say("export clio")
    second.file.path.unlink()

    assert second.file.name == "2026-11-18-ada-clio-2.csv"
    with pytest.raises(NoFile, match=r"clio-2\.csv of Wed 18 Nov has it already"):
        day.say("export clio")


def test_rows_of_one_fault_share_a_line(day):
    day.say("export clio")
    day.say("0.1 drafting yesterday, Patel file")
    day.say("0.2 emails, Patel file")
    day.say("0.2 emails, Smith file")
    day.say("edit 5 nb")
    day.say("edit 6 nb")

    said = day.say("export all clio").text
    assert "! 1–3 · It is already in 2026-11-18-ada-clio.csv. Import only" in said
    assert "✗ 5, 6 · This file cannot say non-billable" in said
    week = day.say("preview csv week").text
    assert "! 2026-11-17 1 · “drafting” says little" in week
    assert "! 5, 6 · “emails” says little" in week


def test_what_is_asked_for_again_is_asked_for_as_before(day):
    day.say("export csv")
    with pytest.raises(NoFile, match="export all csv xlsx Wed 18 Nov"):
        day.say("export csv xlsx")


def test_an_edit_that_is_undone_is_no_correction(day):
    day.say("export clio")
    day.say("edit 1 0.6")
    day.say("undo")

    assert day.day()[0].state == "delivered"
    with pytest.raises(NoFile):
        day.say("export clio")


def test_an_undo_after_the_correction_left_is_a_correction_again(day):
    day.say("export clio")
    day.say("edit 1 0.6")
    day.say("export clio")
    day.say("undo")

    assert [row[2] for row in _rows(day.say("export clio"))[1:]] == ["0.50"]


def test_each_target_has_its_own_memory(day):
    day.say("export clio")

    assert len(_rows(day.say("export leap"))) == 4


def test_red_rows_stay_behind_and_leave_when_mended(day):
    day.say("edit 1 nb")
    reply = day.say("export clio")
    assert "✗ 1 · This file cannot say non-billable" in reply.text
    assert len(_rows(reply)) == 3

    day.say("edit 1 billable")
    assert len(_rows(day.say("export clio"))) == 2


def test_a_deleted_entry_that_has_left_says_so(day):
    day.say("export clio")

    assert "take it out there, too" in day.say("delete 1").text


def test_a_preview_makes_nothing(day):
    reply = day.say("preview clio")

    assert reply.file is None
    assert reply.text.startswith("Clio would hold 3 entries · 1.2 h · Wed 18 Nov")
    assert not list(day.exports.glob("*")) if day.exports.exists() else True
    assert {each.state for each in day.day()} == {"ready", "open"}


def test_a_spreadsheet_with_real_dates_and_numbers(day):
    reply = day.say("export actionstep xlsx")
    sheet = openpyxl.load_workbook(reply.file.path).active

    assert reply.file.name == "2026-11-18-ada-actionstep.xlsx"
    assert [cell.value for cell in sheet[1]][:3] == ["Action", "Date", "Quantity"]
    assert sheet["C2"].value == pytest.approx(0.5)
    assert sheet["B2"].is_date


def test_a_period_is_in_the_name_of_its_file(day):
    day.say("0.1 call the registry yesterday, Patel file")

    name = day.say("export csv week").file.name
    assert name == "2026-11-16-to-2026-11-18-ada-csv.csv"


def test_the_firms_own_format_by_its_name(day):
    folder = day.bot.desk.formats
    (folder / "acme.toml").write_text(OWN, encoding="utf-8")
    reply = day.say("export acme")

    head, *rows = reply.file.path.read_bytes().decode("utf-8-sig").splitlines()
    assert head == "File no;Day;Minutes;Text"
    assert rows[0].endswith(";18.11.2026;30;call re scheduling of hearing")


def test_a_format_with_faults_names_them_and_others_still_work(day):
    folder = day.bot.desk.formats
    (folder / "acme.toml").write_text('name = "acme"\ncolour = 1\n', encoding="utf-8")

    with pytest.raises(BadFormat, match=r"acme\.toml: .*\n.*colour"):
        day.say("export acme")
    assert day.say("export clio").file
    assert "acme.toml" in day.say("status").text
    with pytest.raises(UnknownFormat, match=r"Not usable: acme\.toml; status says"):
        day.say("export acme-monthly")


def test_an_unknown_format_is_answered_with_the_known_ones(day):
    with pytest.raises(UnknownFormat, match="I know: csv, clio, clio-activities, "):
        day.say("export nosuch")


def test_the_same_message_again_gives_the_same_file(day):
    first = day.say("export clio", key="export")

    assert day.say("export clio", key="export") == first
    first.file.path.unlink()
    again = day.say("export clio", key="export")
    assert again.file is None
    assert "has been fetched" in again.text


def test_a_folder_that_cannot_be_written_marks_nothing_as_left(day):
    day.exports.write_text("a file where the folder should be")

    with pytest.raises(NoFile, match="could not be written"):
        day.say("export clio")
    day.exports.unlink()
    assert len(_rows(day.say("export clio"))) == 4


def test_a_file_of_a_turn_that_fails_is_taken_away(day, monkeypatch):
    def fail(*_, **__):
        raise Problem("not now")

    monkeypatch.setattr("bot.export._record", fail)
    with pytest.raises(Problem, match="not now"):
        day.say("export clio")

    assert list(day.exports.iterdir()) == []


def test_nothing_at_all_is_said_plainly(house):
    with pytest.raises(NoFile, match="Nothing new leaves for Clio · Tue 17 Nov"):
        house.say("export clio yesterday")


def test_numbers_in_findings_are_those_that_commands_take(day):
    day.say("0.1 drafting yesterday, Patel file")
    day.say("yesterday")
    reply = day.say("preview clio week")

    assert "! 2026-11-17 1 ·" in reply.text
    day.clock[0] += timedelta(minutes=1)
    assert "Tue 17 Nov" in day.say("edit 2026-11-17 1 drafting re lease").text


def test_the_day_before_clean_ups_are_quick_for_a_thousand_entries(house):
    for _ in range(5):
        house.say("\n".join(["0.1 call the registry, Smith file"] * 200))

    assert len(_rows(house.say("export csv"))) == 1001
    assert "… and 600 more" in house.say("today").text
