"""Letters whose structure is the hard part: attachments, signatures, invitations."""

import base64
import textwrap

from tests.handlers.email.written import composing, mime, people, tongues
from tests.handlers.email.written import layouts as lay
from tests.handlers.email.written.composing import ADA, DATE, INBOX, said, signed
from tests.handlers.email.written.originals import old

# A row of the table is one line.
# fmt: off

PDF = b"%PDF-1.4\n% 0.5 hours, Smith file\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
P7S = bytes(range(48, 180)) * 6


def _head(name, title, *more, client="outlook"):
    number = name.upper().replace("-", "")
    facts = [("From", ADA), ("To", INBOX), ("Subject", title), ("Date", DATE), ("Message-ID", f"<{number}@firm.example>"), ("MIME-Version", "1.0")]
    mark = people.style(client)[0]
    if mark:
        facts.append(tuple(mark.split(": ", 1)))
    return [*facts, *more]


def _truth(name, title, entries, **more):
    number = name.upper().replace("-", "")
    known = {"from": "ada@firm.example", "subject": title, "message_id": f"<{number}@firm.example>", "automatic": False, "entries": entries}
    return known | more


def _from(letter, **more):
    return {"from": letter.address, "subject": letter.subject} | more


def enclosed(key, *, html=False, charset="utf-8", within=()):
    """Return an original as the letter it once was."""
    letter = old(key)
    headers = [
        ("Received", "from mx.client.example (mx.client.example [192.0.2.7])\n by mx.firm.example with ESMTPS; Mon, 16 Nov 2026 09:14:25 +1100"),
        ("From", f"{mime.worded(letter.name)} <{letter.address}>"),
        ("To", "ada@firm.example"),
        ("Subject", mime.worded(letter.subject)),
        ("Date", letter.at.strftime("%a, %d %b %Y %H:%M:%S %z")),
        ("Message-ID", f"<{key}.1@client.example>"),
        ("MIME-Version", "1.0"),
    ]
    body = mime.text(letter.words, charset=charset)
    if html:
        body = mime.multi("alternative", body, mime.text(f"<p>{lay.breaks(letter.words)}</p>", kind="text/html"), boundary=f"inner-{key}")
    if within:
        body = mime.multi("mixed", body, *within, boundary=f"within-{key}")
    return mime.letter(headers, body, eol=b"\n")


def _attached(name, own, entries, *keys, title="", client="outlook", html=True, first=None, named=True, **more):
    """Return a letter with others attached to it whole."""
    letter = old(keys[0])
    title = title or f"FW: {letter.subject}"
    text = mime.text(own + "\n")
    page = mime.text(people.dressed(client, own, "", ""), kind="text/html")
    body = mime.multi("alternative", text, page, boundary="=-body") if html else text
    parts = [mime.enclosed(enclosed(key, html=html), name=f"{key}.eml" if named else "") for key in keys]
    whole = mime.multi("mixed", body, *parts, boundary="_004_attached_")
    known = {"forwarded": _from(letter)} if len(keys) == 1 else {}
    return (f"attached-{name}", mime.letter(_head(name, title, client=client), whole), _truth(name, title, entries, **(known | more)))


def _whole(key):
    """A letter that is nothing but another one: no word of it is the person's."""
    letter = old(key)
    part = mime.Part((("Content-Type", "message/rfc822"),), enclosed(key))
    title = f"Fwd: {letter.subject}"
    return ("attached-as-the-whole", mime.letter(_head("attached-as-the-whole", title, client="plain"), part), _truth("attached-as-the-whole", title, [], forwarded=_from(letter)))


def _row(name, client, layout, key, own, entries, **more):
    row = composing.Row(name, client, layout, more.pop("tongue", "en"), own, entries, old(key) if key else None, kind="forward" if key else "new", **more)
    return name, composing.letter(row), composing.truth(row)


def _plain_signed():
    """S/MIME, clear: the words are there, and a signature beside them."""
    own = "0.3 drafting deed, Ng file"
    inside = mime.multi("alternative", mime.text(own + "\n"), mime.text(people.dressed("outlook", own, "", ""), kind="text/html"), boundary="----=_inner_signed")
    whole = mime.multi("signed", inside, mime.attached("smime.p7s", "application/pkcs7-signature", P7S), boundary="----=_signed_01DC", extra='; protocol="application/x-pkcs7-signature";\n micalg=SHA1', preamble=b"This is an S/MIME signed message\n\n")
    return ("smime-signed", mime.letter(_head("smime-signed", "deed"), whole), _truth("smime-signed", "deed", [said(18, "Ng", "drafting deed")], forwarded=None))


def _opaque():
    """S/MIME, opaque: there is nothing that can be read."""
    part = mime.Part((("Content-Type", 'application/pkcs7-mime; smime-type=enveloped-data;\n name="smime.p7m"'), ("Content-Transfer-Encoding", "base64"), ("Content-Disposition", 'attachment; filename="smime.p7m"')), base64.encodebytes(P7S * 3))
    return ("smime-encrypted", mime.letter(_head("smime-encrypted", "time"), part), _truth("smime-encrypted", "time", []))


_ARMOUR = "\n".join(textwrap.wrap(base64.b64encode(P7S).decode(), 64))


def _pgp_inline():
    own = "0.2 call re scheduling, Smith file\n- - 0.1 email to registry, Smith file"
    words = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{own}\n-----BEGIN PGP SIGNATURE-----\n\n{_ARMOUR}\n=0.2h\n-----END PGP SIGNATURE-----\n"
    truth = [said(12, "Smith", "call re scheduling"), said(6, "Smith", "email to registry")]
    return ("pgp-inline-signed", mime.letter(_head("pgp-inline-signed", "time", client="bird"), mime.text(words, cte="7bit")), _truth("pgp-inline-signed", "time", truth, forwarded=None))


def _pgp_mime():
    own = mime.text("0.5 drafting submissions, Jones file\n\n-- \nAda\n", cte="quoted-printable", headers=())
    signature = mime.Part((("Content-Type", 'application/pgp-signature; name="OpenPGP_signature.asc"'), ("Content-Description", "OpenPGP digital signature"), ("Content-Disposition", 'attachment; filename="OpenPGP_signature.asc"')), f"-----BEGIN PGP SIGNATURE-----\n\n{_ARMOUR}\n-----END PGP SIGNATURE-----\n".encode())
    whole = mime.multi("signed", mime.multi("mixed", own, boundary="------------inner"), signature, boundary="------------outer", extra='; micalg=pgp-sha256;\n protocol="application/pgp-signature"', preamble=b"This is an OpenPGP/MIME signed message (RFC 4880 and 3156)\n")
    return ("pgp-mime-signed", mime.letter(_head("pgp-mime-signed", "time", client="bird"), whole), _truth("pgp-mime-signed", "time", [said(30, "Jones", "drafting submissions")], forwarded=None))


def _pgp_encrypted():
    version = mime.Part((("Content-Type", "application/pgp-encrypted"), ("Content-Description", "PGP/MIME version identification")), b"Version: 1\n")
    sealed = mime.Part((("Content-Type", 'application/octet-stream; name="encrypted.asc"'), ("Content-Disposition", 'inline; filename="encrypted.asc"')), f"-----BEGIN PGP MESSAGE-----\n\n{_ARMOUR}\n-----END PGP MESSAGE-----\n".encode())
    whole = mime.multi("encrypted", version, sealed, boundary="------------sealed", extra='; protocol="application/pgp-encrypted"')
    return ("pgp-mime-encrypted", mime.letter(_head("pgp-mime-encrypted", "...", client="bird"), whole), _truth("pgp-mime-encrypted", "...", []))


def _pgp_block():
    words = f"-----BEGIN PGP MESSAGE-----\n\n{_ARMOUR}\n=0.5h\n-----END PGP MESSAGE-----\n"
    return ("pgp-inline-encrypted", mime.letter(_head("pgp-inline-encrypted", "time", client="bird"), mime.text(words, cte="7bit")), _truth("pgp-inline-encrypted", "time", []))


_ICS = """BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:AUS Eastern Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+1100
TZOFFSETTO:+1000
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=4
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+1000
TZOFFSETTO:+1100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=10
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN=Noor Haddad:mailto:noor@acquirer.example
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Ada:mailto
 :ada@firm.example
DESCRIPTION:0.5 hours to walk through the schedule\\n
UID:040000008200E00074C5B7101A82E00800000000B0
SUMMARY:Falcon: disclosure walk-through
DTSTART;TZID=AUS Eastern Standard Time:20261118T090000
DTEND;TZID=AUS Eastern Standard Time:20261118T094500
LOCATION:Level 4
SEQUENCE:0
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""


def _invitation(name, own, entries, *, google=False):
    title = "FW: Falcon: disclosure walk-through"
    block = lay.outlook_web(old("merger", subject="Falcon: disclosure walk-through", words="When: Wednesday, 18 November 2026 9:00 AM-9:45 AM.\nWhere: Level 4"), tongues.TONGUES["en"])
    text = mime.text(f"{own}\n\n{block[0]}")
    page = mime.text(people.dressed("owa", own, "", block[1]), kind="text/html")
    calendar = mime.text(_ICS, kind="text/calendar", extra="; method=REQUEST", cte="base64")
    if google:
        both = mime.multi("alternative", text, page, calendar, boundary="000000000000cal")
        file = mime.attached("invite.ics", "application/ics", _ICS.encode())
        whole = mime.multi("mixed", both, file, boundary="000000000000mix")
    else:
        whole = mime.multi("alternative", text, page, calendar, boundary="_000_cal_")
    return (f"invitation-{name}", mime.letter(_head(f"invitation-{name}", title, client="owa"), whole), _truth(f"invitation-{name}", title, entries))


def _winmail():
    own = "0.4 call with bank re discharge, Ng file"
    file = mime.attached("winmail.dat", "application/ms-tnef", bytes.fromhex("789f3e220100") + P7S)
    whole = mime.multi("mixed", mime.text(own + "\n", charset="us-ascii", cte="7bit"), file, boundary="----_=_NextPart_001_TNEF")
    return ("winmail", mime.letter(_head("winmail", "discharge"), whole), _truth("winmail", "discharge", [said(24, "Ng", "call with bank re discharge")], forwarded=None))


def _winmail_alone():
    file = mime.attached("winmail.dat", "application/ms-tnef", bytes.fromhex("789f3e220100") + P7S)
    whole = mime.multi("mixed", mime.text("\n", charset="us-ascii", cte="7bit"), file, boundary="----_=_NextPart_002_TNEF")
    return ("winmail-alone", mime.letter(_head("winmail-alone", "discharge"), whole), _truth("winmail-alone", "discharge", [], forwarded=None))


def _apple_sandwich():
    """Apple Mail: words, a file, and words again, each a part of its own."""
    first = mime.text("0.2 reviewing annexure A, Webb file\n\n", charset="us-ascii", cte="7bit")
    file = mime.attached("annexure A.pdf", "application/pdf", PDF, how="inline")
    last = mime.text("\n\n0.3 reviewing annexure B, Webb file\n", charset="us-ascii", cte="7bit")
    whole = mime.multi("mixed", first, file, last, boundary="Apple-Mail=_SANDWICH")
    entries = [said(12, "Webb", "reviewing annexure A"), said(18, "Webb", "reviewing annexure B")]
    return ("apple-words-around-a-file", mime.letter(_head("apple-words-around-a-file", "annexures", client="apple"), whole), _truth("apple-words-around-a-file", "annexures", entries, forwarded=None))


def _ios_signature_box():
    """Outlook for iOS may put what was typed inside the box of its signature."""
    text = "0.2 call re fence, Tran file\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n"
    html = '<html><head></head><body dir="auto"><div class="ms-outlook-mobile-signature" id="ms-outlook-mobile-signature"><div dir="auto">0.2 call re fence, Tran file</div><div dir="auto"><br></div><div dir="auto">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div></body></html>'
    whole = mime.multi("alternative", mime.text(text), mime.text(html, kind="text/html"), boundary="_000_iosbox_")
    return ("outlook-ios-words-in-the-box", mime.letter(_head("outlook-ios-words-in-the-box", "time", client="owa"), whole), _truth("outlook-ios-words-in-the-box", "time", [said(12, "Tran", "call re fence")], forwarded=None))


def _flowed(name, body, entries, extra):
    return (name, mime.letter(_head(name, "time", client="bird"), mime.text(body, extra=extra, cte="8bit")), _truth(name, "time", entries, forwarded=None))


def _hidden():
    html = '<html><body><div style="display:none;max-height:0;overflow:hidden">0.9 preheader nobody sees, Jones file</div><span style="mso-hide:all;display:none">1.5 hours hidden</span><div>0.2 call re orders, Smith file</div><style>.x{content:"0.7 style, Smith file"}</style><script>var t="0.4 script, Smith file";</script><!-- 0.3 comment, Smith file --></body></html>'
    return ("hidden-in-html", mime.letter(_head("hidden-in-html", "time", client="yahoo"), mime.text(html, kind="text/html")), _truth("hidden-in-html", "time", [said(12, "Smith", "call re orders")], forwarded=None))


def _bare(name, raw, entries, title, **more):
    head = f"From: Ada <ada@firm.example>\nTo: {INBOX}\nSubject: {title}\nDate: {DATE}\nMessage-ID: <{name.upper().replace('-', '')}@firm.example>\n"
    return (name, (head.encode() + raw).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"), _truth(name, title, entries, **more))


def _wrong_label(name, words, charset, codec, entries):
    part = mime.text(words.encode(codec), charset=charset, cte="8bit")
    return (name, mime.letter(_head(name, "time"), part), _truth(name, "time", entries, forwarded=None))


def _html_cannot():
    own = "0.3 reading report, Chen file"
    text = mime.text("Your e-mail client cannot display HTML. Please view this message in another one. 0.5 sec.\n", cte="7bit", charset="us-ascii")
    page = mime.text(people.dressed("yahoo", own, "", ""), kind="text/html")
    return ("plain-part-says-nothing", mime.letter(_head("plain-part-says-nothing", "t", client="yahoo"), mime.multi("alternative", text, page, boundary="=-cannot")), _truth("plain-part-says-nothing", "t", [said(18, "Chen", "reading report")], forwarded=None))


def _list_html():
    html = "<html><body><ul><li>0.1 email to client, Smith file</li><li>0.2 call to court, Jones file</li></ul><ol><li>0.3 drafting, Patel file</li></ol></body></html>"
    entries = [said(6, "Smith", "email to client"), said(12, "Jones", "call to court"), said(18, "Patel", "drafting")]
    return ("html-lists", mime.letter(_head("html-lists", "day", client="gmail"), mime.text(html, kind="text/html")), _truth("html-lists", "day", entries, forwarded=None))


def _table_html():
    html = "<html><body><table><tbody><tr><td>0.1 email to client, Smith file</td></tr><tr><td>0.2 call to court, Jones file</td></tr></tbody></table></body></html>"
    return ("html-table-rows", mime.letter(_head("html-table-rows", "day", client="owa"), mime.text(html, kind="text/html", cte="base64")), _truth("html-table-rows", "day", [said(6, "Smith", "email to client"), said(12, "Jones", "call to court")], forwarded=None))


def _word_bullets():
    """Word's bullets: a dot in a span of its own, and the words after it."""
    dot = "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>"
    items = ["0.1 email to client, Smith file", "0.2 call to registry, Smith file"]
    rows = "".join(f"<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>{dot}{each}<o:p></o:p></p>" for each in items)
    html = f"<html><head><!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--></head><body lang=EN-AU><div class=WordSection1>{rows}</div></body></html>"
    plain = "".join(f"·         {each}\n\n" for each in items)
    both = mime.multi("alternative", mime.text(plain), mime.text(html, kind="text/html"), boundary="----=_bullets")
    entries = [said(6, "Smith", "email to client"), said(12, "Smith", "call to registry")]
    return "word-bullets", mime.letter(_head("word-bullets", "day"), both), _truth("word-bullets", "day", entries, forwarded=None)


def _no_blank_line():
    """The separator right under the words, as some web mailers have it."""
    letter = old("police")
    words = f"0.3 reading brief, Lee file\n---------- Forwarded message ----------\nFrom: {letter.who}\nDate: Mon, 16 Nov 2026 06:47\nSubject: {letter.subject}\nTo: ada@firm.example\n\n{letter.words}\n"
    return "no-blank-line", mime.letter(_head("no-blank-line", "Fwd: " + letter.subject, client="plain"), mime.text(words)), _truth("no-blank-line", "Fwd: " + letter.subject, [said(18, "Lee", "reading brief")], forwarded=_from(letter))


LETTERS = [
    _whole("settlement"),
    _attached("outlook", "0.2 reviewed offer, Doe file", [said(12, "Doe", "reviewed offer")], "settlement"),
    _attached("gmail", "0.3 reading judgment, Smith file", [said(18, "Smith", "reading judgment")], "scheduling", title="Fwd: Listing: Smith v Jones (2024-FAM-0312)", client="gmail"),
    _attached("thunderbird-plain", "1.2 reviewing fee note, Okafor file", [said(72, "Okafor", "reviewing fee note")], "fees", title="Fwd: Fee note 1187", client="bird", html=False),
    _attached("several", "0.4 read three letters, Patel file", [said(24, "Patel", "read three letters")], "discovery", "invoice", "tax", title="Emails"),
    _attached("nothing-typed", "", [], "police", title="Brief of evidence 0.9 served"),
    _attached("duration-only", "0.3", [{"minutes": 18, "matter": None}], "medical"),
    _attached("in-german", "0.2 Kündigung gelesen, Groß file", [said(12, "Groß", "Kündigung gelesen")], "german", title="the notice", client="apple"),
    _attached("unnamed-inline", "0.1 read it, Marsh file", [said(6, "Marsh", "read it")], "will", named=False, client="iphone", html=False),
    _row("forward-with-pdf", "outlook", lay.outlook, "invoice", "0.1 query on invoice, Smith file", [said(6, "Smith", "query on invoice")], with_parts=(mime.attached("INV-2231 0.4 hours.pdf", "application/pdf", PDF),)),
    _row("forward-with-pictures", "outlook", lay.outlook, "lease", "0.3 reviewing plan, Webb file", [said(18, "Webb", "reviewing plan")], shape="related", beneath=signed("en", "footer")),
    _row("new-with-text-file", "gmail", None, "", "0.2 call, Smith file", [said(12, "Smith", "call")], subject="time", with_parts=(mime.text("0.9 old notes, Jones file\n", headers=(("Content-Disposition", 'attachment; filename="notes.txt"'),)),)),
    _row("new-with-voice-memo", "iphone", None, "", "0.1 note of call, Tran file", [said(6, "Tran", "note of call")], subject="memo", with_parts=(mime.attached("0.5 call Jones file.m4a", "audio/x-m4a", P7S),)),
    _row("forward-with-msg-file", "owa", lay.outlook_web, "board", "0.2 reading minutes, Harbour file", [said(12, "Harbour", "reading minutes")], with_parts=(mime.attached("Minutes.msg", "application/vnd.ms-outlook", bytes.fromhex("d0cf11e0a1b11ae1") + P7S),)),
    _row("forward-with-html-file", "gmail", lay.gmail, "visa", "0.6 reading refusal, Amiri file", [said(36, "Amiri", "reading refusal")], with_parts=(mime.attached("refusal.html", "text/html", b"<p>1.5 hours, Smith file</p>"),)),
    _plain_signed(),
    _opaque(),
    _pgp_inline(),
    _pgp_mime(),
    _pgp_encrypted(),
    _pgp_block(),
    _invitation("nothing-typed", "", []),
    _invitation("with-a-line", "0.8 walk-through with Noor, Falcon file", [said(48, "Falcon", "walk-through with Noor")]),
    _invitation("google", "0.7 disclosure meeting, Falcon file", [said(42, "Falcon", "disclosure meeting")], google=True),
    _winmail(),
    _winmail_alone(),
    _apple_sandwich(),
    _ios_signature_box(),
    _hidden(),
    _html_cannot(),
    _list_html(),
    _word_bullets(),
    _no_blank_line(),
    _table_html(),
    _flowed("flowed", "0.7 reviewing the second further amended statement of claim and \nsettling the orders, Harbour file\n \n-- \nAda\n", [said(42, "Harbour", "reviewing the second further amended statement of claim and settling the orders")], "; format=flowed"),
    _flowed("flowed-delsp", "0.7 reviewing the second further amended statement of claim and set \ntling the orders, Harbour file\n", [said(42, "Harbour", "reviewing the second further amended statement of claim and settling the orders")], "; format=flowed; delsp=yes"),
    _flowed("flowed-stuffed", " From Jones I got 0.2 of talk, Jones file\n", [{"minutes": 12, "matter": "Jones"}], "; format=flowed"),
    _bare("no-mime-at-all", b"\n0.2 call re costs, Smith file\n", [said(12, "Smith", "call re costs")], "time", forwarded=None),
    _bare("content-type-broken", b"MIME-Version: 1.0\nContent-Type: text\n\n0.3 letter, Jones file\n", [said(18, "Jones", "letter")], "time"),
    _bare("charset-unknown", b"MIME-Version: 1.0\nContent-Type: text/plain; charset=x-unknown\nContent-Transfer-Encoding: 7bit\n\n0.1 email, Ng file\n", [said(6, "Ng", "email")], "time"),
    _bare("charset-in-quotes-and-case", b"MIME-Version: 1.0\nContent-Type: TEXT/PLAIN; CHARSET=\"'UTF8'\"\nContent-Transfer-Encoding: 8BIT\n\n0.1 caf\xc3\xa9 meeting, Ng file\n", [said(6, "Ng", "café meeting")], "time"),
    _wrong_label("says-ascii-is-utf-8", "0.2 café with Mr Öberg, Öberg file\n", "us-ascii", "utf-8", [said(12, "Öberg", "café with Mr Öberg")]),
    _wrong_label("says-utf-8-is-1252", "0.2 café mit Herrn Groß, Groß file\n", "utf-8", "cp1252", [said(12, "Groß", "café mit Herrn Groß")]),
    _wrong_label("says-latin-1-is-1252", "0.4 “privileged” note – Smith file\n", "iso-8859-1", "cp1252", [{"minutes": 24, "matter": "Smith"}]),
    _row("utf-16", "bird", None, "", "0.2 call re lease, Kim file", [said(12, "Kim", "call re lease")], subject="time", shape="text", charset="utf-16", cte="base64"),
]
