"""A letter says who sent what to whom and when, and what is shown of it."""

from datetime import datetime, timedelta, timezone

import pytest

from bot.messages import Original
from handlers.email import letters
from tests.handlers.email.making import (
    DECOY,
    OWN,
    attached,
    base64,
    letter,
    multipart,
    part,
    raw,
    whole,
)

FILE = {"Content_Disposition": "attachment"}
HTML = f"<p>{OWN}</p>"
AEDT = timezone(timedelta(hours=11))


def _shown(made):
    read = letters.read(made)
    return read.text.strip(), read.html.strip()


def test_a_letter_is_what_its_head_says():
    read = letters.read(
        letter(
            From='"Lovelace, Ada" <Ada@Firm.example>',
            To="Time <time+abc@firm.example>, ben@firm.example",
            Cc="Jane <jane@client.example>",
            Delivered_To="time+abc@firm.example",
            X_Original_To="time+def@firm.example",
            Subject="=?utf-8?q?0=2E2_call?=\r\n re Smith",
            In_Reply_To="<a@x>",
            References="<a@x>\r\n <b@x>",
        )
    )

    assert read.sender == "ada@firm.example"
    assert read.senders == ("ada@firm.example",)
    assert read.recipients == (
        "time+abc@firm.example",
        "ben@firm.example",
        "jane@client.example",
        "time+def@firm.example",
    )
    assert read.subject == "0.2 call re Smith"
    assert read.message_id == "<one@firm.example>"
    assert (read.in_reply_to, read.references) == ("<a@x>", ("<a@x>", "<b@x>"))
    assert read.date == datetime(2026, 11, 18, 10, 11, 12, tzinfo=AEDT)
    assert (read.text.strip(), read.html) == (OWN, "")
    assert (read.doubled, read.automatic, read.notes) == ((), False, ())


@pytest.mark.parametrize(
    ("head", "sender", "senders"),
    [
        ("From: ada@firm.example", "ada@firm.example", 1),
        ("From: Doe, Ada <ada@firm.example>", "ada@firm.example", 1),
        ("From: =?utf-8?q?Ada?= <ada@firm.example>", "ada@firm.example", 1),
        ("From: ada@firm.example, ben@firm.example", "", 2),
        ("From: ada@firm.example\nFrom: ben@firm.example", "", 2),
        ("From: ada@firm.example\nFrom: ada@firm.example", "", 1),
        ("From: <ada@firm.example>x <ben@firm.example>", "", 0),
        ("From: ada@firm.example, <ben@firm.example", "", 1),
        ("From: nobody", "", 0),
        ("From:", "", 0),
        ("Sender: ada@firm.example\nReply-To: ada@firm.example", "", 0),
        ("Subject: x", "", 0),
    ],
)
def test_a_sender_is_one_address_beyond_doubt(head, sender, senders):
    read = letters.read(raw(head))

    assert (read.sender, len(read.senders)) == (sender, senders)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Wed, 18 Nov 2026 10:11:12 +1100", "2026-11-18T10:11:12+11:00"),
        ("18 Nov 2026 10:11 +0545", "2026-11-18T10:11:00+05:45"),
        ("Wed, 18 Nov 2026 10:11:12 +1100 (AEDT)", "2026-11-18T10:11:12+11:00"),
        ("Wed, 18 Nov 2026 10:11:12 -0330", "2026-11-18T10:11:12-03:30"),
        ("Wed, 18 Nov 2026 10:11:12 GMT", "2026-11-18T10:11:12+00:00"),
        ("Wed, 18 Nov 2026 10:11:12 -0000", "2026-11-18T10:11:12+00:00"),
        ("Wed, 18 Nov 2026 10:11:12 EST", "2026-11-18T10:11:12-05:00"),
        ("Fri, 31 Dec 9999 23:59:59 GMT (+1100)", "9999-12-31T23:59:59+00:00"),
        ("Wed, 18 Nov 2026 10:11:12 +2500", "2026-11-17T09:11:12+00:00"),
        ("Fri, 31 Dec 9999 23:59:59 +2359", "9999-12-31T23:59:59+23:59"),
        ("Fri, 31 Dec 9999 23:59:59 -2359", None),
        ("Tue, 18 Nov 2026 10:11:12 +1100", "2026-11-18T10:11:12+11:00"),
        ("Wed, 31 Nov 2026 10:11:12 +1100", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_keeps_the_offset_that_the_letter_says(written, iso):
    date = letters.read(letter(Date=written)).date

    assert (date and date.isoformat()) == iso


@pytest.mark.parametrize(
    ("made", "text", "html"),
    [
        (letter(OWN), OWN, ""),
        (letter(HTML, Content_Type="text/html"), "", HTML),
        (letter(base64(OWN), Content_Transfer_Encoding="base64"), OWN, ""),
        (
            whole(multipart(part(OWN), part(HTML, "text/html"), kind="alternative")),
            OWN,
            HTML,
        ),
        (
            whole(multipart(part(HTML, "text/html"), part(OWN), kind="alternative")),
            OWN,
            HTML,
        ),
        (
            whole(multipart(part("\n"), part(HTML, "text/html"), kind="alternative")),
            "",
            HTML,
        ),
        (
            whole(
                multipart(
                    part(OWN),
                    multipart(
                        part(HTML, "text/html"),
                        part(b"x", "image/png"),
                        kind="related",
                        boundary="r",
                    ),
                    kind="alternative",
                )
            ),
            OWN,
            HTML,
        ),
        (
            whole(
                multipart(
                    multipart(
                        part(OWN),
                        part(HTML, "text/html"),
                        kind="alternative",
                        boundary="a",
                    ),
                    part(b"%PDF", "application/pdf", **FILE),
                )
            ),
            OWN,
            HTML,
        ),
        (
            whole(
                multipart(part("one"), part(b"%PDF", "application/pdf"), part("two"))
            ),
            "one\ntwo",
            "",
        ),
        (
            whole(
                multipart(
                    part("<p>one", "text/html"),
                    part(b"%PDF", "application/pdf"),
                    part("<p>two", "text/html"),
                )
            ),
            "",
            "<p>one\n<p>two",
        ),
        (
            whole(multipart(part(HTML, "text/html"), part("a < b"))),
            "",
            f"{HTML}\n<div>a &lt; b</div>",
        ),
        (
            whole(
                multipart(
                    part(OWN),
                    part(b"sig", "application/pkcs7-signature", **FILE),
                    kind="signed",
                )
            ),
            OWN,
            "",
        ),
        (whole(multipart(part(OWN), part(DECOY, **FILE))), OWN, ""),
        (whole(multipart(part(DECOY, **FILE), part(OWN))), OWN, ""),
        (
            whole(
                multipart(
                    part(OWN),
                    part(DECOY, Content_Disposition='inline; filename="a.txt"'),
                )
            ),
            OWN,
            "",
        ),
        (
            whole(
                multipart(part(OWN, Content_Disposition='inline; filename="body.txt"'))
            ),
            OWN,
            "",
        ),
        (whole(multipart(part(OWN), attached())), OWN, ""),
        (
            whole(
                multipart(
                    part(OWN), part(DECOY, "text/csv"), part(DECOY, "text/x-amp-html")
                )
            ),
            OWN,
            "",
        ),
        (letter(OWN, Content_Type="text"), OWN, ""),
        (letter(OWN, Content_Type="text/plain; charset"), OWN, ""),
        (letter(OWN, Content_Type="image/png"), "", ""),
        (
            letter(
                "0.2 call re \nscheduling", Content_Type="text/plain; format=flowed"
            ),
            "0.2 call re scheduling",
            "",
        ),
        (
            whole(
                multipart(
                    part("Your mail client does not support HTML."),
                    part(HTML, "text/html"),
                    kind="alternative",
                )
            ),
            "",
            HTML,
        ),
        (
            whole(
                multipart(
                    part("0.2 call; the client does not support HTML mail"),
                    kind="alternative",
                )
            ),
            "0.2 call; the client does not support HTML mail",
            "",
        ),
        (
            letter(
                "<meta charset=windows-1251><p>\u0434\u0430".encode("cp1251"),
                Content_Type="text/html",
            ),
            "",
            "<meta charset=windows-1251><p>\u0434\u0430",
        ),
    ],
)
def test_what_is_shown_of_a_letter(made, text, html):
    assert _shown(made) == (text, html)


def test_attached_letters_give_their_heads_and_no_words():
    read = letters.read(
        whole(
            multipart(
                part(OWN),
                attached(
                    "=?utf-8?q?Settlement_=C3=A9?=",
                    "=?utf-8?q?Jan=C3=A9?= <jane@client.example>",
                ),
                part(
                    base64(letter(DECOY, Subject="Two")),
                    "message/rfc822",
                    Content_Transfer_Encoding="base64",
                ),
                part(
                    letter(DECOY, Subject="Three"),
                    'application/octet-stream; name="x.EML"',
                ),
                part(b"", "message/rfc822"),
            )
        )
    )

    assert read.attached == (
        Original(
            "Jané <jane@client.example>",
            "time@firm.example",
            "Settlement é",
            "Wed, 18 Nov 2026 10:11:12 +1100",
        ),
        Original(
            "Ada <ada@firm.example>",
            "time@firm.example",
            "Two",
            "Wed, 18 Nov 2026 10:11:12 +1100",
        ),
        Original(
            "Ada <ada@firm.example>",
            "time@firm.example",
            "Three",
            "Wed, 18 Nov 2026 10:11:12 +1100",
        ),
        Original(),
    )
    assert DECOY not in read.text


def test_a_letter_inside_an_attached_letter_is_not_attached_to_this_one():
    inner = whole(
        multipart(part(DECOY), attached("Inner"), boundary="in"), Subject="Outer"
    )

    read = letters.read(whole(multipart(part(OWN), part(inner, "message/rfc822"))))

    assert [each.subject for each in read.attached] == ["Outer"]


@pytest.mark.parametrize(
    ("made", "notes"),
    [
        (letter(OWN), ()),
        (
            whole(
                multipart(
                    part("Version: 1", "application/pgp-encrypted"),
                    part(b"x", "application/octet-stream"),
                    kind="encrypted",
                )
            ),
            ("encrypted",),
        ),
        (
            letter(
                base64(b"0"),
                Content_Type="application/pkcs7-mime; smime-type=enveloped-data",
                Content_Transfer_Encoding="base64",
            ),
            ("encrypted",),
        ),
        (
            letter(b"0", Content_Type="application/octet-stream; name=smime.p7m"),
            ("encrypted",),
        ),
        (
            letter("-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----"),
            ("encrypted",),
        ),
        (
            whole(
                multipart(
                    part(OWN),
                    part(b"x", "application/pkcs7-signature", **FILE),
                    kind="signed",
                )
            ),
            ("signed",),
        ),
        (whole(part(b"x", "application/ms-tnef; name=winmail.dat")), ("winmail",)),
        (
            whole(
                multipart(
                    part("\n"), part(b"x", "application/octet-stream; name=WINMAIL.DAT")
                )
            ),
            ("winmail",),
        ),
        (whole(multipart(part(OWN), part(b"x", "application/ms-tnef"))), ()),
        (letter("x " * 400_000), ("cut",)),
        (letter("<p>x" * 400_000, Content_Type="text/html"), ("cut",)),
        (letter("<div>" * 3_000, Content_Type="text/html"), ("nested",)),
    ],
)
def test_a_person_is_told_what_could_not_be_read(made, notes):
    assert letters.read(made).notes == notes


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (b"<a@x>", "<a@x>"),
        (b" <a@x>\n Bcc: b", "<a@x>"),
        (b"a@x", "<a@x>"),
        (b"(comment) <a@x>", "<a@x>"),
        (b"<n-\xff\xfe@x>", "<n-\\xff\\xfe@x>"),
        (b"", ""),
        (b"<>", ""),
    ],
)
def test_an_id_is_one_line_of_ascii(written, kept):
    assert letters.read(raw(b"Message-ID: " + written)).message_id == kept


def test_many_references_keep_the_first_and_the_last():
    read = letters.read(letter(References=" ".join(f"<{n}@x>" for n in range(100))))

    assert len(read.references) == 20
    assert (read.references[0], read.references[-1]) == ("<0@x>", "<99@x>")
