"""Labels become matters: exactly, by asking, or not at all."""

import pytest

from bot.errors import BadList, NotChanged, Problem, UnknownMatter, Unread


@pytest.fixture
def firm(house):
    """Give a house whose firm keeps a list with two Joneses."""
    for each in (
        "2024-FAM-0312 Smith v Jones",
        "2024-COM-0007 Jones Holdings Pty Ltd",
        "2025-PRO-0044 Estate of Nguyen",
        "2025-FAM-0101 Patel",
        "2025-FAM-0102 Chen",
    ):
        house.say(f"matter add {each}")
    return house


def _asked(firm, text="0.4 draft orders, Jones file"):
    reply = firm.say(text)
    assert reply.choices
    return reply


def test_an_exact_label_goes_to_its_matter(firm):
    assert "✓ 0.2 h · Patel (2025-FAM-0101) · call" in firm.say("0.2 call, Patel").text


def test_an_unclear_label_is_asked_with_choices_and_a_hint(firm):
    reply = _asked(firm)

    assert reply.text.splitlines() == [
        "? 0.4 h · Jones? · draft orders · Wed 18 Nov · today 0.4 h",
        (
            "Which matter is “Jones”? Another: matter 1 NAME-OR-NUMBER. A new one: matter "
            "add NUMBER Jones"
        ),
    ]
    assert [each.label for each in reply.choices][-1] == "leave open"
    assert [each.number for each in reply.choices] == [1, 2, 3]
    assert firm.day()[0].state == "open"


@pytest.mark.parametrize("how", ["number", "label", "say", "matter number", "name"])
def test_a_question_is_answered_in_any_way(firm, how):
    reply = _asked(firm)
    [choice] = [each for each in reply.choices if "2024-FAM-0312" in each.label]
    answer = {
        "number": f"{choice.number}",
        "label": choice.label,
        "say": choice.say,
        "matter number": "2024-FAM-0312",
        "name": "Smith v Jones",
    }[how]

    told = firm.say(answer).text
    assert told.startswith("✓ 1 · 0.4 h · Smith v Jones (2024-FAM-0312) · draft orders")
    assert firm.day()[0].state == "ready"


def test_words_of_a_choice_answer_and_other_words_are_told_what_they_lack(firm):
    _asked(firm)
    with pytest.raises(Unread, match="could not find a time in “call the client”"):
        firm.say("call the client")

    told = firm.say("holdings").text
    assert "Jones Holdings Pty Ltd (2024-COM-0007)" in told


def test_choices_of_one_reply_are_numbered_through_and_answered_in_any_order(firm):
    reply = firm.say("0.4 draft orders, Jones file\n2 call with client, Patel file")

    numbers = {each.label: each.number for each in reply.choices}
    assert list(numbers.values()) == [1, 2, 3, 4, 5]
    firm.say(str(numbers["2: 2.0 hours"]))
    firm.say(str(numbers["1: Smith v Jones (2024-FAM-0312)"]))
    assert [(each.minutes, each.state) for each in firm.day()] == [
        (24, "ready"),
        (120, "ready"),
    ]


def test_one_label_of_several_lines_is_asked_once(firm):
    reply = firm.say("0.4 draft orders, Jones file\n0.2 call, Jones file")
    assert reply.text.count("Which matter is “Jones”?") == 1

    firm.say(str(reply.choices[0].number))
    assert {each.state for each in firm.day()} == {"ready"}


def test_two_equal_answers_make_an_alias_and_a_different_one_unlearns_it(firm):
    for text in ("0.4 draft orders, Jones file", "0.2 call Jones again, Jones file"):
        reply = _asked(firm, text)
        [choice] = [each for each in reply.choices if "2024-FAM-0312" in each.label]
        told = firm.say(str(choice.number)).text
    assert "From now on “Jones” is Smith v Jones (2024-FAM-0312)." in told

    assert firm.say("0.1 email, Jones file").text.startswith("✓ 0.1 h · Smith v Jones")
    firm.say("matter 3 2024-COM-0007")
    assert _asked(firm, "0.1 letter, Jones file").choices


def test_an_alias_learnt_by_ada_is_not_bens(firm):
    firm.say("alias SJ = Smith v Jones")

    assert "2024-FAM-0312" in firm.say("0.1 email, SJ file").text
    assert firm.say("0.1 email, SJ file", who="ben").text.startswith("? ")


def test_a_mend_of_a_clear_matter_teaches_nothing(firm):
    for number in (1, 2, 3):
        firm.say("0.1 email, Patel file")
        firm.say(f"matter {number} Chen")

    assert "Patel (2025-FAM-0101)" in firm.say("0.1 email, Patel file").text


def test_an_unknown_label_is_flagged_and_found_when_the_matter_comes(firm):
    assert "? 0.3 h · Kowalski? · call" in firm.say("0.3 call, Kowalski file").text

    assert firm.say("matter add 2026-CRI-0001 Kowalski").text == (
        "✓ On the list: Kowalski (2026-CRI-0001)\n"
        "✓ 1 · 0.3 h · Kowalski (2026-CRI-0001) · call · Wed 18 Nov"
    )


def test_leaving_open_and_coming_back_by_the_sheet(firm):
    reply = _asked(firm)
    firm.say(str(reply.choices[-1].number))
    assert firm.day()[0].state == "open"

    sheet = firm.say("today")
    assert "Still open\n  ? 1 · 0.4 h · Jones? · draft orders · which matter?" in (
        sheet.text
    )
    firm.say("1")
    assert firm.day()[0].state == "ready"


def test_an_answer_is_undone_and_asked_again(firm):
    _asked(firm)
    firm.say("1")
    firm.say("undo")

    assert firm.day()[0].state == "open"
    firm.say("2")
    assert firm.day()[0].state == "ready"


def test_without_a_matter_recent_ones_are_offered(house):
    house.say("0.2 call, Smith file")
    house.say("0.2 call, Jones file")
    reply = house.say("0.3 review documents")

    assert [each.label for each in reply.choices] == ["Jones", "Smith", "leave open"]
    assert "Smith" in house.say("Smith").text
    assert house.day()[2].label == "Smith"


def test_a_closed_matter_is_asked_about_and_taken_when_named(firm):
    firm.say("matter close 2025-FAM-0101")
    reply = _asked(firm, "0.2 call, Patel file")
    assert "Patel (2025-FAM-0101)" in reply.choices[0].label

    assert "! That matter is closed" in firm.say("1").text


def test_advice_names_the_command_and_a_number_of_the_firms_own(firm):
    for said, example in (
        ("alias Foo = Jones", "alias Foo = 2024-"),
        ("matter close Jones", "matter close 2024-"),
    ):
        with pytest.raises(UnknownMatter, match=f"for example: {example}") as fault:
            firm.say(said)
        assert firm.say(str(fault.value).rpartition("for example: ")[2]).text


def test_a_closed_matter_is_opened_again_by_its_number(firm):
    firm.say("matter close 2025-FAM-0101")

    assert firm.say("matter add 2025-FAM-0101").text == "✓ Open: Patel (2025-FAM-0101)"
    assert "✓ 0.2 h · Patel (2025-FAM-0101)" in firm.say("0.2 call, Patel").text
    firm.say("undo")
    firm.say("undo")
    assert firm.say("matters patel").text == "Patel (2025-FAM-0101) · closed"


def test_a_first_matter_that_is_undone_leaves_no_list(house):
    house.say("matter add 7301 Smith")
    assert "Smith (7301) is off the list." in house.say("undo").text

    assert "✓ 0.2 h · Jones" in house.say("0.2 call, Jones file").text
    assert "no open matters on the list" in house.say("matters").text


def test_a_matter_that_somebody_used_is_closed_by_the_undo(house):
    house.say("matter add 7301 Smith")
    house.say("0.2 call, Smith file", who="ben")

    assert house.say("undo").text.endswith("Smith (7301) · closed")
    assert "Smith (7301)" in house.say("today", who="ben").text


def test_a_matter_with_an_id_or_a_number_of_actionstep_goes_there(house, tmp_path):
    path = tmp_path / "matters.csv"
    path.write_text(
        "Matter Number,Matter Name,Actionstep ID\n2024-FAM-0312,Smith,7334\n"
        "8001,Patel,\n",
        encoding="utf-8",
    )
    house.bot.import_matters("chat:ada", path)
    house.say("0.2 call with client, Smith file")
    house.say("0.3 call with client, Patel file")

    rows = house.say("export actionstep").file.path.read_text("utf-8-sig").splitlines()
    assert [each.split(",")[0] for each in rows] == ["Action", "7334", "8001"]


def test_the_list_is_searched_and_kept_apart(firm):
    assert firm.say("matters jones").text.splitlines() == [
        "Jones Holdings Pty Ltd (2024-COM-0007)",
        "Smith v Jones (2024-FAM-0312)",
    ]
    with pytest.raises(UnknownMatter, match="No matter on the list is “zebra”"):
        firm.say("matters zebra")
    with pytest.raises(NotChanged, match="on the list already"):
        firm.say("matter add 2025-FAM-0101 Other")


def test_durations_and_days_are_asked_and_answered(firm):
    reply = firm.say("2 call with client, Patel file")
    assert reply.text.splitlines()[1].startswith("How long was 1")
    assert "2.0 h" in firm.say("2 hours").text

    reply = firm.say("0.3 call on 12/12, Patel file")
    assert "Which day was 2" in reply.text
    assert "Fri 12 Dec 2025" in firm.say("1").text


def test_a_list_is_imported_and_says_what_was_refused(house, tmp_path):
    house.say("0.2 call, Smith v Jones file")
    path = tmp_path / "matters.csv"
    path.write_text(
        "Matter Number,Matter Name,Client,Status\n"
        "2024-FAM-0312,Smith v Jones,Alice Smith,Open\n"
        "2025-FAM-0101,Patel,Anil Patel,Closed\n"
        ",,,\n"
        "2025-FAM-0101,Patel again,Anil Patel,Open\n",
        encoding="utf-8",
    )
    done = []
    reply = house.bot.import_matters(
        "chat:ada", path, progress=lambda *each: done.append(each)
    )

    assert reply.text.startswith("✓ matters.csv (CSV")
    assert "2 added" in reply.text
    assert "2024-FAM-0312" in house.say("today").text
    assert done
    again = house.bot.import_matters("chat:ada", path)
    assert "0 added" in again.text


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"dear sir,\nplease find", b"PK"]
)
def test_a_file_that_is_no_list_changes_nothing(house, tmp_path, data):
    path = tmp_path / "letter.csv"
    path.write_bytes(data)

    with pytest.raises(BadList):
        house.bot.import_matters("chat:ada", path)


def test_a_file_that_is_not_there_is_a_problem(house, tmp_path):
    with pytest.raises(BadList, match="cannot be read"):
        house.bot.import_matters("chat:ada", tmp_path / "nowhere.csv")


def test_a_stranger_imports_nothing(house, tmp_path):
    path = tmp_path / "matters.csv"
    path.write_text("Matter Number,Matter Name\n1,Smith\n", encoding="utf-8")

    with pytest.raises(Problem):
        house.bot.import_matters("chat:eve", path)
