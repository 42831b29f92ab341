"""A lawyer says what they did, and is told what was kept."""

import json
import threading
from contextlib import suppress
from datetime import date

import pytest

from bot.errors import Misused, NoChoice, Problem, Stranger, TooLong, Unread
from storage import inbox, people


def test_the_customers_three_lines(house):
    assert house.texts(
        "0.1 — email to client re next steps — Jones file",
        "0.2 — call with opposing counsel re scheduling — Smith file",
        "Bookmark: reviewing contract changes, paused at clause 12 — Chen file",
    ) == [
        "✓ 0.1 h · Jones · email to client re next steps · Wed 18 Nov · today 0.1 h",
        (
            "✓ 0.2 h · Smith · call with opposing counsel re scheduling · Wed 18 Nov"
            " · today 0.3 h"
        ),
        (
            "✓ Bookmark · reviewing contract changes, paused at clause 12 · Chen"
            " · back to it with: resume Chen"
        ),
    ]


def test_the_reply_of_the_design_word_for_word(house):
    house.say("matter add 2024-FAM-0312 Smith v Jones")
    house.say("3.2 hearing, Smith v Jones")

    assert house.say("0.2 call re scheduling, Smith file").text == (
        "✓ 0.2 h · Smith v Jones (2024-FAM-0312) · call re scheduling · Wed 18 Nov"
        " · today 3.4 h"
    )


def test_hours_are_those_that_are_billed_with_the_minutes_dictated(house):
    assert house.say("0.25 draft orders, Smith file").text == (
        "✓ 0.3 h (15 min) · Smith · draft orders · Wed 18 Nov · today 0.3 h"
    )


def test_everything_that_was_understood_is_echoed(house):
    assert house.say("0.5 call counsel, nb, @450, yesterday, Smith file").text == (
        "✓ 0.5 h · Smith · call counsel · non-billable · $450.00/h · Tue 17 Nov"
        " · that day 0.5 h"
    )


def test_several_lines_are_one_reply_with_numbers_problems_and_totals(house):
    reply = house.say(
        "0.2 call re scheduling, Smith file\n"
        "0.4 draft orders, Jones file\n"
        "call with nobody\n"
        "Monday\n"
        "1.0 conference, Chen file"
    )

    assert reply.text == (
        "✓ 1 · 0.2 h · Smith · call re scheduling · Wed 18 Nov\n"
        "✓ 2 · 0.4 h · Jones · draft orders · Wed 18 Nov\n"
        "✓ 1 · 1.0 h · Chen · conference · Mon 16 Nov\n"
        "I could not find a time in “call with nobody”. Start with hours or minutes: "
        "“0.2 call with nobody”.\n"
        "Mon 16 Nov 1.0 h · today 0.6 h"
    )


def test_a_day_of_forty_lines_adds_up(house):
    for number in range(20):
        house.say(f"0.{number % 9 + 1} call about item {number}a, Smith file")
    reply = house.say(
        "\n".join(
            f"{6 * (number % 7 + 1)} min letter on point {number}b, Jones file"
            for number in range(20)
        )
    )
    kept = house.day()
    tenths = sum(each.minutes for each in kept) // 6

    assert [each.number for each in kept] == list(range(1, 41))
    assert reply.text.endswith(f"today {tenths // 10}.{tenths % 10} h")
    sheet = house.say("today").text
    assert f"Total {tenths // 10}.{tenths % 10} h" in sheet
    assert sheet.count("call about item") == 20


def test_what_cannot_be_read_is_kept_verbatim_and_answered(house):
    with pytest.raises(Unread, match="could not find a time in “call with Smith”"):
        house.say("call with Smith", key="k1")

    assert _kept(house, "k1").text == "call with Smith"
    assert house.day() == []


@pytest.mark.parametrize(
    "text",
    [
        "nothing \x00 here",
        "\ud800 half a pair",
        "\u202e0.2 call, Smith\u202c",
        "e\u0301tude \u0416",
        "\x1a\x1b[31m",
        "   \n\n \t ",
        "",
        "\u202e\u2066",
        "0" * 5000,
        "0.2 " * 600,
    ],
)
def test_whatever_is_sent_is_kept_as_it_was_sent(house, text):
    with suppress(Problem):
        house.say(text, key="odd")

    assert _kept(house, "odd").text == text


def test_a_paste_of_many_megabytes_is_kept_and_its_first_lines_are_read(house):
    paste = "0.1 call the registry, Smith file\n" * 60_000

    reply = house.say(paste, key="paste")

    assert _kept(house, "paste").text == paste
    assert len(house.day()) == 200
    assert "200" in reply.text.splitlines()[-2]


def test_more_than_sixteen_megabytes_are_refused_with_a_clear_answer(house):
    with pytest.raises(TooLong, match=r"17\.0 MB.*the most I take at once is 16 MB"):
        house.say("x" * 17_000_000)


def test_the_same_message_twice_is_one_entry_and_one_answer(house):
    first = house.say("0.2 call re scheduling, Smith file", key="same")
    house.say("0.4 draft orders, Jones file")

    assert house.say("0.2 call re scheduling, Smith file", key="same") == first
    assert [each.number for each in house.day()] == [1, 2]


def test_the_same_problem_twice_is_the_same_problem(house):
    for _ in range(2):
        with pytest.raises(Problem, match="could not find a time"):
            house.say("call with Smith", key="same")


def test_the_same_message_at_the_same_moment_is_one_entry(house):
    replies, ready = [], threading.Barrier(4)

    def send():
        ready.wait()
        replies.append(house.say("0.2 call, Smith file", key="race", at=house.clock[0]))

    threads = [threading.Thread(target=send) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(set(replies)) == 1
    assert len(replies) == 4
    assert len(house.day()) == 1


def test_many_at_once_lose_nothing(house):
    def send(who):
        for number in range(10):
            house.say(f"0.1 call {number}, Smith file", who=who, at=house.clock[0])

    threads = [threading.Thread(target=send, args=(who,)) for who in ("ada", "ben") * 3]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert [each.number for each in house.day()] == list(range(1, 31))
    assert [each.number for each in house.day("ben")] == list(range(1, 31))


def test_a_stranger_is_told_who_can_let_them_in(house):
    with pytest.raises(Stranger, match="I do not know chat:eve"):
        house.say("0.2 call, Smith", who="eve")


def test_zoe_sees_nothing_of_adas(house):
    house.say("matter add 9917-SECRET Smith v Jones")
    house.say("0.2 call re secret settlement, Smith file")
    house.say("Bookmark: secret clause 12, Smith file")
    told = []
    for text in (
        "today", "week", "bookmarks", "matters", "matters smith", "resume Smith",
        "edit 1 0.5", "delete 1", "undo", "export clio", "preview csv", "merge 1 2",
        "status", "me", "1", "matter 1 Smith", "move 1 yesterday", "split 1 A, B",
    ):  # fmt: skip
        try:
            told.append(house.say(text, who="zoe").text)
        except Problem as problem:
            told.append(str(problem))

    assert not any("secret" in each.casefold() for each in told)
    assert [each.minutes for each in house.day()] == [12]


def test_ben_of_the_same_firm_has_his_own_day_and_the_same_matters(house):
    house.say("matter add 2024-FAM-0312 Smith v Jones")
    house.say("0.2 call, Smith file")
    house.say("0.5 email, Smith file", who="ben")

    assert "call" not in house.say("today", who="ben").text
    assert "2024-FAM-0312" in house.say("today", who="ben").text


def test_no_word_of_a_line_is_ever_logged(house, caplog):
    caplog.set_level(0)
    for text in (
        "0.2 call about zanzibar, Smith file",
        "zanzibar",
        "edit 1 email about zanzibar",
        "matter 1 zanzibar",
        "export clio",
        "export zanzibar",
        "delete 77 zanzibar",
    ):
        try:
            house.say(text)
        except Problem:
            continue

    assert caplog.records
    assert not any(
        "zanzibar" in record.getMessage() + json.dumps(record.__dict__, default=repr)
        for record in caplog.records
    )


def test_a_bare_number_that_answers_nothing_says_so(house):
    with pytest.raises(NoChoice, match="I asked nothing that “7” would answer"):
        house.say("7")


def test_a_command_that_is_incomplete_shows_how_it_goes(house):
    with pytest.raises(Misused, match="It goes “edit 3 …”"):
        house.say("edit 3")


def test_bookmarks_are_kept_listed_and_resumed_once(house):
    house.say("Bookmark: reviewing contract, paused at clause 12 — Chen file")
    house.say("bookmark: affidavit of Ms Lee at para 30, Smith file")

    assert house.say("bookmarks").text.splitlines()[:2] == [
        "1 · reviewing contract, paused at clause 12 · Chen · Wed 18 Nov",
        "2 · affidavit of Ms Lee at para 30 · Smith · Wed 18 Nov",
    ]
    assert house.say("resume Chen").text.startswith(
        "✓ Where you were on Wed 18 Nov: reviewing contract, paused at clause 12 · Chen"
    )
    with pytest.raises(Problem, match="“Chen” is no bookmark of yours"):
        house.say("resume Chen")
    house.say("undo")
    assert "Chen" in house.say("resume 1").text


def _kept(house, key):
    with house.bot.store.read() as db:
        person = people.timekeeper_at(db, "chat:ada")
        found = inbox.message(
            db, firm_id=person.firm_id, timekeeper_id=person.id, key=key
        )
    assert found.day == date(2026, 11, 18)
    return found
