"""A dictated line that looks like something else is still the person's line."""

import pytest

from handlers.email import parting
from handlers.email.letters import Letter

LINES = [
    "From Jones: 0.2 letter received",
    "From: Jones 0.2 letter received",
    "On Tuesday: 0.3 call with counsel",
    "On 3/4/2026: 0.3 call with counsel",
    "On Tuesday Jones wrote: 0.2 reviewed it",
    "Date: 3/4/2026 0.2 call",
    "Date: 3 April 2026",
    "Re: Smith 0.2 call",
    "To: Jones 0.2 email",
    "Subject: 0.2 call",
    "- 0.1 bullet",
    "-- 0.2 call",
    "--0.2 call",
    "Regards clause 12: 0.3 advice",
    "Regards, 0.3 advice on clause 12",
    "0.2 - call",
    "0.2 -- call -- Smith",
    '0.3 reviewed "Forwarded message" policy, Smith file',
    "0.3 original message review",
    "Original message: 0.3 review",
    "0.3 email to jane@client.example re offer",
    "0.2 call Jane 0412 345 678 re offer",
    "call with Jane 0.2",
    "call with Jane 0412 345 678, 0.2",
    "Smith - call with Jane - 12 minutes",
    "twelve minutes call with Jane, Smith file",
    "point two call with Jane",
    "half an hour on the phone with Jane",
    "Thanks 0.2 call",
    "Sent from court: 0.2 email to client",
    "Sent letter to Jones 0.2",
    "sent via courier the deed, 0.3, Smith file",
    "From my notes: 0.4 drafting",
    "Confidential: 0.3 advice re privileged documents",
    "This email to counsel 0.2 confidential settlement",
    "The information memorandum is confidential - review 0.6, Smith file",
    "Disclaimer: 0.5 drafting disclaimer",
    "Please consider the environment report 0.7",
    "Important: 0.3 call",
    "Attention: 0.2 email to external counsel",
    "External counsel call 0.4",
    "Caution: external sender 0.3 advice on phishing, Smith file",
    "Note: 0.3 call with external accountant",
    "Level 12 lease review, 0.5",
    "Unit 4 inspection 1.5 hours",
    "Suite 3 lease 0.4, Brown file",
    "www.firm.example content review 0.3",
    "Best 0.2",
    "Cheers 0.3 call",
    "________ 0.3 call",
    "=== 0.3 call ===",
    "*0.2 call*",
    "*0.2* call, Smith file",
    "1) 0.2 call",
    "(0.2) call with Jane",
    "0.2: call with Jane",
    "0,2 call",
    ".2 call",
    "1h30 hearing",
    "9:00-9:30 call with Jane",
    "2 units call",
    "NB 0.2 call",
    "Bookmark: reviewing contract, paused at clause 12 — Chen file",
    "today",
    "export clio",
    "ok",
    "1 → Jones",
    "2: 0.3 call with counsel",
    "undo",
    "split 3 Smith, Jones",
    "matter 3 Jones",
    "Am 3.4.: 0.2 Telefonat",
    "Le 3 mars: 0.2 appel",
    "wrote: 0.2 letter",
    "Jane wrote: call me, 0.2",
    "Page 3 of the lease, 0.2",
    "Telephone call to Jane Doe 12 min, Doe file",
    "Conference at 9:30 with Tom, 0.5, Jones file",
    "Email to jane.doe@client.example 0.1, Doe file",
    "Wednesday 0.3 call to court, Lee file",
    "0.2 Sent from my iPhone complaint, Smith",
    "0.2 email from Jane Doe <jane.doe@client.example> on 3 March 2026, Smith file",
    "0.3 call at 15:15 on 17/11/2026 with Jane re offer, Smith file",
    "2024-FAM-0312 0.2 mention",
    "an hour and a half on the brief, Chen file",
    "0.2 reviewing the following:",
    "0.3 reply to “Original Message”",
]
HEAD = "From: Jane Doe <jane@client.example>\n{}To: Ada <ada@firm.example>\nSubject: Settlement 0.5\n\n0.9 call, Decoy file\n"
ORIGINALS = {
    "none": "",
    "outlook": HEAD.format("Sent: Tuesday, 17 November 2026 3:15 PM\n"),
    "owa": "_" * 32 + "\n" + HEAD.format("Sent: Tuesday, 17 November 2026 3:15 PM\n"),
    "gmail": "---------- Forwarded message ---------\n"
    + HEAD.format("Date: Tue, 17 Nov 2026 at 15:15\n"),
    "apple": "Begin forwarded message:\n\n> From: Jane Doe <jane@client.example>\n> Subject: Settlement 0.5\n> \n> 0.9 call, Decoy file\n",
    "reply": "On Tue, 17 Nov 2026 at 15:15, Jane Doe <jane@client.example> wrote:\n\n> 0.9 call, Decoy file\n> Regards\n",
    "reply, wrapped": "On Tue, 17 Nov 2026 at 15:15, Jane Doe <jane@client.example>\nwrote:\n\n> 0.9 call, Decoy file\n> Regards\n",
}
SIGNATURES = [
    "",
    "\n\n-- \nAda Byron\nT 02 9999 0000",
    "\n\nKind regards\nAda",
    "\nSent from my iPhone",
    "\n\nAda Byron\nFirm Lawyers\nPh 9999 0000\n\nThis email is confidential. If you are not the intended recipient, delete it within 0.5 hours.\nWe charge 0.1 per unit.",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_kept_whatever_it_looks_like(line):
    for name, original in ORIGINALS.items():
        for signature in SIGNATURES:
            for gap in ("\n\n", "\n"):
                parted = _parted(f"{line}{signature}{gap}{original}")
                assert parted.own == line, (name, signature, gap)
                assert bool(original) == (parted.original is not None)


@pytest.mark.parametrize("line", LINES)
def test_a_line_between_two_others_is_kept(line):
    own = f"0.2 call, Smith file\n{line}\n0.3 email, Jones file"

    for original in ORIGINALS.values():
        assert _parted(f"{own}\n\n{original}").own == own


@pytest.mark.parametrize(
    "answer",
    [
        "ok",
        "Ok",
        "yes",
        "Jones",
        "1",
        "1 → Jones",
        "2: 0.3 call",
        "undo",
        "today",
        "export clio",
        "Smith v Jones",
        "Monday",
    ],
)
def test_a_short_answer_is_not_taken_for_a_name(answer):
    for signature in (
        *SIGNATURES,
        "\n\nAda",
        "\n\nAda Byron\nPartner\n0412 345 678",
        "\n\nThanks\nAda",
    ):
        for original in ORIGINALS.values():
            assert _parted(f"{answer}{signature}\n\n{original}").own == answer


@pytest.mark.parametrize(
    "own",
    [
        "0.2 call, Smith file",
        "Bookmark: clause 12 — Chen file",
        "- 0.2 call\n- 0.3 email",
        "12 min call with Jane",
        "half an hour with Jane",
    ],
)
@pytest.mark.parametrize(
    "above",
    [
        "Sent from my iPhone",
        "Kind regards,\nAda Byron",
        "-- \nAda Byron\nPartner",
        "Ada Byron\nPartner\nT 02 9999 0000\nLevel 12, 0.5 km from Town Hall",
        "CAUTION: This email originated from outside of the firm. Do not click\nlinks or open attachments unless you recognise the sender.",
    ],
)
def test_words_under_a_signature_are_kept(above, own):
    for original in ORIGINALS.values():
        assert own in _parted(f"{above}\n\n{own}\n\n{original}").own
        assert (
            "Town Hall" not in _parted(f"{above}\n\n{own}\n\n{original}").own
            or "Town" in own
        )


@pytest.mark.parametrize("original", ["outlook", "owa", "gmail"])
@pytest.mark.parametrize("words", ["End forwarded message", "End of original message"])
def test_who_wrote_the_original_cannot_say_that_it_ends(original, words):
    below = f"\n----- {words} -----\n\n9.9 drafting, Decoy file\n"

    assert _parted(f"0.2 call\n\n{ORIGINALS[original]}{below}").own == "0.2 call"


def test_where_a_client_says_that_the_original_ends_it_does():
    head = HEAD.format("Date: Tue, 17 Nov 2026 15:15:12 +1100\n")
    body = (
        f"----- Forwarded message from Jane <jane@client.example> -----\n\n{head}\n"
        "----- End forwarded message -----\n9.9 drafting, Decoy file\n\n"
        "----- End forwarded message -----\n\n0.2 call, Smith file\n"
    )

    assert _parted(body).own.strip() == "0.2 call, Smith file"


def test_words_are_ones_own_when_everything_is_quoted():
    assert (
        _parted("> 0.2 call, Smith file\n> 0.1 email").own
        == "0.2 call, Smith file\n0.1 email"
    )
    assert (
        _parted("> From: Jane <jane@client.example>\n> Subject: x\n>\n> 0.9 call").own
        == ""
    )
    assert _parted("On 17/11/2026 15:15, Jane Doe wrote:\n> 0.9 call").own == ""


def _parted(text):
    return parting.part(
        Letter(sender="ada@firm.example", subject="Smith v Jones", text=text)
    )
