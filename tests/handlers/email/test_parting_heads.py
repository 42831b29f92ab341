"""The head of a forwarded letter, however it is written."""

import pytest

from handlers.email import parting
from handlers.email.letters import Letter

LINE = "0.2 call re lease, Smith file"
JANE = "Jane Doe <jane@client.example>"
# what stands under the line; sender, recipients, subject and date that it has.
HEADS = [
    (
        f"Od: {JANE}\nPoslato: 17. novembar 2026. 15:15\nZa: x@y.example\nTema: Ponuda",
        JANE,
        "x@y.example",
        "Ponuda",
        "17. novembar 2026. 15:15",
    ),
    (
        f"*From:* {JANE}\n*Sent:* Tuesday, 17 November 2026 3:15 PM\n*To:* Ada <ada@firm.example>\n*Subject:* Offer",
        JANE,
        "Ada <ada@firm.example>",
        "Offer",
        "Tuesday, 17 November 2026 3:15 PM",
    ),
    (
        f"**From:** {JANE}\n**Date:** 17 Nov 2026\n**Subject:** *Offer*",
        JANE,
        "",
        "Offer",
        "17 Nov 2026",
    ),
    (
        f"From : {JANE}\nDate : 17 Nov 2026\nTo : x@y.example\nSubject : Offer",
        JANE,
        "x@y.example",
        "Offer",
        "17 Nov 2026",
    ),
    (
        f"From:\u00a0{JANE}\nSent:\u00a017 Nov 2026 3:15 PM\nTo:\u00a0x@y.example\nSubject:\u00a0Offer",
        JANE,
        "x@y.example",
        "Offer",
        "17 Nov 2026 3:15 PM",
    ),
    (
        f"From:\t{JANE}\nTo:\tx@y.example\nDate:\t17 Nov 2026\nSubject:\tOffer",
        JANE,
        "x@y.example",
        "Offer",
        "17 Nov 2026",
    ),
    (
        f"    Date: Tue, 17 Nov 2026\n    From: {JANE}\nReply-To: z@y.example\n Subject: Offer\n      To: x@y.example",
        JANE,
        "x@y.example",
        "Offer",
        "Tue, 17 Nov 2026",
    ),
    (
        "From: Doe, Jane [mailto:jane@client.example]\nSent: Tuesday, 17 November 2026 3:15 PM\nTo: Ada\nSubject: Offer",
        "Doe, Jane <jane@client.example>",
        "Ada",
        "Offer",
        "Tuesday, 17 November 2026 3:15 PM",
    ),
    (
        'From: "Doe, Jane (Legal)" <jane@client.example<mailto:jane@client.example>>\nSent: 17 November 2026\nTo: Ada <ada@firm.example<mailto:ada@firm.example>>\nSubject: Offer',
        '"Doe, Jane (Legal)" <jane@client.example>',
        "Ada <ada@firm.example>",
        "Offer",
        "17 November 2026",
    ),
    (
        "From: Jane Doe <mailto:jane@client.example>\nSent: 17 November 2026\nTo: Ada\nSubject: Offer",
        JANE,
        "Ada",
        "Offer",
        "17 November 2026",
    ),
    (
        "From: jane@client.example <jane@client.example> On Behalf Of Ben Roe\nSent: 17 November 2026\nTo: Ada\nSubject: Offer",
        "jane@client.example <jane@client.example> On Behalf Of Ben Roe",
        "Ada",
        "Offer",
        "17 November 2026",
    ),
    (
        "From: /O=CLIENT/OU=EXCHANGE/CN=RECIPIENTS/CN=JDOE\nSent: 17 November 2026 3:15 PM\nTo: Ada\nSubject: Offer",
        "/O=CLIENT/OU=EXCHANGE/CN=RECIPIENTS/CN=JDOE",
        "Ada",
        "Offer",
        "17 November 2026 3:15 PM",
    ),
    (
        "From: Jane Doe\nSent: Tuesday, 17 November 2026 3:15 PM\nTo: undisclosed-recipients:;\nSubject: Offer",
        "Jane Doe",
        "undisclosed-recipients:",
        "Offer",
        "Tuesday, 17 November 2026 3:15 PM",
    ),
    (
        f"From: {JANE}\nSent: 17 November 2026 3:15 PM\nTo: Ada <ada@firm.example>\nSubject:",
        JANE,
        "Ada <ada@firm.example>",
        "",
        "17 November 2026 3:15 PM",
    ),
    (
        f"From: {JANE}\nSent: 17 November 2026 3:15 PM\nTo: Ada <ada@firm.example>\nSubject: \n",
        JANE,
        "Ada <ada@firm.example>",
        "",
        "17 November 2026 3:15 PM",
    ),
    (
        f"From: {JANE}\nTo: Ada <ada@firm.example>\nSubject: Offer",
        JANE,
        "Ada <ada@firm.example>",
        "Offer",
        "",
    ),
    (
        f"Subject: Offer\nFrom: {JANE}\nTo: Ada <ada@firm.example>",
        JANE,
        "Ada <ada@firm.example>",
        "Offer",
        "",
    ),
    (
        f"From: {JANE}\nSent: 17 November 2026 3:15 PM\nTo: Ada Byron <ada@firm.example>; Ben Roe <ben@firm.example>;\n Carl Poe <carl@firm.example>; Dora Moe\n <dora@firm.example>\nCc: Zed\nSubject: Offer",
        JANE,
        "Ada Byron <ada@firm.example>; Ben Roe <ben@firm.example>; Carl Poe <carl@firm.example>; Dora Moe <dora@firm.example>",
        "Offer",
        "17 November 2026 3:15 PM",
    ),
    (
        f"From: {JANE}\nSent: 17 November 2026 3:15 PM\nTo: Ada Byron <ada@firm.example>; Ben Roe <ben@firm.example>;\nCarl Poe <carl@firm.example>\nSubject: Offer",
        JANE,
        "Ada Byron <ada@firm.example>; Ben Roe <ben@firm.example>; Carl Poe <carl@firm.example>",
        "Offer",
        "17 November 2026 3:15 PM",
    ),
    (
        f"From: {JANE}\nSent: 17 November 2026 3:15 PM\nTo: Ada\nSubject: Deed of settlement between Smith Holdings Pty Ltd and Jones:\nproposed amendments",
        JANE,
        "Ada",
        "Deed of settlement between Smith Holdings Pty Ltd and Jones: proposed amendments",
        "17 November 2026 3:15 PM",
    ),
    (
        f"From: {JANE}\nSent: 17 November 2026 3:15 PM\nTo: Ada\nSubject: Deed of settlement between Smith Holdings Pty Ltd and Jones\n  proposed amendments\nImportance: High",
        JANE,
        "Ada",
        "Deed of settlement between Smith Holdings Pty Ltd and Jones proposed amendments",
        "17 November 2026 3:15 PM",
    ),
    (
        f"From: {JANE}\n\nSent: 17 November 2026 3:15 PM\n\nTo: Ada\n\nSubject: Offer",
        JANE,
        "Ada",
        "Offer",
        "17 November 2026 3:15 PM",
    ),
    (
        "From:\nJane Doe <jane@client.example>\nSent:\n17 November 2026 3:15 PM\nTo:\nAda\nSubject:\nOffer",
        JANE,
        "Ada",
        "Offer",
        "17 November 2026 3:15 PM",
    ),
    (
        f"| From: | {JANE} |\n| Sent: | 17 November 2026 3:15 PM |\n| To: | Ada |\n| Subject: | Offer |",
        JANE,
        "Ada",
        "Offer",
        "17 November 2026 3:15 PM",
    ),
    (
        f"________________________________\nFrom: {JANE}\nSent: 17 November 2026\nTo: Ada\nSubject: Re: Offer 0.5",
        JANE,
        "Ada",
        "Re: Offer 0.5",
        "17 November 2026",
    ),
    (
        f"-----Original Message-----\nFrom: {JANE}\nSent: 17 November 2026\nTo: Ada\nSubject: RE: FW: Offer",
        JANE,
        "Ada",
        "RE: FW: Offer",
        "17 November 2026",
    ),
    (
        f"-----Original Appointment-----\nFrom: {JANE}\nSent: 17 November 2026\nTo: Ada\nSubject: Mediation\nWhen: Monday, 23 November 2026 9:00 AM-9:30 AM\nWhere: Court",
        JANE,
        "Ada",
        "Mediation",
        "17 November 2026",
    ),
    (
        '------ Forwarded Message ------\nFrom "Jane Doe" <jane@client.example>\nTo "Ada" <ada@firm.example>\nDate 17/11/2026 3:15:12 PM\nSubject Offer',
        '"Jane Doe" <jane@client.example>',
        '"Ada" <ada@firm.example>',
        "Offer",
        "17/11/2026 3:15:12 PM",
    ),
    (
        f"----- Forwarded message from {JANE} -----\n\nDate: Tue, 17 Nov 2026 15:15:12 +1100\nFrom: {JANE}\nTo: ada@firm.example\nSubject: Offer\nUser-Agent: Mutt/2.2.12\nX-Spam-Score: 0.5",
        JANE,
        "ada@firm.example",
        "Offer",
        "Tue, 17 Nov 2026 15:15:12 +1100",
    ),
    (
        f"-------------------- Start of forwarded message --------------------\nFrom: {JANE}\nTo: ada@firm.example\nSubject: Offer\nDate: Tue, 17 Nov 2026",
        JANE,
        "ada@firm.example",
        "Offer",
        "Tue, 17 Nov 2026",
    ),
    (
        f"============ Forwarded message ============\nFrom: {JANE}\nTo: ada@firm.example\nDate: Tue, 17 Nov 2026\nSubject: Offer\n============ Forwarded message ============",
        JANE,
        "ada@firm.example",
        "Offer",
        "Tue, 17 Nov 2026",
    ),
    (
        f"----------  Forwarded Message  ----------\n\nSubject: Offer\nDate: Tuesday, 17 November 2026, 15:15:12 AEDT\nFrom: {JANE}\nTo: ada@firm.example",
        JANE,
        "ada@firm.example",
        "Offer",
        "Tuesday, 17 November 2026, 15:15:12 AEDT",
    ),
    (
        f"---------------------------- Original Message ----------------------------\nSubject: Offer\nFrom:    {JANE}\nDate:    Tue, November 17, 2026 3:15 pm\nTo:      ada@firm.example\n--------------------------------------------------------------------------",
        JANE,
        "ada@firm.example",
        "Offer",
        "Tue, November 17, 2026 3:15 pm",
    ),
    (
        "----- Forwarded by Ada Byron/Firm on 18/11/2026 10:02 AM -----\n\nFrom:   Jane Doe <jane@client.example>\nTo:     Ada Byron/Firm\nDate:   17/11/2026 15:15\nSubject:        Offer",
        JANE,
        "Ada Byron/Firm",
        "Offer",
        "17/11/2026 15:15",
    ),
    (
        "-----Jane Doe <jane@client.example> wrote: -----\nTo: Ada <ada@firm.example>\nFrom: Jane Doe <jane@client.example>\nDate: 17/11/2026 03:15PM\nSubject: Offer",
        JANE,
        "Ada <ada@firm.example>",
        "Offer",
        "17/11/2026 03:15PM",
    ),
    (
        f"This is a forwarded message\nFrom: {JANE}\nTo: ada@firm.example\nDate: Tuesday, November 17, 2026, 3:15:12 PM\nSubject: Offer\n\n===8<==============Original message text===============",
        JANE,
        "ada@firm.example",
        "Offer",
        "Tuesday, November 17, 2026, 3:15:12 PM",
    ),
    (
        f"> Message du 17/11/26 15:15\n> De : {JANE}\n> A : ada@firm.example\n> Copie à : \n> Objet : Offer",
        JANE,
        "ada@firm.example",
        "Offer",
        "",
    ),
    (
        '-------- Пересылаемое сообщение --------\nКому: ada@firm.example;\nТема: Offer\n17.11.2026, 15:15, "Jane Doe" <jane@client.example>:',
        JANE,
        "ada@firm.example",
        "Offer",
        "17.11.2026, 15:15",
    ),
    (
        f"Gesendet: Dienstag, 17. November 2026 um 15:15 Uhr\nVon: {JANE}\nAn: ada@firm.example\nBetreff: Offer",
        JANE,
        "ada@firm.example",
        "Offer",
        "Dienstag, 17. November 2026 um 15:15 Uhr",
    ),
    (
        "----Messaggio originale----\nDa: jane@client.example\nData: 17-nov-2026 15.15\nA: <ada@firm.example>\nOgg: Offer",
        "jane@client.example",
        "<ada@firm.example>",
        "Offer",
        "17-nov-2026 15.15",
    ),
    (
        f"發件人： {JANE}\n寄件日期： 2026年11月17日 下午 3:15\n收件者： ada@firm.example\n主旨： Offer",
        JANE,
        "ada@firm.example",
        "Offer",
        "2026年11月17日 下午 3:15",
    ),
    (
        f"Afzðær: {JANE}\nSkyndt: 17. nov 2026 15:15\nTyl: ada@firm.example\nÆfne: Offer",
        JANE,
        "ada@firm.example",
        "Offer",
        "17. nov 2026 15:15",
    ),
]


@pytest.mark.parametrize(
    ("head", "sender", "recipients", "subject", "date"),
    HEADS,
    ids=[each[0][:60] for each in HEADS],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n\n\n"])
def test_a_head_is_read(head, sender, recipients, subject, date, gap):
    quote = "> " if head.startswith(">") else ""
    body = f"\n\n{quote}0.9 call, Decoy file\n{quote}Fwd: 1.5 hours\n"

    parted = parting.part(_letter(f"{LINE}{gap}{head}{body}"))

    assert parted.own == LINE
    assert parted.kind == "forward"
    told = parted.original
    assert (told.sender, told.recipients, told.subject, told.date) == (
        sender,
        recipients,
        subject,
        date,
    )


@pytest.mark.parametrize(
    ("head", "sender"),
    [each[:2] for each in HEADS],
    ids=[each[0][:60] for each in HEADS],
)
def test_only_the_outermost_letter_is_the_original(head, sender):
    inner = "\n\nFrom: Zed <zed@else.example>\nSent: 1 May 2026 1:00 PM\nTo: Jane\nSubject: Other\n\n0.8 call"
    quote = "> " if head.startswith(">") else ""

    for between in (
        inner,
        "\n\n-----Original Message-----" + inner,
        "\n\nOn 1 May 2026, Zed <zed@else.example> wrote:\n> 0.8 call",
    ):
        quoted = "".join(
            f"\n{quote}{each}".rstrip(" ") for each in between.split("\n")[1:]
        )
        parted = parting.part(
            _letter(f"{LINE}\n\n{head}\n{quote}\n{quote}See below.{quoted}")
        )

        assert parted.own == LINE
        assert parted.original.sender == sender


@pytest.mark.parametrize(
    "head",
    [
        "~~~~ Wyterlyden ~~~~\n* jane@client.example, 17.11.2026 15:15",
        "_______________\nJane Doe (jane@client.example)\nOffer",
        "Xx: jane@client.example\nYy: Offer",
        "2026-11-17 jane@client.example",
    ],
)
def test_what_a_subject_announces_is_cut_though_no_table_knows_its_head(head):
    text = f"{LINE}\n\n{head}\n\n0.9 call, Decoy file\n"

    parted = parting.part(
        Letter(sender="ada@firm.example", subject="Fwd: Offer", text=text)
    )

    assert parted.kind == "forward"
    assert parted.own.split("\n")[0] == LINE
    assert "Decoy" not in parted.own
    assert parted.original.sender == "jane@client.example"
    assert parted.original.subject == "Offer"


def test_ones_own_card_is_no_correspondents():
    text = f"{LINE}\n\nAda Byron\nE: ada@firm.example\nT 02 9999 0000"

    parted = parting.part(
        Letter(sender="ada@firm.example", subject="Fwd: Offer", text=text)
    )

    assert (parted.own, parted.original, parted.kind) == (LINE, None, "new")


# Own words that have something of a head in them, and are none.
WORDS = [
    "From: Smith\nTo: Jones\n0.2 call",
    "From: office\nTo: court\nDate: 3/4/2026\n0.5 travel, Smith file",
    "Letters Smith wrote in 2026:\n0.2 first letter\n0.3 second letter",
    "From Jones: 0.2 letter\nTo Smith: 0.3 reply",
    "From: Jones 0.2 letter\nTo: Smith 0.3 reply",
    "Date: 3/4/2026\n0.2 call, Smith file",
    "Matter: Smith\nDate: 3/4/2026\nTime: 0.2\nWork: call with counsel",
    "Subject: Smith v Jones\n0.2 call",
    "To: client 0.2\nCc: counsel 0.1",
    "On Tuesday: 0.3 call",
    "On 3 March 2026: 0.3 call",
    "On 3 March 2026 Jones wrote: 0.2 reviewed it",
    "From 9:00 to 9:30: call with Jane",
    "Re: Smith\n0.2 call",
    "0.2 call\n-----\n0.3 email",
    "0.2 call\n________________________________\n0.3 email, Jones file",
    "Original message: 0.3 review, Smith file",
    "Forwarded message to counsel 0.1",
    "Begin forwarded message: 0.1",
    "0.3 draft letter as follows:\n> you are in breach of clause 4",
]


@pytest.mark.parametrize("words", WORDS)
def test_words_that_look_like_a_head_are_the_persons(words):
    parted = parting.part(_letter(words))

    kept = [
        each for each in words.split("\n") if not each.startswith((">", "---", "___"))
    ]
    assert parted.own.split("\n") == kept
    assert parted.original is None


def _letter(text):
    return Letter(sender="ada@firm.example", subject="Smith v Jones", text=text)
