"""The small tables by themselves: sayings, separators, subjects, dictation, notices."""

import pytest

from handlers.email import (
    attributions,
    bodylines,
    dictated,
    fieldlabels,
    mailboxes,
    notices,
    separators,
    subjects,
    unwrapping,
)


@pytest.mark.parametrize(
    ("said", "sender", "date"),
    [
        (
            "On Tue, 17 Nov 2026 at 15:15, Jane Doe <jane@client.example> wrote:",
            "Jane Doe <jane@client.example>",
            "Tue, 17 Nov 2026 at 15:15",
        ),
        (
            'On 17/11/2026, 15:15, "Doe, Jane" <jane@client.example> wrote:',
            "Doe, Jane <jane@client.example>",
            "17/11/2026, 15:15",
        ),
        ("On 17/11/2026 3:15 pm, Jane Doe wrote:", "Jane Doe", "17/11/2026 3:15 pm"),
        ("Am 17.11.26 um 15:15 schrieb Jane Doe:", "Jane Doe", "17.11.26 um 15:15"),
        (
            "Am Di., 17. Nov. 2026 um 15:15 Uhr schrieb Jane Doe <jane@client.example>:",
            "Jane Doe <jane@client.example>",
            "Di., 17. Nov. 2026 um 15:15 Uhr",
        ),
        (
            "Le mar. 17 nov. 2026 à 15:15, Jane Doe <jane@client.example> a écrit :",
            "Jane Doe <jane@client.example>",
            "mar. 17 nov. 2026 à 15:15",
        ),
        (
            "Jane Doe <jane@client.example> 于2026年11月17日周二 15:15写道：",
            "Jane Doe <jane@client.example>",
            "于2026年11月17日周二 15:15",
        ),
        (
            "2026年11月17日(火) 15:15 Jane Doe <jane@client.example>:",
            "Jane Doe <jane@client.example>",
            "2026年11月17日(火) 15:15",
        ),
        (
            ">>> Jane Doe <jane@client.example> 17/11/2026 3:15 pm >>>",
            "Jane Doe <jane@client.example>",
            "17/11/2026 3:15 pm",
        ),
        (
            "16 Nov 2026, 09:14 by jane@client.example:",
            "jane@client.example",
            "16 Nov 2026, 09:14",
        ),
        ("jane@client.example writes:", "jane@client.example", ""),
        (
            "Zitat von Jane Doe <jane@client.example>:",
            "Jane Doe <jane@client.example>",
            "",
        ),
        ("Quoting jane@client.example:", "jane@client.example", ""),
        (
            "Jane Doe <jane@client.example<mailto:jane@client.example>> wrote on 17/11/2026 15:15:",
            "Jane Doe <jane@client.example>",
            "17/11/2026 15:15",
        ),
    ],
)
def test_a_saying_tells_who_and_when(said, sender, date):
    found = attributions.read(bodylines.from_text(said), 0)

    assert (found.original.sender, found.original.date) == (sender, date)


@pytest.mark.parametrize(
    "words",
    [
        "0.2 call with Jones who wrote:",
        "On Tuesday:",
        "On 3 March: 0.2 call",
        "wrote:",
        "Jones wrote:",
        "I wrote to jane@client.example on 3 March",
        "Smith v Jones 2026:",
        "Meeting 9:30 with jane@client.example",
        "",
    ],
)
def test_words_that_are_no_saying(words):
    assert attributions.read(bodylines.from_text(words), 0) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("---------- Forwarded message ---------", "forward"),
        ("-------- Original Message --------", "either"),
        ("-----Original Message-----", "either"),
        ("Begin forwarded message:", "forward"),
        ("*---------- Forwarded message ----------*", "forward"),
        ("----- End forwarded message -----", "end"),
        (
            "----- Forwarded message from Jane Doe <jane@client.example> -----",
            "forward",
        ),
        ("------------------ 原始邮件 ------------------", "either"),
        ("-------- İletilen İleti --------", "forward"),
        ("---------- Yönlendirilmiş ileti ---------", "forward"),
        ("This is a forwarded message", "forward"),
        ("Original message", None),
        ("Forwarded message", None),
        ("forwarded message to counsel", None),
        ("-----", None),
        ("", None),
        ("----- call with Jane -----", None),
    ],
)
def test_a_separator_is_known_by_its_words_and_its_frame(line, kind):
    assert separators.kind(line) == kind


@pytest.mark.parametrize(
    ("subject", "kind", "bare"),
    [
        ("Fwd: Offer", "forward", "Offer"),
        ("FW: RE: Offer", "forward", "Offer"),
        ("Re: Fwd: Offer", "reply", "Offer"),
        ("WG: Angebot", "forward", "Angebot"),
        ("AW: Angebot", "reply", "Angebot"),
        ("TR : Offre", "forward", "Offre"),
        ("İLT: Teklif", "forward", "Teklif"),
        ("转发：报价", "forward", "报价"),
        ("Re[2]: Offer", "reply", "Offer"),
        ("RE(3): Offer", "reply", "Offer"),
        ("Odp.: Oferta", "reply", "Oferta"),
        ("Fwd:", "forward", ""),
        ("0.2 call re: lease", "none", "0.2 call re: lease"),
        ("Smith: 0.2 call", "none", "Smith: 0.2 call"),
        ("Ref: Smith", "none", "Ref: Smith"),
        ("", "none", ""),
        ("Re:" * 100, "reply", "Re:" * 80),
    ],
)
def test_a_subject_is_freed_of_its_marks(subject, kind, bare):
    assert subjects.unmark(subject) == (kind, bare)


@pytest.mark.parametrize(
    "line",
    [
        "0.2 call",
        ".2 call",
        "0,2 call",
        "- 0.2 call",
        "1) 0.2 call",
        "12 min call",
        "2 units call",
        "1h30 hearing",
        "half an hour on it",
        "an hour with Jane",
        "point two call",
        "call with Jane, 0.2",
        "call - 0.2",
        "Smith - 0.2 call",
        "9:00-9:30 call",
        "Bookmark: clause 9",
    ],
)
def test_what_looks_dictated(line):
    assert dictated.surely(line)


@pytest.mark.parametrize(
    "line",
    [
        "0.2 call",
        "- 0.3 drafting the deed",
        "0.4 - perusing bill of costs",
        "0.3 hearing prep",
        "0.4 lodging caveat",
        "12 min call with Jane",
        "half an hour on the phone with Jane",
        "2 units letter",
        "1h30 mediation",
        "call with Jane, 0.2",
        "0.2 further short call with Jane",
        "12 min call, Smith file",
        "9:00-9:30 call on the Jones matter",
        "0.1 Smith v Jones, notice",
        "Bookmark: clause 9",
    ],
)
def test_what_no_signature_says(line):
    assert dictated.unlike_a_signature(line)


@pytest.mark.parametrize(
    "line",
    [
        "9:00-5:30",
        "9:00-5:00 AEST",
        "0.1 of an hour is our minimum unit",
        "0.1 hour billing units",
        "0.1 billing units",
        "30 min call: book at www.firm.example",
        "15 min free call",
        "24 hour emergency call line",
        "0.1 hour call-out fee",
        "0.5 km from court",
        "0.8 FTE, for my clients",
        "30 minute meeting: https://cal.example/ada",
        "30 min free consultation",
        "0.5 hours per file, no matter how long",
        "1.5 hours from Sydney",
        "0,5 ore",
        "1 h de consultation : 200 €",
    ],
)
def test_what_a_signature_may_say(line):
    assert not dictated.unlike_a_signature(line)


@pytest.mark.parametrize(
    "line",
    [
        "Level 12, 0.5 km from Town Hall",
        "T 02 9999 0000",
        "02.9999.0000",
        "Open 24 hours",
        "Rated 4.9 stars",
        "ABN 12.345.678.901",
        "17.11.2026",
        "Am Montag",
        "1300 555 123",
        "Suite 3.2 Collins Street",
        "24 hour emergency line",
        "0.5% interest",
        "5.2% p.a.",
    ],
)
def test_what_does_not_look_dictated(line):
    assert not dictated.surely(line)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone",
        "Dictated on my phone",
        "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Enviado desde mi iPhone",
        "Inviato da iPhone",
        "Verstuurd vanaf mijn iPhone",
        "Skickat från min iPhone",
        "Sendt fra min iPhone",
        "Lähetetty iPhonesta",
        "Wysłane z iPhone'a",
        "Odesláno z iPhonu",
        "Az iPhone-omról küldve",
        "Trimis de pe iPhone-ul meu",
        "Отправлено с iPhone",
        "Надіслано з iPhone",
        "Στάλθηκε από το iPhone μου",
        "iPhone'umdan gönderildi",
        "נשלח מה-iPhone שלי",
        "أُرسلت من الـ iPhone",
        "iPhoneから送信",
        "发自我的 iPhone",
        "從我的 iPhone 傳送",
        "나의 iPhone에서 보냄",
        "Đã gửi từ iPhone của tôi",
        "ส่งจาก iPhone ของฉัน",
        "Dikirim dari iPhone saya",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "Sent with Proton Mail secure email.",
        "Sent from Mail for Windows",
    ],
)
def test_what_a_telephone_adds_is_known(line):
    assert notices.is_sent_from(line)


@pytest.mark.parametrize(
    "line",
    [
        "CAUTION: This email originated from outside of the firm.",
        "⚠️ External email - be careful",
        "*** This is an EXTERNAL email ***",
        "[EXTERNAL]",
    ],
)
def test_what_a_gateway_warns_of_is_known(line):
    assert notices.is_banner(line)


def test_labels_are_split_from_their_values():
    assert fieldlabels.split("*From:* Jane") == ("from", "Jane")
    assert fieldlabels.split("De : Jane") == ("de", "Jane")
    assert fieldlabels.split("发件人：Jane") == ("发件人", "Jane")
    assert fieldlabels.split("| Subject: | Offer |") == ("subject", "Offer")
    assert fieldlabels.split(": x") is None
    assert fieldlabels.split("no label") is None
    assert fieldlabels.split("x" * 60 + ": y") is None


def test_addresses_lose_what_clients_put_around_them():
    assert (
        mailboxes.cleaned("Jane <jane@x.example<mailto:jane@x.example>>")
        == "Jane <jane@x.example>"
    )
    assert mailboxes.cleaned("Jane [mailto:jane@x.example]") == "Jane <jane@x.example>"
    assert mailboxes.cleaned("*Jane*  <jane@x.example>;") == "Jane <jane@x.example>"
    assert (
        mailboxes.cleaned("Jane \ue000jane@x.example\ue001") == "Jane <jane@x.example>"
    )


def test_only_a_line_that_had_no_room_is_put_back():
    full = "0.2 call with opposing counsel re the scheduling of the mediation and"

    assert unwrapping.joined([full, "exchange, Smith file"]) == [
        f"{full} exchange, Smith file"
    ]
    assert unwrapping.joined(["0.2 call", "Smith file"]) == ["0.2 call", "Smith file"]
    assert unwrapping.joined([full, "0.3 email"]) == [full, "0.3 email"]
    assert unwrapping.joined([full, "", "exchange"]) == [full, "", "exchange"]
