"""The tables of the dictation specification, row by row."""

from datetime import date, timedelta

import pytest

from bot import reading

WEDNESDAY = date(2026, 11, 18)


def read(text, locale="en-AU"):
    return reading.parse(text, today=WEDNESDAY, locale=locale)


def only(text, locale="en-AU"):
    answer = read(text, locale)
    assert answer["problems"] == []
    assert len(answer["entries"]) == 1
    return answer["entries"][0]


def kinds(text, locale="en-AU"):
    return [each["kind"] for each in read(text, locale)["problems"]]


DURATIONS = {
    12: "0.2|.2|0,2|0.2h|0.2 hrs|0.20 hours|2 units|2u|two units|two tenths|12m|12 min|"
    "12 minutes|twelve minutes|point two|zero point two|oh point two|nought point two|"
    "0 .2|0. 2|O.2",
    60: "1h|1 hr|one hour|an hour",
    80: "an hour twenty|one hour twenty|1h20",
    90: "1h30|1h 30m|1:30|1 hour 30|one hour thirty|1.5|1.5 hrs|one point five|"
    "an hour and a half|one and a half hours|1½ hours",
    30: "half an hour|a half hour|30 mins|9:00-9:30|9-9.30am|from 9 to 9:30",
    15: "a quarter hour|quarter of an hour|fifteen minutes|0.25",
    45: "three quarters of an hour|2pm to 2.45pm",
    75: "an hour and a quarter",
}


@pytest.mark.parametrize(
    ("words", "minutes"),
    [(each, minutes) for minutes, row in DURATIONS.items() for each in row.split("|")],
)
@pytest.mark.parametrize(
    "line", ["{} reviewing lease, Smith file", "reviewing lease, {}, Smith file"]
)
def test_every_spelling_of_a_time(words, minutes, line):
    entry = only(line.format(words))

    assert (entry["minutes"], entry["narrative"], entry["matter"]) == (
        minutes,
        "reviewing lease",
        "Smith",
    )


DAYS = {
    "yesterday": 1,
    "yest": 1,
    "today": 0,
    "this morning": 0,
    "last night": 1,
    "Monday": 2,
    "on Mon": 2,
    "last Friday": 5,
    "3 November": 15,
    "3rd of November": 15,
    "November 3": 15,
    "the 3rd": 15,
    "16/11": 2,
    "16/11/2026": 2,
    "16.11.26": 2,
    "2026-11-16": 2,
}


@pytest.mark.parametrize(("words", "back"), DAYS.items())
@pytest.mark.parametrize(
    "line",
    ["{} 0.3 reviewing lease, Smith file", "0.3 reviewing lease, Smith file, {}"],
)
def test_every_spelling_of_a_day(words, back, line):
    entry = only(line.format(words))

    assert entry["date"] == (WEDNESDAY - timedelta(days=back)).isoformat()
    assert entry["narrative"] == "reviewing lease"


ASKED = {
    "2 call with client": "duration",
    "1.30 drafting defence": "duration",
    "point to call with client": "duration",
    "0.5 discovery across Smith and Jones": "duration",
    "0.3 call re costs, Smith file, Jones file": "matter",
    "0.4 draft submissions for Friday": "date",
}


@pytest.mark.parametrize(("line", "field"), ASKED.items())
def test_what_could_be_read_two_ways_is_asked(line, field):
    assert all(field in each["asks"] for each in read(line)["entries"])
    assert read(line)["entries"]


REFUSED = {
    "": "empty",
    "call with client, Smith file": "no_duration",
    "0.2 0.3 call": "multiple_durations",
    "0.2 or 0.3 call": "multiple_durations",
    "0.2 call with client 0.3": "multiple_durations",
    "10-15 mins call with client": "multiple_durations",
    "0.0 call": "zero_duration",
    "0 minutes call": "zero_duration",
    "-0.2 call": "negative_duration",
    "minus 0.2 call": "negative_duration",
    "1h75 drafting": "invalid_duration",
    "0.5 units drafting": "invalid_duration",
    "25 hours drafting": "too_long",
    "10:30-9:00 drafting": "invalid_range",
    "31/11 0.2 call": "invalid_date",
    "4/13/26 0.2 call": "invalid_date",
    "0.2 call, tomorrow": "future_date",
    "20/11/2026 0.2 call": "future_date",
    "Wed 17 Nov 0.2 call": "date_conflict",
    "yesterday 0.2 call, 12/11": "date_conflict",
    "0.2": "no_narrative",
    "0.2, Smith file": "no_narrative",
}


@pytest.mark.parametrize(("line", "kind"), REFUSED.items())
def test_what_has_no_reading_is_a_problem_with_an_example(line, kind):
    answer = read(line)

    assert [each["kind"] for each in answer["problems"]] == [kind]
    assert answer["entries"] == []
    assert "“" in answer["problems"][0]["message"]


NOT_THE_TIME = [
    ("0.3 reviewed clause 12.1 and 3 emails", 18),
    ("0.2 second call with agent", 12),
    ("0.4 settling order 14 and s 79(2) submissions", 24),
    ("0.2 letter re extension of 14 days' notice", 12),
    ("0.3 advising on $1.5m offer and 1.5% interest", 18),
    ("0.2 inspecting unit 2 level 3, lot 12", 12),
    ("0.5 attending 10.30am mention", 30),
    ("0.4 prepare for two hour mediation", 24),
    ("0.2 email re 30 minute adjournment", 12),
    ("0.1 call to 0400 123 456", 6),
]


@pytest.mark.parametrize(("line", "minutes"), NOT_THE_TIME)
def test_a_number_that_belongs_to_something_else_stays_in_the_narrative(line, minutes):
    entry = only(line)

    assert entry["minutes"] == minutes
    assert entry["narrative"] == line.split(" ", 1)[1]


CORRECTED = [
    "0.2 no make that 0.3 call with client",
    "0.2, scratch that, 0.3 call with client",
    "0.2 sorry 0.3 call with client",
    "0.2 I mean 0.3 call with client",
    "0.2 correction 0.3 call with client",
    "0.2 call with client, no make that 0.3",
]


@pytest.mark.parametrize("line", CORRECTED)
def test_the_last_value_wins_after_a_correction(line):
    entry = only(line)

    assert (entry["minutes"], entry["narrative"]) == (18, "call with client")


NARRATIVE_DATES = [
    "0.4 prepare for hearing on 3 December",
    "0.2 second call with May Chen",
    "0.3 sat with client",
    "0.2 email re exhibits 1 of 3",
    "0.2 reviewing letter dated 12/11",
    "0.3 drafting submissions for hearing on Monday",
    "0.2 client may need advice",
]


@pytest.mark.parametrize("line", NARRATIVE_DATES)
def test_a_date_within_the_narrative_is_not_the_work_day(line):
    entry = only(line)

    assert entry["date"] == "2026-11-18"
    assert entry["narrative"] == line.split(" ", 1)[1]


LABELS = {
    "0.2 call re scheduling, Smith file": "Smith",
    "0.2 call re scheduling on the Jones matter": "Jones",
    "0.2 call re scheduling, Smith's file": "Smith",
    "0.2 call re scheduling, Mr Smith's file": "Smith",
    "0.2 call re scheduling, matter: Smith v Jones": "Smith v Jones",
    "0.2 call re scheduling, file 20261234": "20261234",
    "re: Smith 0.2 call re scheduling": "Smith",
    "0.2 call re scheduling for the Chen file": "Chen",
    "#2024-FAM-0312 0.2 call re scheduling": "2024-FAM-0312",
    "Re: Smith v Jones - 0.2 call re scheduling": "Smith v Jones",
    "0.2 call re scheduling, 2024-FAM-0312": "2024-FAM-0312",
    "0.2 call re scheduling, M-20260001": "M-20260001",
    "0.2 call re scheduling, A-12345": "A-12345",
    "0.2 call re scheduling, 12345.001": "12345.001",
    "0.2 call re scheduling, 00001-Smith": "00001-Smith",
    "0.2 call re scheduling, SMIT001": "SMIT001",
    "0.2 call re scheduling - Smith v Jones": "Smith v Jones",
    "0.2 call re scheduling, Estate of Brown": "Estate of Brown",
    "0.2 call re scheduling, Acme Pty Ltd": "Acme Pty Ltd",
    "Smith: 0.2 call re scheduling": "Smith",
    "0.2 Smith - call re scheduling": "Smith",
}


@pytest.mark.parametrize(("line", "matter"), LABELS.items())
def test_every_way_to_name_the_matter(line, matter):
    entry = only(line)

    assert (entry["matter"], entry["narrative"]) == (matter, "call re scheduling")


@pytest.mark.parametrize(
    "line",
    [
        "0.2 call re scheduling",
        "0.3 review file",
        "0.2 call with Jones re discovery",
        "0.5 meeting with Smith, Jones and Brown",
        "0.3 file Defence",
    ],
)
def test_no_label_is_guessed_from_a_name_in_the_narrative(line):
    assert only(line)["matter"] is None


@pytest.mark.parametrize(
    ("line", "billing", "rate"),
    [
        ("0.2 call with client, nb", "non_billable", None),
        ("0.2 call with client non-billable", "non_billable", None),
        ("0.2 nb call with client", "non_billable", None),
        ("0.2 call with client, do not bill", "non_billable", None),
        ("0.2 call with client (no charge)", "no_charge", None),
        ("0.2 call with client, nc", "no_charge", None),
        ("0.2 call with client, don't charge", "no_charge", None),
        ("0.2 call with client @450", "billable", "450"),
        ("0.2 call with client @ $450/h", "billable", "450"),
        ("0.2 call with client at $450 an hour ex GST", "billable", "450"),
        ("0.2 call with client, rate 450", "billable", "450"),
        ("0.2 call with client", "billable", None),
    ],
)
def test_marks_are_taken_out(line, billing, rate):
    entry = only(line)

    assert (entry["billing"], entry["rate"]) == (billing, rate)
    assert entry["narrative"] == "call with client"


@pytest.mark.parametrize(
    "line",
    [
        "0.3 advice on billable hours policy",
        "0.3 advice on no charge over the property",
        "0.2 email confirming that 0.3 ML is licensed",
        '0.2 letter saying "0.5 nb, Jones file"',
    ],
)
def test_the_same_words_within_the_narrative_stay(line):
    entry = only(line)

    assert (entry["billing"], entry["rate"], entry["matter"]) == (
        "billable",
        None,
        None,
    )
    assert entry["narrative"] == line.split(" ", 1)[1]


SEVERAL = [
    (
        "0.1 letter to registry, 0.4 drafting orders, Patel file",
        [(6, "Patel", "letter to registry"), (24, "Patel", "drafting orders")],
    ),
    (
        "letter to registry (0.1) and drafting orders (0.4), Patel file",
        [(6, "Patel", "letter to registry"), (24, "Patel", "drafting orders")],
    ),
    (
        "0.6 discovery across Smith, Jones and Chen",
        [
            (12, "Smith", "discovery"),
            (12, "Jones", "discovery"),
            (12, "Chen", "discovery"),
        ],
    ),
    (
        "0.4 each on Smith and Jones, discovery",
        [(24, "Smith", "discovery"), (24, "Jones", "discovery")],
    ),
    (
        "0.3 Smith and 0.2 Jones, call with expert",
        [(18, "Smith", "call with expert"), (12, "Jones", "call with expert")],
    ),
    (
        "Monday\nSmith file:\n- 0.2 call\n- 0.3 letter\nThanks, Ada",
        [(12, "Smith", "call"), (18, "Smith", "letter")],
    ),
    (
        "point two call with client comma smith file new line point three email to counsel",
        [(12, "smith", "call with client"), (18, None, "email to counsel")],
    ),
    ("0.2 (12 minutes) call with client", [(12, None, "call with client")]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_several_pieces_of_work(text, expected):
    answer = read(text)

    assert answer["problems"] == []
    assert [
        (each["minutes"], each["matter"], each["narrative"])
        for each in answer["entries"]
    ] == expected


def test_the_customers_own_three_lines():
    answer = read(
        "“0.1 — email to client re next steps — Jones file”\n"
        "0.2 — call with opposing counsel re scheduling — Smith file\n"
        "Bookmark: reviewing contract changes, paused at clause 12 — Chen file"
    )

    assert [
        (each["minutes"], each["matter"], each["narrative"])
        for each in answer["entries"]
    ] == [
        (6, "Jones", "email to client re next steps"),
        (12, "Smith", "call with opposing counsel re scheduling"),
    ]
    assert answer["bookmark"] == {
        "narrative": "reviewing contract changes, paused at clause 12",
        "matter": "Chen",
    }


@pytest.mark.parametrize(
    "name", ["Forbes", "Reardon", "Onslow", "Clientele", "Filey", "Matterhorn", "Inge"]
)
def test_a_heading_keeps_a_name_that_begins_like_a_mark(name):
    for heading in (f"{name} file:", f"{name}:", f"{name} v Okafor"):
        (entry,) = read(f"{heading}\n0.2 call with agent")["entries"]

        assert entry["matter"] == heading.removesuffix(":").removesuffix(" file")


def test_a_line_without_a_time_is_never_glued_to_the_one_above():
    answer = read(
        "0.2 call with client\nand then the other side rang back\ncheers, Ada"
    )

    assert [each["narrative"] for each in answer["entries"]] == ["call with client"]
    assert [each["line"] for each in answer["problems"]] == [
        "and then the other side rang back"
    ]


def test_the_month_comes_first_in_the_united_states():
    assert only("11/3 0.2 call", "en-US")["date"] == "2026-11-03"
    assert only("11/3 0.2 call", "en-NZ")["date"] == "2026-03-11"
    assert kinds("16/11/2026 0.2 call", "en-US") == ["invalid_date"]


def test_past_the_limits_there_is_a_problem_and_the_rest_is_kept():
    long = "0.2 " + "very " * 500 + "long call"

    assert kinds(long) == ["too_long"]
    assert kinds("0.2 " * 20 + "call") == ["multiple_durations"]
    answer = read("\n".join(["0.1 call with client"] * 201))
    assert len(answer["entries"]) == 200
    assert [each["kind"] for each in answer["problems"]] == ["too_long"]
