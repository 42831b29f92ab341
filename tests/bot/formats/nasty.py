"""One nasty day: every text, time and state that has ever broken an import."""

from datetime import date
from decimal import Decimal

from bot.core import rounding
from bot.formats.base import Facts, Line

TODAY = date(2026, 11, 18)
FACTS = Facts(today=TODAY, has_list=True)
_BILL = rounding.biller(policy="none")


def line(number=1, minutes=12, narrative="call re scheduling", **fields):
    billed, units = _BILL(minutes or 0)
    usual = {
        "entry": 1000 + number,
        "day": TODAY,
        "matter": "Smith v Jones",
        "matter_number": "1234",
        "client": "Smith, Jane",
        "status": "open",
        "timekeeper": "Ada Lovelace",
        "code": "AL",
        "activity": "call",
        "activity_code": "A106",
        "agreed": Decimal(450),
    }
    return Line(
        number=number,
        minutes=minutes,
        billed=billed,
        units=units,
        narrative=narrative,
        **(usual | fields),
    )


CHEN = {"matter": "Estate of Chën", "matter_number": "2024-FAM-0312", "client": None}
DAY = [
    line(1, 12, "call re scheduling, with counsel"),
    line(2, 6, 'email quoting "no further offers" to client'),
    line(3, 24, "reviewing contract\npaused at clause 12"),
    line(4, 18, "Besprechung mit Frau Müller über Änderungen", **CHEN),
    line(5, 30, "与陈先生通话，关于和解", **CHEN),
    line(6, 36, "שיחה עם הלקוח על ההסכם"),
    line(7, 6, '=HYPERLINK("http://example.test","call")'),
    line(8, 6, "+61 2 5550 0000: call returned"),
    line(9, 12, "- second call, as arranged"),
    line(10, 12, "@counsel call re orders"),
    line(11, 12, "\ttabbed notes of conference"),
    line(12, 12, '"=1+1" in the draft, corrected'),
    line(13, 12, "call about the invoice", billing="no_charge"),
    line(14, 12, "training of clerk on file", billing="non_billable"),
    line(15, 60, "conference with counsel re mediation", rate=Decimal(525)),
    line(16, 60, "settling of terms with counsel", rate=Decimal("495.00")),
    line(17, 15, "call with registry re listing"),
    line(18, 45, "drafting orders by consent"),
    line(19, 20, "perusing affidavit of K. Ng"),
    line(20, 12, "emails"),
    line(21, 12, "call re scheduling, with counsel"),
    line(22, 12, "bell \x07 and half \ud83d of a pair"),
    line(23, 12, "call with nobody in particular", matter=None, matter_number=None),
    line(24, 12, "call re old matter", status="closed"),
    line(25, 12, "call re unknown matter", status=None, matter_number=None),
    line(26, None, "no time was ever said"),
    line(
        27, 12, "user, activity known there", user="ada@firm.example", category="Phone"
    ),
    line(28, 12, "sent before", delivered="2026-11-17-ada-clio.csv"),
    line(29, 12, "still to come", day=date(2026, 11, 19)),
    line(30, 12, "corrected once", revision=2, agreed=None),
    line(1, 18, "call with Ada re lease", timekeeper="Ben Ng", code=None, agreed=None),
]
