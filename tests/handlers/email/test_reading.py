"""What a letter says to us: own words, the subject where it is theirs, and the thread."""

import json
from datetime import date
from html import escape

import pytest

from handlers.email import reading
from tests.handlers.email.making import OWN, attached, letter, multipart, part, whole

KEY = "0a" * 32
FORWARDED = (
    "---------- Forwarded message ---------\nFrom: Jane Doe <jane@client.example>\n"
    "Date: Tue, 17 Nov 2026 at 09:00\nSubject: Settlement offer\n"
    "To: Ada <ada@firm.example>\n\n0.5 hearing, 9.9 decoy\n"
)
QUOTED = (
    "On Tue, 17 Nov 2026 at 09:00, Jane Doe <jane@client.example> wrote:\n> 9.9 decoy\n"
)


@pytest.mark.parametrize(
    ("subject", "body", "said"),
    [
        # The subject of a new letter is a line, a command, or the whole of it.
        ("", OWN, OWN),
        (OWN, "", OWN),
        (OWN, "Thanks", OWN),
        (OWN, "Kind regards\nAda", OWN),
        (OWN, OWN, OWN),
        (OWN, f"{OWN}\n0.3 email to Jones", f"{OWN}\n0.3 email to Jones"),
        ("0.2 call Smith", OWN, OWN),
        (
            "0.2 call Smith",
            "0.3 email to Jane, Jones file",
            "0.2 call Smith\n0.3 email to Jane, Jones file",
        ),
        (
            "0.2 call, Smith",
            "0.2 email to Jane, Jones file",
            "0.2 call, Smith\n0.2 email to Jane, Jones file",
        ),
        (
            "Bookmark: paused at clause 12, Chen file",
            "",
            "Bookmark: paused at clause 12, Chen file",
        ),
        (
            "Bookmark: paused at clause 12, Chen file",
            "Thanks",
            "Bookmark: paused at clause 12, Chen file",
        ),
        ("today", "", "today"),
        ("export clio", "Thanks, Ada", "export clio"),
        ("export clio", "Could you send me the file?", "export clio"),
        ("Question", "export clio", "export clio"),
        ("export clio", "today", "today"),
        ("today", OWN, OWN),
        # It may be a heading over the lines of the body.
        ("Smith v Jones", "0.2 call", "Smith v Jones\n0.2 call"),
        ("Smith file", "0.2 call\n0.3 email", "Smith file\n0.2 call\n0.3 email"),
        ("Re: Smith v Jones", "0.2 call", "Re: Smith v Jones\n0.2 call"),
        ("2024-FAM-0312", "0.2 call", "2024-FAM-0312\n0.2 call"),
        ("Monday", OWN, f"Monday\n{OWN}"),
        ("16 November", OWN, f"16 November\n{OWN}"),
        ("Smith v Jones", "0.2 call, Chen file", "0.2 call, Chen file"),
        ("[EXTERNAL] Smith v Jones", "0.2 call", "Smith v Jones\n0.2 call"),
        (
            "0.5 draft orders, Patel file",
            "0.5 draft orders",
            "0.5 draft orders, Patel file",
        ),
        # And it may be nothing of ours.
        ("[EXTERNAL] Re: 0.5 hearing", "", ""),
        ("***SPAM*** Fwd: 0.5 hearing", OWN, OWN),
        ("[Ticket 12] RE: 0.5 hearing", OWN, OWN),
        ("Time", OWN, OWN),
        ("Timesheet", OWN, OWN),
        ("Notes", "0.2 call", "0.2 call"),
        ("(no subject)", "0.2 call", "0.2 call"),
        ("Settlement offer", "0.2 call", "0.2 call"),
        (
            "Quick note",
            "Hello there, all is well here",
            "Hello there, all is well here",
        ),
        ("Re: 0.5 hearing", "", ""),
        ("Re: 0.5 hearing", OWN, OWN),
        ("Fwd: 0.5 hearing", OWN, OWN),
        ("WG: 0.5 Termin", OWN, OWN),
        # On top of a forwarded letter it counts when the person wrote it anew.
        ("Fwd: Settlement offer", f"{OWN}\n\n{FORWARDED}", OWN),
        ("Fwd: Settlement offer 0.5", FORWARDED, ""),
        ("Settlement offer", f"{OWN}\n\n{FORWARDED}", OWN),
        ("settlement  OFFER", FORWARDED, ""),
        ("[EXT] Settlement offer", FORWARDED, ""),
        ("[EXT] FW: 0.5 hearing", FORWARDED, ""),
        (OWN, FORWARDED, OWN),
        (OWN, f"0.3 email\n\n{FORWARDED}", f"{OWN}\n0.3 email"),
        ("Smith v Jones", f"0.2 review\n\n{FORWARDED}", "Smith v Jones\n0.2 review"),
        ("Smith v Jones", f"0.2\n\n{FORWARDED}", "Smith v Jones\n0.2"),
        # And never on top of an answer.
        ("Re: Settlement offer", f"{OWN}\n\n{QUOTED}", OWN),
        ("0.5 hearing", f"{OWN}\n\n{QUOTED}", OWN),
    ],
)
def test_what_is_said(subject, body, said):
    assert reading.read(letter(body, Subject=subject)).said == said


def test_a_subject_over_an_answer_without_quotes_is_no_heading():
    read = reading.read(
        letter("0.2 call", Subject="Re: Smith v Jones", In_Reply_To="<a@x>")
    )

    assert read.said == "0.2 call"


@pytest.mark.parametrize("own", ["ok", "1", "undo", "Jones"])
def test_an_answer_in_few_words_is_what_is_said(own):
    made = letter(
        own, Subject="Kept: 0.2 h call", In_Reply_To=f"<re.{KEY}@firm.example>"
    )

    assert reading.read(made).said == own


@pytest.mark.parametrize(("own", "said"), [("", OWN), ("0.3 email", "0.3 email")])
def test_the_subject_of_an_answer_counts_only_without_other_words(own, said):
    assert reading.read(letter(own, Subject=OWN, In_Reply_To="<a@x>")).said == said


def test_an_attached_letter_is_what_the_words_stand_on():
    read = reading.read(
        whole(multipart(part(OWN), attached()), Subject="Settlement offer")
    )

    assert (read.kind, read.said) == ("forward", OWN)
    assert read.original.subject == "Settlement offer"


def test_the_subject_over_an_attached_letter_may_be_the_line():
    read = reading.read(whole(multipart(attached()), Subject=OWN))

    assert (read.kind, read.said) == ("forward", OWN)


@pytest.mark.parametrize(
    ("head", "thread"),
    [
        ({}, None),
        ({"In-Reply-To": f"<re.{KEY}@firm.example>"}, f"email:{KEY}"),
        ({"References": f"<a@x> <re.{KEY}@firm.example>"}, f"email:{KEY}"),
        ({"References": f"<re.{'1b' * 32}@x> <re.{KEY}@x> <b@x>"}, f"email:{KEY}"),
        ({"In-Reply-To": "<a@x>", "References": f"<re.{KEY}@x>"}, f"email:{KEY}"),
        ({"In-Reply-To": f"<re.{KEY[1:]}@x>"}, None),
        ({"In-Reply-To": f"<xre.{KEY}@x>"}, None),
        ({"In-Reply-To": f"<re.{KEY.upper()}@x>"}, None),
    ],
)
def test_an_answer_to_ours_is_in_its_thread(head, thread):
    assert reading.read(letter("ok", **head)).thread == thread


def test_a_machine_says_nothing():
    read = reading.read(letter(OWN, Auto_Submitted="auto-replied"))

    assert (read.said, read.letter.automatic) == ("", True)
    assert reading.as_json(read, today=date(2026, 11, 18))["entries"] == []


def test_the_key_is_the_letters_own():
    read = reading.read(letter(OWN))

    assert read.key == f"email:{read.fingerprint}"
    assert len(read.fingerprint) == 64


def test_what_the_head_says_is_known_before_the_rest_of_a_large_letter():
    known = []
    raw = letter(OWN + "\n" + "word " * 20_000, Subject="Monday")

    read = reading.read(raw, early=known.append)

    (early,) = known
    assert (early.letter.subject, early.letter.sender) == ("Monday", "ada@firm.example")
    assert (early.said, early.letter.notes) == ("", ("overdue",))
    assert early.key == read.key


@pytest.mark.parametrize(
    ("body", "notes"),
    [
        (f"{OWN}\n" + "word " * 200_000, ["cut"]),
        (f"{OWN}\n\n{FORWARDED}" + "word " * 200_000, []),
    ],
)
def test_a_cut_is_told_only_where_it_may_have_cut_own_words(body, notes):
    assert list(reading.read(letter(body)).letter.notes) == notes


def test_as_json_has_the_shape_that_programs_rely_on():
    read = reading.read(
        letter(f"{OWN}\n\n{FORWARDED}", Subject="Fwd: Settlement offer")
    )

    said = reading.as_json(read, today=date(2026, 11, 18), trust="dkim")

    assert list(said) == [
        "from",
        "subject",
        "message_id",
        "automatic",
        "trust",
        "said",
        "forwarded",
        "entries",
        "bookmark",
        "problems",
    ]
    assert said["from"] == "ada@firm.example"
    assert said["message_id"] == "<one@firm.example>"
    assert (said["automatic"], said["trust"], said["said"]) == (False, "dkim", OWN)
    assert said["forwarded"] == {
        "from": "Jane Doe <jane@client.example>",
        "to": "Ada <ada@firm.example>",
        "subject": "Settlement offer",
        "date": "Tue, 17 Nov 2026 at 09:00",
    }
    assert [(each["minutes"], each["matter"]) for each in said["entries"]] == [
        (12, "Smith")
    ]
    json.dumps(said)


def test_a_time_without_words_gets_the_originals():
    read = reading.read(letter(f"0.2\n\n{FORWARDED}", Subject="Fwd: Settlement offer"))

    (entry,) = reading.as_json(read, today=date(2026, 11, 18))["entries"]

    assert entry["narrative"] == "Email from Jane Doe re Settlement offer"


def test_a_command_is_no_problem():
    read = reading.read(letter("export clio"))

    assert reading.as_json(read, today=date(2026, 11, 18))["problems"] == []


def test_several_attached_letters_are_all_named():
    read = reading.read(whole(multipart(part(OWN), attached("One"), attached("Two"))))

    said = reading.as_json(read, today=date(2026, 11, 18))

    assert said["forwarded"]["subject"] == "One"
    assert [each["subject"] for each in said["attached"]] == ["One", "Two"]


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_what_breaks_a_line_inside_of_a_quote_ends_no_quote(end):
    """Only the beginning of such a line bears the mark that its client has put."""
    quoted = f"> hello{end}9.9 decoy, Jones file\n> bye\n"
    attribution = "On Tue, 17 Nov 2026 at 09:00, Jane <jane@client.example> wrote:"
    head = {"Content_Type": "text/plain; charset=utf-8", "Subject": "Re: offer"}
    for body in (f"{OWN}\n\n{attribution}\n\n{quoted}", f"{quoted}\n{OWN}\n"):
        assert reading.read(letter(body.encode(), **head)).said == OWN


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029", "\x0b"], ids=ascii)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_name_that_breaks_the_line_above_a_quote_says_nothing(end, kind):
    name = f"Jane{end}9.9 decoy, Jones file"
    attribution = f"On 17/11/2026 09:00, {name} <jane@client.example> wrote:"
    body = f"{OWN}\n\n{attribution}\n> hello\n"
    if kind == "html":
        body = f"<p>{OWN}</p>\n<p>{escape(attribution)}</p>\n<blockquote>hello</blockquote>"
    head = {"Content_Type": f"text/{kind}; charset=utf-8", "Subject": "Re: offer"}

    assert reading.read(letter(body.encode(), **head)).said == OWN


@pytest.mark.parametrize("end", ["\r", "\r\r\n", "\x85", "\u2028"], ids=ascii)
def test_where_nothing_else_breaks_a_line_it_does(end):
    body = f"{OWN}{end}0.3 email to Jones"
    head = {"Content_Type": "text/plain; charset=utf-8", "Subject": "time"}

    said = reading.read(letter(body.encode(), **head)).said
    assert [each for each in said.split("\n") if each] == [OWN, "0.3 email to Jones"]
