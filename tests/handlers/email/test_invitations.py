"""A calendar part proposes a meeting: what, when, how long."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from bot.messages import Invitation
from handlers.email import invitations, letters
from tests.handlers.email.making import OWN, multipart, part, whole

AEDT = timezone(timedelta(hours=11))
TEN = datetime(2026, 11, 20, 10)


def _calendar(*lines, method="REQUEST", before=()):
    event = ["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT"]
    return "\r\n".join(
        ["BEGIN:VCALENDAR", f"METHOD:{method}", *before, *event, "END:VCALENDAR", ""]
    ).encode()


@pytest.mark.parametrize(
    ("lines", "invitation"),
    [
        (
            [
                "SUMMARY:Mediation Smith v Jones",
                "DTSTART:20261120T100000Z",
                "DTEND:20261120T113000Z",
            ],
            Invitation("Mediation Smith v Jones", TEN.replace(tzinfo=UTC), 90),
        ),
        (
            [
                "SUMMARY:M",
                "DTSTART;TZID=Australia/Sydney:20261120T100000",
                "DURATION:PT45M",
            ],
            Invitation("M", TEN.replace(tzinfo=AEDT), 45),
        ),
        (
            [
                "SUMMARY:M",
                "DTSTART;TZID=AUS Eastern Standard Time:20261120T100000",
                "DTEND;TZID=AUS Eastern Standard Time:20261120T110000",
            ],
            Invitation("M", TEN.replace(tzinfo=AEDT), 60),
        ),
        (
            [
                "SUMMARY:M",
                "DTSTART;TZID=Their own:20261120T100000",
                "DTEND;TZID=Their own:20261120T110000",
            ],
            Invitation("M", TEN, 60),
        ),
        (["SUMMARY:M", "DTSTART:20261120T100000"], Invitation("M", TEN, 0)),
        (
            ["SUMMARY:M", "DTSTART;VALUE=DATE:20261120", "DTEND;VALUE=DATE:20261121"],
            Invitation("M", None, 0),
        ),
        (
            ["SUMMARY:M", "DTSTART:20261120T100000Z", "DTEND:20261120T090000Z"],
            Invitation("M", TEN.replace(tzinfo=UTC), 0),
        ),
        (
            ["SUMMARY:M", "DTSTART:20261120T100000Z", "DTEND:20261120T110000"],
            Invitation("M", TEN.replace(tzinfo=UTC), 0),
        ),
        (
            ["SUMMARY:M", "DTSTART:20261120T100000Z", "DTEND:20261124T100000Z"],
            Invitation("M", TEN.replace(tzinfo=UTC), 0),
        ),
        (
            ["SUMMARY:Med\r\n iation\\, day\\n2", "DTSTART:20261120T100000"],
            Invitation("Mediation, day 2", TEN, 0),
        ),
        (["SUMMARY;LANGUAGE=en:M", "DTSTART:20261120T100000"], Invitation("M", TEN, 0)),
        (["DTSTART:20261120T100000"], Invitation("", TEN, 0)),
        (["SUMMARY:M", "DTSTART:garbage"], Invitation("M", None, 0)),
        (["DTSTART:garbage"], None),
        ([], None),
    ],
)
def test_a_meeting_is_read(lines, invitation):
    assert invitations.read(_calendar(*lines)) == invitation


@pytest.mark.parametrize("method", ["REPLY", "CANCEL", "COUNTER"])
def test_an_answer_or_a_withdrawal_proposes_nothing(method):
    assert (
        invitations.read(
            _calendar("SUMMARY:M", "DTSTART:20261120T100000", method=method)
        )
        is None
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\xff",
        b"BEGIN:VCALENDAR",
        b"BEGIN:VEVENT\n;;;\n::\nEND:VEVENT",
        b"BEGIN:VEVENT\nBEGIN:VEVENT\nEND:VEVENT",
    ],
)
def test_what_is_no_calendar_proposes_nothing(data):
    assert invitations.read(data) is None


def test_a_calendar_with_a_huge_file_in_it_is_read_as_far_as_needed():
    data = _calendar("SUMMARY:M", "DTSTART:20261120T100000", "ATTACH:" + "x" * 500_000)

    assert invitations.read(data) == Invitation("M", TEN, 0)


def test_a_letter_brings_its_invitation_and_keeps_its_words():
    calendar = part(
        _calendar("SUMMARY:M", "DTSTART:20261120T100000"),
        "text/calendar; method=REQUEST",
    )

    read = letters.read(whole(multipart(part(OWN), calendar, kind="alternative")))

    assert read.invitation == Invitation("M", TEN, 0)
    assert (read.text.strip(), read.automatic) == (OWN, False)


def test_a_click_on_accept_is_a_machines_letter():
    calendar = part(
        _calendar("SUMMARY:M", method="REPLY"), "text/calendar; method=REPLY"
    )

    read = letters.read(
        whole(multipart(part("Ada has accepted"), calendar), Subject="Accepted: M")
    )

    assert read.automatic
    assert read.invitation is None
