"""Letters that are made to harm, mislead or break whoever reads them.

Each row makes its letter when it is asked to, so that big ones are no files, and says
what must come out: `says` is the whole of what is said, `never` must not be in it,
`sender` is who sent it, `notes` are among its notes. Where a row says nothing of one,
only that the letter is read, in time, matters.
"""

from collections.abc import Callable
from dataclasses import dataclass

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

ADA = "ada@firm.example"
MB = 1_000_000


@dataclass(frozen=True)
class Hostile:
    """One letter and what must come out of it."""

    name: str
    make: Callable[[], bytes]
    says: str | None = None
    never: tuple[str, ...] = ("9.9",)
    sender: str | None = None
    notes: tuple[str, ...] = ()
    subject: str | None = None
    automatic: bool | None = None


def _nested(depth, *, kind="mixed", inner=None):
    inside = inner or part(DECOY)
    for at in range(depth):
        inside = multipart(inside, kind=kind, boundary=f"n{at}")
    return whole(inside)


def _nested_letters(depth):
    inside = letter(DECOY, end="\n")
    for _ in range(depth):
        inside = whole(part(inside, "message/rfc822"))
    return whole(multipart(part(OWN), part(inside, "message/rfc822")))


def _nested_base64_letters(depth):
    inside = letter(DECOY, end="\n")
    for _ in range(depth):
        inside = whole(
            part(base64(inside), "message/rfc822", Content_Transfer_Encoding="base64")
        )
    return whole(multipart(part(OWN), part(inside, "message/rfc822")))


def _html(body, **head):
    return letter(
        f"<html><body>{body}</body></html>",
        Content_Type="text/html; charset=utf-8",
        **head,
    )


def _plain(data, charset):
    return letter(data, Content_Type=f"text/plain; charset={charset}")


def _calendar(lines):
    ics = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n" + lines + b"\r\nEND:VCALENDAR\r\n"
    return whole(multipart(part(OWN), part(ics, "text/calendar; method=REQUEST")))


_EVENT = b"BEGIN:VEVENT\r\nSUMMARY:Mediation\r\nDTSTART;TZID=Evil:20261120T100000\r\nDURATION:PT1H\r\nEND:VEVENT"
_EVIL_ZONE = (
    b"BEGIN:VTIMEZONE\r\nTZID:Evil\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+1100\r\n"
    b"TZOFFSETTO:+1000\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)

NOTHING = (
    Hostile("nothing at all", lambda: b"", says="", sender=""),
    Hostile("one newline", lambda: b"\n", says=""),
    Hostile("one NUL", lambda: b"\0"),
    Hostile("only a carriage return", lambda: b"\r"),
    Hostile("a megabyte of NULs", lambda: b"\0" * MB),
    Hostile("a megabyte of newlines", lambda: b"\n" * MB, says=""),
    Hostile("a megabyte of CRLF", lambda: b"\r\n" * (MB // 2), says=""),
    Hostile("a megabyte of 0xFF", lambda: b"\xff" * MB),
    Hostile("no head, only words", OWN.encode, sender=""),
    Hostile("a head and no body", lambda: letter(""), says="", sender=ADA),
    Hostile("a head that is never ended", lambda: letter("")[:-4], says="", sender=ADA),
    Hostile("only colons", lambda: b":" * 100_000),
    Hostile("only spaces", lambda: b" " * MB),
    Hostile(
        "a JPEG", lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 400
    ),
    Hostile("a zip file", lambda: b"PK\x03\x04" + bytes(range(256)) * 400),
)

HEADS = (
    Hostile(
        "100,000 headers",
        lambda: raw(
            "From: ada@firm.example\n" + "".join(f"X-{n}: 1\n" for n in range(100_000))
        ),
        sender="",
    ),
    Hostile(
        "a header of five megabytes",
        lambda: raw(b"From: ada@firm.example\nX-Big: " + b"a" * 5 * MB),
        sender="",
    ),
    Hostile(
        "a subject of five megabytes",
        lambda: raw(b"From: ada@firm.example\nSubject: " + b"a" * 5 * MB),
    ),
    Hostile(
        "a subject folded 100,000 times",
        lambda: raw("Subject: a" + "\n b" * 100_000 + "\nFrom: ada@firm.example"),
    ),
    Hostile(
        "a From hidden below a head of 300 kB",
        lambda: raw(
            "From: ada@firm.example\n" + "X: y\n" * 60_000 + "From: evil@evil.example"
        ),
        sender="",
    ),
    Hostile(
        "two From headers",
        lambda: raw("From: ada@firm.example\nFrom: evil@evil.example"),
        sender="",
        says=OWN,
    ),
    Hostile(
        "two From headers in two cases",
        lambda: raw("FROM: ada@firm.example\nfrom: evil@evil.example"),
        sender="",
    ),
    Hostile(
        "two From headers that agree",
        lambda: raw("From: ada@firm.example\nFrom: ada@firm.example"),
        sender="",
    ),
    Hostile(
        "two addresses in From",
        lambda: letter(From="ada@firm.example, evil@evil.example"),
        sender="",
    ),
    Hostile(
        "an address before an address",
        lambda: letter(From="<ada@firm.example>x <evil@evil.example>"),
        sender="",
    ),
    Hostile(
        "an address as a name",
        lambda: letter(From='"ada@firm.example" <evil@evil.example>'),
        sender="evil@evil.example",
    ),
    Hostile(
        "an address as an encoded name",
        lambda: letter(From="=?utf-8?q?ada=40firm=2Eexample?= <evil@evil.example>"),
        sender="evil@evil.example",
    ),
    Hostile(
        "an address as a comment",
        lambda: letter(From="evil@evil.example (ada@firm.example)"),
        sender="evil@evil.example",
    ),
    Hostile(
        "an address in an encoded word only",
        lambda: letter(From="=?utf-8?q?ada=40firm=2Eexample?="),
        sender="",
    ),
    Hostile(
        "an address with a comment in it",
        lambda: letter(From="ada@(evil)firm.example"),
        sender=ADA,
    ),
    Hostile(
        "an address cut off by a NUL",
        lambda: letter(From=b"ada@firm.example\0@evil.example"),
        sender="",
    ),
    Hostile(
        "a quoted local part with an at",
        lambda: letter(From='"ada@firm.example"@evil.example'),
        sender='"ada@firm.example"@evil.example',
    ),
    Hostile(
        "a source route",
        lambda: letter(From="<@firm.example:evil@evil.example>"),
        sender="evil@evil.example",
    ),
    Hostile(
        "a group of addresses",
        lambda: letter(From="Us: ada@firm.example, evil@evil.example;"),
        sender="",
    ),
    Hostile("an empty group", lambda: letter(From="undisclosed:;"), sender=""),
    Hostile(
        "an address and an unclosed one",
        lambda: letter(From="ada@firm.example, <evil@evil.example"),
        sender="",
    ),
    Hostile(
        "8-bit bytes in the address",
        lambda: letter(From=b"ada\xff@firm.example"),
        sender="",
    ),
    Hostile(
        "a look-alike in another script",
        lambda: letter(From="аda@firm.example"),
        sender="аda@firm.example",
    ),
    Hostile(
        "10,000 comments in From",
        lambda: letter(From="(" * 10_000 + ")" * 10_000 + "ada@firm.example"),
    ),
    Hostile(
        "10,000 addresses in To",
        lambda: letter(To=", ".join(f"u{n}@x.example" for n in range(10_000))),
        sender=ADA,
        says=OWN,
    ),
    Hostile(
        "10,000 quotes in From",
        lambda: letter(From='"' * 10_001 + " <ada@firm.example>"),
    ),
    Hostile(
        "broken base64 in a name",
        lambda: letter(From="=?utf-8?b?w?= <ada@firm.example>"),
        sender=ADA,
        says=OWN,
    ),
    Hostile(
        "broken base64 and 8-bit bytes in a name",
        lambda: letter(From=b"=?utf-8?b?w?= \xff <ada@firm.example>"),
    ),
    Hostile(
        "broken base64 in a comment",
        lambda: letter(From="ada@firm.example (=?utf-8?b?w?=)"),
        sender=ADA,
    ),
    Hostile(
        "a From of encoded words that never end", lambda: letter(From="=?a?q?" * 5_000)
    ),
    Hostile(
        "a Subject of encoded words that never end",
        lambda: letter(Subject="=?utf-8?q?" * 5_000),
    ),
    Hostile(
        "two subjects",
        lambda: raw("From: ada@firm.example\nSubject: 9.9 decoy\nSubject: 0.3 email"),
        never=(),
    ),
    Hostile(
        "CRLF in an encoded subject",
        lambda: letter(Subject="=?utf-8?q?a=0D=0ABcc:_evil@evil.example?="),
        subject="a Bcc: evil@evil.example",
        says=OWN,
    ),
    Hostile(
        "CRLF in a base64 subject",
        lambda: letter(Subject="=?utf-8?b?YQ0KQmNjOiB4?="),
        subject="a Bcc: x",
    ),
    Hostile(
        "NEL and line separators in a subject",
        lambda: letter(Subject="a\u0085b\u2028c\u2029d"),
        subject="a b c d",
    ),
    Hostile(
        "a subject that turns its letters round",
        lambda: letter(Subject="inv\u202egpj.exe"),
        subject="invgpj.exe",
    ),
    Hostile(
        "a subject in a charset that is none",
        lambda: letter(Subject="=?nonsense?q?caf=E9?="),
        subject="café",
    ),
    Hostile(
        "a subject in a codec that is no charset",
        lambda: letter(
            Subject="=?zip?b?eJwDAAAAAAE=?= =?idna?q?a?= =?unicode_escape?q?=5Cu0041?="
        ),
    ),
    Hostile(
        "a subject in punycode",
        lambda: letter(Subject="=?punycode?q?" + "a" * 5_000 + "-?="),
    ),
    Hostile(
        "half a surrogate pair in a subject",
        lambda: letter(
            Subject="=?utf-7?q?+2AA-?= =?utf-16?b?2AA=?= =?utf-8?q?=ED=A0=80?="
        ),
    ),
    Hostile(
        "a character cut in half between two words",
        lambda: letter(Subject="=?utf-8?q?caf=C3?= =?utf-8?q?=A9?="),
        subject="café",
    ),
    Hostile("broken base64 in a subject", lambda: letter(Subject="=?utf-8?b?w6?=")),
    Hostile(
        "8-bit bytes in the subject",
        lambda: letter(Subject=b"caf\xe9 scheduling"),
        subject="café scheduling",
    ),
    Hostile(
        "a Message-ID with a line break",
        lambda: raw(
            "From: ada@firm.example\nMessage-ID: <x@y>\n Bcc: evil@evil.example"
        ),
        sender=ADA,
    ),
    Hostile(
        "a Message-ID of 100 kB", lambda: letter(Message_ID="<" + "a" * 100_000 + "@x>")
    ),
    Hostile(
        "a Message-ID of raw bytes", lambda: letter(Message_ID=b"<n-\xff\xfeh17@x>")
    ),
    Hostile(
        "100,000 references",
        lambda: letter(References=" ".join(f"<{n}@x>" for n in range(20_000))),
    ),
    Hostile(
        "our own id pretended in References",
        lambda: letter(References="<re." + "g" * 64 + "@firm.example>"),
    ),
    Hostile(
        "a bare CR in a header",
        lambda: raw(b"From: ada@firm.example\nSubject: a\rFrom: evil@evil.example"),
        sender=ADA,
    ),
    Hostile(
        "a header without a name", lambda: raw("From: ada@firm.example\n: nothing")
    ),
    Hostile(
        "a header with a space before its colon",
        lambda: raw("From : ada@firm.example"),
        sender=ADA,
        says=OWN,
    ),
    Hostile(
        "a line that is no header",
        lambda: (
            b"From: ada@firm.example\nthis is no header\nSubject: 9.9 decoy\n\n"
            + OWN.encode()
        ),
        sender=ADA,
        never=(),
    ),
    Hostile(
        "an mbox line on top",
        lambda: b"From ada@firm.example Wed Nov 18 10:11:12 2026\n" + letter(end="\n"),
        sender=ADA,
        says=OWN,
    ),
    Hostile(
        "a date in the year 99999",
        lambda: letter(Date="Wed, 18 Nov 99999 10:11:12 +1100"),
        says=OWN,
    ),
    Hostile(
        "a date with an offset of days",
        lambda: letter(Date="Wed, 18 Nov 2026 10:11:12 +9959"),
        says=OWN,
    ),
    Hostile(
        "a date on the first day of time",
        lambda: letter(Date="Mon, 1 Jan 0001 00:00:00 +2359"),
        says=OWN,
    ),
    Hostile(
        "a date at the end of time",
        lambda: letter(Date="Fri, 31 Dec 9999 23:59:60 -2359"),
        says=OWN,
    ),
    Hostile("a date of digits", lambda: letter(Date="1" * 10_000), says=OWN),
    Hostile("a date of comments", lambda: letter(Date="(" * 10_000), says=OWN),
    Hostile(
        "60 hops",
        lambda: raw("Received: a\n" * 60 + "From: ada@firm.example"),
        automatic=True,
        says="",
    ),
)

MIME = (
    Hostile("nested 30 deep", lambda: _nested(30), says="", notes=("nested",)),
    Hostile("nested 1,000 deep", lambda: _nested(1_000), says="", notes=("nested",)),
    Hostile(
        "nested 3,000 deep over a long body",
        lambda: _nested(3_000, inner=part("x\n" * 500_000)),
        notes=("nested",),
    ),
    Hostile(
        "nested 1,000 deep under own words",
        lambda: whole(
            multipart(part(OWN), part(_nested(1_000), "message/rfc822"), boundary="top")
        ),
        says=OWN,
    ),
    Hostile("letters in letters, 100 deep", lambda: _nested_letters(100), says=OWN),
    Hostile(
        "letters in letters in base64", lambda: _nested_base64_letters(25), says=OWN
    ),
    Hostile(
        "10,000 parts",
        lambda: whole(
            multipart(
                part(OWN), *[part(DECOY, Content_Disposition="attachment")] * 10_000
            )
        ),
        says=OWN,
    ),
    Hostile(
        "10,000 empty parts before the words",
        lambda: whole(multipart(*[b"\n"] * 10_000, part(OWN))),
    ),
    Hostile(
        "100,000 boundaries and nothing else",
        lambda: whole(multipart(*[b""] * 100_000)),
        says="",
    ),
    Hostile(
        "2,000 attached letters",
        lambda: whole(multipart(part(OWN), *[attached()] * 2_000)),
        says=OWN,
    ),
    Hostile(
        "a multipart without a boundary",
        lambda: letter(
            f"--x\nContent-Type: text/plain\n\n{OWN}\n--x--\n",
            Content_Type="multipart/mixed",
        ),
        says=OWN,
    ),
    Hostile(
        "a multipart with another boundary",
        lambda: letter(
            f"--y\nContent-Type: text/plain\n\n{OWN}\n--y--\n",
            Content_Type="multipart/mixed; boundary=x",
        ),
        says=OWN,
    ),
    Hostile(
        "a multipart that holds no part",
        lambda: letter(OWN, Content_Type="multipart/mixed; boundary=x"),
        says=OWN,
    ),
    Hostile(
        "a boundary that is empty",
        lambda: letter(OWN, Content_Type='multipart/mixed; boundary=""'),
        says=OWN,
    ),
    Hostile(
        "a boundary of a dash",
        lambda: letter("-\n" * 300_000, Content_Type='multipart/mixed; boundary="-"'),
    ),
    Hostile(
        "a boundary of 100 kB",
        lambda: letter(
            OWN, Content_Type=f'multipart/mixed; boundary="{"b" * 100_000}"'
        ),
    ),
    Hostile(
        "a boundary that begins another",
        lambda: whole(
            multipart(
                part(OWN),
                multipart(
                    part(DECOY, Content_Disposition="attachment"), boundary="b00"
                ),
                boundary="b0",
            )
        ),
        says=OWN,
    ),
    Hostile(
        "a boundary that is a pattern",
        lambda: whole(multipart(part(OWN), boundary=".*+?()[")),
        says=OWN,
    ),
    Hostile(
        "a multipart that is never ended",
        lambda: whole(multipart(part(OWN)))[:-8],
        says=OWN,
    ),
    Hostile(
        "parts behind the last boundary",
        lambda: whole(multipart(part(OWN))) + part(DECOY) + b"\n--b0\n" + part(DECOY),
        says=OWN,
    ),
    Hostile(
        "words before the first boundary",
        lambda: letter(
            DECOY + "\n--b0\n" + part(OWN).decode() + "\n--b0--\n",
            Content_Type="multipart/mixed; boundary=b0",
        ),
        says=OWN,
    ),
    Hostile(
        "an attached letter's time",
        lambda: whole(multipart(part(OWN), attached())),
        says=OWN,
    ),
    Hostile("only an attached letter", lambda: whole(multipart(attached())), says=""),
    Hostile(
        "an attached letter shown inline",
        lambda: whole(
            multipart(
                part(OWN),
                part(letter(DECOY), "message/rfc822", Content_Disposition="inline"),
            )
        ),
        says=OWN,
    ),
    Hostile(
        "an attached letter in base64",
        lambda: whole(
            multipart(
                part(OWN),
                part(
                    base64(letter(DECOY)),
                    "message/rfc822",
                    Content_Transfer_Encoding="base64",
                ),
            )
        ),
        says=OWN,
    ),
    Hostile(
        "a letter as a file",
        lambda: whole(
            multipart(
                part(OWN),
                part(letter(DECOY), 'application/octet-stream; name="mail.eml"'),
            )
        ),
        says=OWN,
    ),
    Hostile(
        "a digest", lambda: whole(multipart(letter(DECOY), kind="digest")), says=""
    ),
    Hostile(
        "a text file beside the words",
        lambda: whole(
            multipart(
                part(OWN),
                part(
                    DECOY,
                    'text/plain; name="notes.txt"',
                    Content_Disposition="attachment",
                ),
            )
        ),
        says=OWN,
    ),
    Hostile(
        "a text file shown inline",
        lambda: whole(
            multipart(
                part(OWN),
                part(DECOY, Content_Disposition='inline; filename="notes.txt"'),
            )
        ),
        says=OWN,
    ),
    Hostile(
        "a text file before the words",
        lambda: whole(
            multipart(
                part(DECOY, Content_Disposition='attachment; filename="notes.txt"'),
                part(OWN),
            )
        ),
        says=OWN,
    ),
    Hostile(
        "a related part that is not the root",
        lambda: whole(
            multipart(
                part("<p>x</p>", "text/html", Content_ID="<a>"),
                part(f"<p>{OWN}</p>", "text/html", Content_ID="<b>"),
                kind="related",
                start="<b>",
            )
        ),
        says=OWN,
    ),
    Hostile(
        "a content type of nonsense",
        lambda: letter(OWN, Content_Type="/;;;=;\"'"),
        says=OWN,
    ),
    Hostile("a content type of NULs", lambda: letter(OWN, Content_Type="\0" * 1_000)),
    Hostile(
        "a content type of 100,000 parameters",
        lambda: letter(OWN, Content_Type="text/plain" + "; a=b" * 100_000),
        says=OWN,
    ),
    Hostile(
        "a content type of quotes",
        lambda: letter(OWN, Content_Type="text/plain; charset=" + '"' * 100_000),
        says=OWN,
    ),
    Hostile(
        "a content type of backslashes",
        lambda: letter(OWN, Content_Type='text/plain; charset="' + "\\" * 100_000),
        says=OWN,
    ),
    Hostile(
        "a parameter in 1,000 pieces",
        lambda: letter(
            OWN,
            Content_Type="text/plain"
            + "".join(f"; charset*{n}=a" for n in range(1_000)),
        ),
        says=OWN,
    ),
    Hostile(
        "two content types",
        lambda: raw(
            f"From: {ADA}\nContent-Type: text/plain\nContent-Type: multipart/mixed; boundary=x"
        ),
        says=OWN,
    ),
    Hostile(
        "a transfer encoding that is none",
        lambda: letter(OWN, Content_Transfer_Encoding="zip"),
        says=OWN,
    ),
    Hostile(
        "base64 that is plain text",
        lambda: letter(OWN, Content_Transfer_Encoding="base64"),
        says=OWN,
    ),
    Hostile(
        "base64 rubbish",
        lambda: letter("====\n!!!!\n" * 10_000, Content_Transfer_Encoding="base64"),
    ),
    Hostile(
        "base64 with one character too many",
        lambda: letter(base64(OWN).strip() + b"Q", Content_Transfer_Encoding="base64"),
    ),
    Hostile(
        "base64 with a plain footer",
        lambda: letter(
            base64(OWN + "\n") + b"_______\n9.9 decoy of a list\n",
            Content_Transfer_Encoding="base64",
        ),
    ),
    Hostile(
        "base64 on one line of ten megabytes",
        lambda: letter(
            base64(OWN + "\n" + "x" * 7 * MB).replace(b"\n", b""),
            Content_Transfer_Encoding="base64",
        ),
        never=(),
    ),
    Hostile(
        "quoted-printable that is broken",
        lambda: letter(
            OWN + " =ZZ = =\n=", Content_Transfer_Encoding="quoted-printable"
        ),
        never=(),
    ),
    Hostile(
        "quoted-printable of ten megabytes",
        lambda: letter(
            "=20" * (10 * MB // 3), Content_Transfer_Encoding="quoted-printable"
        ),
    ),
    Hostile(
        "uuencoded rubbish",
        lambda: letter(
            "begin 644 a\n" + "M!!\n" * 10_000 + "end\n",
            Content_Transfer_Encoding="x-uuencode",
        ),
    ),
    Hostile(
        "a winmail.dat of rubbish",
        lambda: whole(
            multipart(
                part(
                    base64(bytes(range(256)) * 100),
                    'application/ms-tnef; name="winmail.dat"',
                    Content_Transfer_Encoding="base64",
                )
            )
        ),
        says="",
        notes=("winmail",),
    ),
    Hostile(
        "an encrypted letter",
        lambda: whole(
            multipart(
                part("Version: 1", "application/pgp-encrypted"),
                part(DECOY, "application/octet-stream"),
                kind="encrypted",
            )
        ),
        says="",
        notes=("encrypted",),
    ),
    Hostile(
        "a sealed S/MIME letter",
        lambda: letter(
            base64(DECOY),
            Content_Type="application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m",
            Content_Transfer_Encoding="base64",
        ),
        says="",
        notes=("encrypted",),
    ),
    Hostile(
        "PGP armour that is never ended",
        lambda: letter("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + OWN),
        says=OWN,
    ),
    Hostile(
        "PGP armour 10,000 times",
        lambda: letter("-----BEGIN PGP MESSAGE-----\n" * 10_000),
        says="",
        notes=("encrypted",),
    ),
    Hostile(
        "30 MB of attachment",
        lambda: whole(
            multipart(
                part(OWN),
                part(
                    base64(bytes(256) * 85_000),
                    "application/pdf",
                    Content_Transfer_Encoding="base64",
                    Content_Disposition="attachment",
                ),
            )
        ),
        says=OWN,
    ),
    Hostile(
        "a loop of External-Body",
        lambda: whole(
            part(
                "", 'message/external-body; access-type=local-file; name="/etc/passwd"'
            )
        ),
        says="",
    ),
    Hostile(
        "one of a hundred partial letters",
        lambda: whole(
            part(letter(DECOY), 'message/partial; id="a"; number=1; total=100')
        ),
        says="",
    ),
)

TEXTS = (
    Hostile(
        "ten megabytes of one line",
        lambda: letter(OWN + "\n" + "x" * 10 * MB),
        never=(),
    ),
    Hostile(
        "ten megabytes of words",
        lambda: letter(OWN + "\n" + "lorem ipsum\n" * 800_000),
        never=(),
    ),
    Hostile(
        "five megabytes of HTML on one line",
        lambda: _html(f"<p>{OWN}</p>" + "<b>x</b>" * 600_000),
        never=(),
    ),
    Hostile("100,000 nested div", lambda: _html("<div>" * 100_000 + OWN)),
    Hostile(
        "100,000 nested blockquote",
        lambda: _html(f"<p>{OWN}</p>" + "<blockquote>" * 100_000 + DECOY),
        says=OWN,
    ),
    Hostile(
        "100,000 open fonts",
        lambda: _html(
            f"<p>{OWN}</p>"
            + "".join(f"<font size={n}>" for n in range(50_000))
            + "<p>x" * 50_000
        ),
        never=(),
    ),
    Hostile(
        "100,000 open links", lambda: _html(f"<p>{OWN}</p>" + "<a href=x>" * 100_000)
    ),
    Hostile(
        "100,000 open lists", lambda: _html(f"<p>{OWN}</p>" + "<ul><li>" * 100_000)
    ),
    Hostile("100,000 open spans", lambda: _html(f"<p>{OWN}</p>" + "<span>" * 100_000)),
    Hostile(
        "100,000 open selects",
        lambda: _html(f"<p>{OWN}</p>" + "<svg><select><option>" * 50_000),
    ),
    Hostile(
        "100,000 misnested formats",
        lambda: _html(f"<p>{OWN}</p>" + "<b><i></b></i><p>" * 50_000),
    ),
    Hostile("10,000 nested tables", lambda: _html("<table><tr><td>" * 10_000 + OWN)),
    Hostile("300,000 less-than signs", lambda: _html("<" * 300_000)),
    Hostile("a million ampersands", lambda: _html("&" * MB)),
    Hostile(
        "a style of five megabytes",
        lambda: _html("<style>" + "a{b:c}" * 800_000 + f"</style><p>{OWN}</p>"),
        never=(),
    ),
    Hostile(
        "a comment that is never ended",
        lambda: _html(f"<p>{OWN}</p><!--" + DECOY * 1_000),
        says=OWN,
    ),
    Hostile(
        "a script",
        lambda: _html(f"<script>document.write('{DECOY}')</script><p>{OWN}</p>"),
        says=OWN,
    ),
    Hostile(
        "hidden text",
        lambda: _html(f"<div style='display:none'>{DECOY}</div><p>{OWN}</p>"),
        says=OWN,
    ),
    Hostile(
        "a title that dictates",
        lambda: letter(
            f"<html><head><title>{DECOY}</title></head><body><p>{OWN}</p></body></html>",
            Content_Type="text/html",
        ),
        says=OWN,
    ),
    Hostile(
        "50,000 attributes",
        lambda: _html("<p " + "a='b' " * 50_000 + f">{OWN}</p>"),
        says=OWN,
    ),
    Hostile(
        "HTML with NULs in it",
        lambda: letter(
            f"<p>{OWN}</p>\0<blo\0ckquote>".encode(), Content_Type="text/html"
        ),
    ),
    Hostile(
        "50 kB of newlines under the words",
        lambda: letter(OWN + "\n" * 50_000 + "."),
        never=(),
    ),
    Hostile(
        "50 kB of spaces", lambda: letter(OWN + "\n" + " " * 50_000 + "x"), never=()
    ),
    Hostile(
        "50 kB of no-break spaces",
        lambda: letter(OWN + "\n" + "\u00a0" * 50_000 + "x"),
        never=(),
    ),
    Hostile(
        "50 kB of From and spaces",
        lambda: letter(OWN + "\n" + ("From:" + " " * 500 + "\n") * 100),
        never=(),
    ),
    Hostile("50 kB of On", lambda: letter(OWN + "\n" + "On " * 17_000), never=()),
    Hostile("50 kB of dashes", lambda: letter(OWN + "\n" + "-" * 50_000), never=()),
    Hostile("50 kB of quotes", lambda: letter(OWN + "\n" + ">" * 50_000 + DECOY)),
    Hostile(
        "50 kB of half addresses",
        lambda: letter(OWN + "\n" + "<a@b " * 10_000),
        never=(),
    ),
    Hostile(
        "20,000 lines of From",
        lambda: letter(OWN + "\n" + "From: a\n" * 20_000),
        never=(),
    ),
    Hostile(
        "10,000 lines with a time", lambda: letter((OWN + "\n") * 10_000), never=()
    ),
    Hostile("a line of 100,000 times", lambda: letter("0.2 " * 100_000), never=()),
    Hostile("a subject of times", lambda: letter("", Subject="0.2 " * 300), never=()),
    Hostile(
        "flowed text that never stops",
        lambda: letter(
            "a \n" * 100_000, Content_Type="text/plain; format=flowed; delsp=yes"
        ),
    ),
    Hostile(
        "a charset that is none", lambda: _plain(OWN.encode(), "nonsense"), says=OWN
    ),
    Hostile(
        "a charset of 100 kB", lambda: _plain(OWN.encode(), "x" * 100_000), says=OWN
    ),
    Hostile("a codec that unpacks", lambda: _plain(OWN.encode(), "zip"), says=OWN),
    Hostile("a codec that imports", lambda: _plain(OWN.encode(), "../../os"), says=OWN),
    Hostile(
        "a codec that is undefined", lambda: _plain(OWN.encode(), "undefined"), says=OWN
    ),
    Hostile("idna, which is quadratic", lambda: _plain(b"a." * 50_000, "idna")),
    Hostile(
        "UTF-8 that says us-ascii",
        lambda: _plain("0.2 call re café, Smith file".encode(), "us-ascii"),
        says="0.2 call re café, Smith file",
    ),
    Hostile(
        "Windows that says UTF-8",
        lambda: _plain("0.2 call – café naïve, Smith file".encode("cp1252"), "utf-8"),
        says="0.2 call – café naïve, Smith file",
    ),
    Hostile(
        "UTF-8 that says Latin-1",
        lambda: _plain("0.2 call re café, Smith file".encode(), "iso-8859-1"),
        says="0.2 call re café, Smith file",
    ),
    Hostile("ASCII that says UTF-16", lambda: _plain(OWN.encode(), "utf-16"), says=OWN),
    Hostile(
        "UTF-16 without a mark",
        lambda: _plain(OWN.encode("utf-16-le"), "utf-16"),
        says=OWN,
    ),
    Hostile(
        "UTF-16 of odd length",
        lambda: _plain(OWN.encode("utf-16") + b"\0", "utf-16"),
        never=(),
    ),
    Hostile(
        "half surrogates in UTF-16",
        lambda: _plain(b"\xff\xfe\x00\xd8" + OWN.encode("utf-16-le"), "utf-16"),
    ),
    Hostile(
        "UTF-7",
        lambda: _plain(b"0.2 call re caf+AOk-, Smith file", "utf-7"),
        says="0.2 call re café, Smith file",
    ),
    Hostile(
        "markup in UTF-7",
        lambda: letter(
            b"+ADw-p+AD4-0.2 call, Smith file+ADw-/p+AD4-",
            Content_Type="text/html; charset=utf-7",
        ),
    ),
    Hostile("half surrogates in UTF-7", lambda: _plain(b"0.2 call +2AA- x", "utf-7")),
    Hostile(
        "UTF-8 in too many bytes",
        lambda: _plain(b"0.2 call \xc0\xaf\xe0\x80\xaf x", "utf-8"),
    ),
    Hostile(
        "a shift of ISO-2022-JP that never ends",
        lambda: _plain(b"0.2 call \x1b$B" + b"!" * 1_001, "iso-2022-jp"),
    ),
    Hostile(
        "ISO-2022-JP that says nothing",
        lambda: letter("0.2 call 電話, Smith file".encode("iso2022_jp")),
        says="0.2 call 電話, Smith file",
    ),
    Hostile("every byte there is", lambda: letter(bytes(range(256)) * 100)),
    Hostile(
        "escape codes for a terminal", lambda: letter(f"\x1b[2J\x1b]0;evil\x07{OWN}")
    ),
    Hostile("a backspaced decoy", lambda: letter(OWN + "\x08" * 10), never=()),
)

CALENDARS = (
    Hostile(
        "a zone that takes for ever", lambda: _calendar(_EVIL_ZONE + _EVENT), says=OWN
    ),
    Hostile(
        "8,000 nested components",
        lambda: _calendar(b"BEGIN:VEVENT\r\n" * 8_000),
        says=OWN,
    ),
    Hostile(
        "a megabyte of folds",
        lambda: _calendar(
            b"BEGIN:VEVENT\r\nSUMMARY:" + b"\r\n x" * 250_000 + b"\r\nEND:VEVENT"
        ),
        says=OWN,
    ),
    Hostile(
        "30,000 parameters",
        lambda: _calendar(
            b"BEGIN:VEVENT\r\nSUMMARY;" + b"x=y;" * 30_000 + b":a\r\nEND:VEVENT"
        ),
        says=OWN,
    ),
    Hostile(
        "dates that are none",
        lambda: _calendar(
            b"BEGIN:VEVENT\r\nDTSTART:garbage\r\nDTEND:99999999T999999Z\r\nEND:VEVENT"
        ),
        says=OWN,
    ),
    Hostile(
        "two starts",
        lambda: _calendar(
            b"BEGIN:VEVENT\r\nDTSTART:20261120T100000\r\nDTSTART:20261121T100000\r\nEND:VEVENT"
        ),
        says=OWN,
    ),
    Hostile(
        "a length without end",
        lambda: _calendar(
            b"BEGIN:VEVENT\r\nSUMMARY:a\r\nDTSTART:20261120T100000\r\nDURATION:P99999999999999999999D\r\nEND:VEVENT"
        ),
        says=OWN,
    ),
    Hostile(
        "an end before its start",
        lambda: _calendar(
            b"BEGIN:VEVENT\r\nSUMMARY:a\r\nDTSTART:20261120T100000Z\r\nDTEND:20251120T100000\r\nEND:VEVENT"
        ),
        says=OWN,
    ),
    Hostile(
        "a title of line breaks",
        lambda: _calendar(
            b"BEGIN:VEVENT\r\nSUMMARY:a\\nBcc: x\\n9.9 decoy\r\nDTSTART:20261120T100000\r\nEND:VEVENT"
        ),
        says=OWN,
    ),
)

LETTERS = (*NOTHING, *HEADS, *MIME, *TEXTS, *CALENDARS)
