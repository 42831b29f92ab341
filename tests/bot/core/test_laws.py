"""The laws of reading, for lines that nobody would think of."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import durations, echo, message, normalise
from bot.core.drafts import Reading

TODAY = date(2026, 11, 18)
WORDS = (
    "0.2 .2 0,2 1.30 2 12 -0.2 0 25 1:30 9:00-9:30 from to 2pm half an hour and a quarter "
    "point two units min hours 1h30 ½ 1½ yesterday Monday last 3 March 16/11 2026-11-16 "
    "Smith Jones v Pty Ltd file matter file: re: #2024-FAM-0312 12345.001 ( ) , ; - — : . "
    "\" ' nb no charge @450 $1.5m clause 12.1 or each across split between Bookmark: call "
    "email drafting with client make that sorry comma full stop thanks um please add \n * > "
    "&amp; <http://x|y> :tada: \u200b é 漢字 مرحبا İ \x00 \ud800 % 3 emails the 3rd "
    "tomorrow on for date: rate 450"
).split(" ")
LINES = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join),
)
LOCALES = st.sampled_from(["en-AU", "en-US"])


@given(LINES, LOCALES)
@settings(max_examples=400, deadline=None)
def test_reading_never_raises_and_never_comes_back_empty_handed(text, locale):
    answer = message.read(text, today=TODAY, locale=locale)

    assert isinstance(answer, Reading)
    chatter = len([each for each in text.splitlines() if each.strip()]) > 1
    assert answer.drafts or answer.bookmarks or answer.problems or chatter


@given(LINES)
@settings(max_examples=400, deadline=None)
def test_a_draft_holds_only_words_that_were_said(text):
    plain = normalise.message(text)

    for draft in message.read(text, today=TODAY).drafts:
        for word in re.findall(r"[\w'.-]*\w", draft.narrative):
            assert word in plain
        if draft.matter:
            for word in re.findall(r"\w+", draft.matter):
                assert word in plain


@given(
    st.lists(
        st.sampled_from(
            (
                # Words that end like those a time, a day or a file takes with it.
                "perusing brief advice telephone registry bail deed okafor tino sanford "
                "benton lefile overtime weekday incorrectionx"
            ).split()
        ),
        min_size=1,
        max_size=8,
    ),
    st.sampled_from(["0.2", "12 min", "half an hour", "2 units", "9:00-9:30"]),
    st.sampled_from(["", "yesterday", "16/11", "Monday"]),
    st.sampled_from(["", "Smith file", "2024-FAM-0312", "Smith v Jones"]),
    st.sampled_from(["", "nb", "no charge", "@450"]),
    st.permutations(range(4)),
)
@settings(max_examples=400, deadline=None)
def test_no_word_of_the_work_is_lost_in_any_order_of_the_parts(
    work, time, day, matter, mark, order
):
    narrative = " ".join(work)
    parts = [time, day, matter, mark]
    said = [parts[at] for at in order if parts[at]]
    line = ", ".join([*said[:2], narrative, *said[2:]])

    (draft,) = message.read(line, today=TODAY).drafts

    assert draft.narrative == narrative
    assert draft.matter == (matter.removesuffix(" file") or None)
    assert (draft.day is not None) == bool(day)
    assert (draft.rate is not None) == mark.startswith("@")
    assert not draft.asks


ROWS = [
    json.loads(line)
    for table in sorted((Path(__file__).parent / "tables").glob("*.jsonl"))
    for line in table.read_text("utf-8").splitlines()
]


def test_the_echo_of_every_draft_of_the_tables_reads_as_the_same_draft():
    for row in ROWS:
        told = {"today": date.fromisoformat(row["today"]), "locale": row["locale"]}
        for draft in message.read(row["text"], **told).drafts:
            if draft.asks:
                continue

            (again,) = message.read(echo.line(draft), **told).drafts

            assert replace(again, line="", warnings=()) == replace(
                draft, line="", warnings=()
            )


ORDINARY = st.builds(
    lambda verb, rest: f"{verb} {rest}",
    st.sampled_from(
        "call email drafting perusing attend settling research letter".split()
    ),
    st.lists(
        st.sampled_from(
            "to client re costs with counsel on lease clause 12.1 of deed hearing in court "
            "opposing solicitor about settlement offer $1.5m 3 emails exhibits orders".split()
        ),
        min_size=1,
        max_size=8,
    ).map(" ".join),
)


@given(
    st.integers(1, 720),
    ORDINARY,
    st.sampled_from(
        [None, "Smith", "Smith v Jones", "2024-FAM-0312", "Sunday", "Estate of Ng"]
    ),
    st.integers(0, 300),
    st.sampled_from(["", ", non-billable", ", no charge"]),
    st.sampled_from(["", ", rate 450", ", @$385.50"]),
)
@settings(max_examples=400, deadline=None)
def test_an_ordinary_line_reads_back_to_the_letter(
    minutes, work, matter, back, billing, rate
):
    day = TODAY - timedelta(days=back)
    line = f"{durations.say(minutes)} {work}{billing}{rate}, {day.isoformat()}"
    if matter:
        line += f", matter: {matter}"

    drafts = message.read(line, today=TODAY).drafts

    for draft in drafts:
        again = message.read(echo.line(draft), today=TODAY).drafts
        key = [
            (
                each.minutes,
                each.day,
                each.matter,
                each.narrative,
                each.billing,
                each.rate,
            )
            for each in (draft, *again)
        ]
        assert key[0] == key[1]
        assert (draft.minutes, draft.day, draft.matter) == (minutes, day, matter)


GROWING = [
    "0.2 ", "a ", "Smith, ", "Smith and ", "(", "- ", '"', "1/", "file ", "on the ",
    "no make that ", "um ", "an hour and a ", "point two ", "12:", "9-", "—", "@4", "$1,",
    "clause 1, ", "0400 ", "*a", "&amp;", "<http://a|", "new line ", "comma ", "1. ", "> ",
    "2024-", "A v B ", "across A and B ", "3 March ", "non-billable ", "x\n", "0.2 x\n",
    "nb ", "split between ", "(No 1)", "漢",
]  # fmt: skip


def cost(text):
    start = process_time()
    message.read(text, today=TODAY)
    return process_time() - start


BLANK = [
    "bookmark: {}x",
    "0.3{}0.2 Jones, call",
    "0.2 call{}no make that 0.3",
    "0.2 call hearing{}Monday",
    "0.2 each{}A and B",
    "0.2 call{}comma x",
    "0.2 call {}new line 0.3 x",
]


@pytest.mark.parametrize("line", BLANK)
@pytest.mark.parametrize("fill", [" ", ". ", "\u00a0"])
def test_a_run_of_blanks_is_read_in_no_time(line, fill):
    start = process_time()
    message.read(line.replace("{}", fill * 20_000), today=TODAY)

    assert process_time() - start < 1


@pytest.mark.parametrize("part", GROWING)
def test_no_line_takes_a_quadratic_path(part):
    """Twice the words may take little more than twice the time; a path that
    squares takes sixteen times as long for four times the words."""
    small = min(cost("0.2 " + part * (480 // len(part))) for _ in range(5))
    large = min(cost("0.2 " + part * (1920 // len(part))) for _ in range(5))

    assert large < 12 * small + 0.005


def test_ten_megabytes_are_answered_like_the_first_of_them():
    answer = message.read("0.1 call with client\n" * 500_000, today=TODAY)

    assert len(answer.drafts) == 200
    assert [each.kind for each in answer.problems] == ["too_long"]


@given(st.integers(1, 2000))
def test_minutes_read_back_as_they_are_said(minutes):
    (found,) = durations.scan(durations.say(minutes))

    assert found.minutes == minutes
