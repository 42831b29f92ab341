"""Where real clients' HTML says that somebody else's words begin, and end."""

import pytest

from handlers.email import parting
from handlers.email.letters import Letter

LINE = "0.2 call re lease, Smith file"
MORE = "0.1 email to client, Jones file"
OTHERS = "<div>Dear Ada</div><div>0.9 call, Decoy file</div><div>1.5 hours on it</div>"
OUTLOOK = (
    "<p class=MsoNormal><b>From:</b> Jane Doe &lt;jane@client.example&gt;<br><b>Sent:</b> "
    "Tuesday, 17 November 2026 3:15 PM<br><b>To:</b> Ada<br><b>Subject:</b> Offer 0.5</p>"
)
BORDER = f"<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>{OUTLOOK}</div>"
GMAIL = (
    '<div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong '
    'class="gmail_sendername" dir="auto">Jane Doe</strong> <span dir="auto">&lt;<a href="mailto:'
    'jane@client.example">jane@client.example</a>&gt;</span><br>Date: Tue, 17 Nov 2026 at 15:15<br>'
    "Subject: Offer 0.5<br>To: Ada &lt;ada@firm.example&gt;<br></div><br><br>"
)
SAID = 'On Tue, 17 Nov 2026 at 15:15, Jane Doe &lt;<a href="mailto:jane@client.example">jane@client.example</a>&gt; wrote:<br>'
SIGNATURE = "<div>Ada Byron</div><div>Partner</div><div>Level 12, 0.5 km from Town Hall</div><div>T 02 9999 0000</div>"
# HTML · own words · whether an original is found
CASES = {
    "gmail forward": (f'<div dir="ltr">{LINE}<br><br><div class="gmail_quote">{GMAIL}{OTHERS}</div></div>', LINE),
    "gmail forward, words under it": (f'<div dir="ltr">{LINE}<br><br><div class="gmail_quote">{GMAIL}{OTHERS}</div><div>{MORE}</div></div>', f"{LINE}\n\n{MORE}"),
    "gmail forward of a thread": (f'<div>{LINE}</div><div class="gmail_quote">{GMAIL}<div>{SAID}</div><blockquote>{OTHERS}</blockquote>{OTHERS}</div>', LINE),
    "gmail signature above": (f'<div dir="ltr">{LINE}<br clear="all"><br><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature">{SIGNATURE}</div></div><br><div class="gmail_quote">{GMAIL}{OTHERS}</div>', LINE),
    "gmail signature below": (f'<div>{LINE}</div><div class="gmail_quote">{GMAIL}{OTHERS}</div><br clear="all"><div><br></div>-- <br><div class="gmail_signature">{SIGNATURE}</div>', LINE),
    "gmail reply": (f'<div dir="ltr">{LINE}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{SAID}</div><blockquote class="gmail_quote">{OTHERS}</blockquote></div>', LINE),
    "gmail reply, words between": (f'<div class="gmail_quote"><div dir="ltr" class="gmail_attr">{SAID}</div><blockquote class="gmail_quote">{OTHERS}</blockquote><div>{LINE}</div><blockquote class="gmail_quote">{OTHERS}</blockquote></div><div>{MORE}</div>', f"{LINE}\n\n{MORE}"),
    "outlook forward": (f"<div class=WordSection1><p class=MsoNormal>{LINE}<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><div>{BORDER}</div>{OTHERS}</div>", LINE),
    "outlook forward, border alone": (f"<p class=MsoNormal>{LINE}</p><div style='border:none;border-top:solid #B5C4DF 1.0pt'>{OUTLOOK}</div>{OTHERS}", LINE),
    "outlook forward, no border": (f"<p class=MsoNormal>{LINE}</p>{OUTLOOK}{OTHERS}", LINE),
    "outlook forward, unknown tongue": (f"<p class=MsoNormal>{LINE}</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>Xx:</b> Jane Doe &lt;jane@client.example&gt;<br><b>Yy:</b> 17.11.2026 15:15<br><b>Zz:</b> Ada<br><b>Qq:</b> Offer 0.5</p></div>{OTHERS}", LINE),
    "outlook, a border of one's own": (f"<p>{LINE}</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p>{MORE}</p></div>", f"{LINE}\n\n{MORE}"),
    "outlook, signature and legal footer": (f"<p class=MsoNormal>{LINE}</p><p class=MsoNormal>Kind regards</p>{SIGNATURE}<p>This email is confidential. Delete it within 0.5 hours.</p>{BORDER}{OTHERS}", LINE),
    "owa": (f'<div class="elementToProof">{LINE}</div><div id="Signature">{SIGNATURE}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font>{OUTLOOK}</font></div>{OTHERS}', LINE),
    "owa, two deep": (f'<div>{LINE}</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">{OUTLOOK}</div>{OTHERS}<div id="x_appendonsend"></div><div id="x_divRplyFwdMsg"><b>From:</b> Zed &lt;zed@else.example&gt;<br><b>Sent:</b> 1 May 2026<br><b>Subject:</b> No</div>{OTHERS}', LINE),
    "outlook for a telephone": (f'<div dir="ltr">{LINE}</div><div id="ms-outlook-mobile-signature"><div><br></div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><hr><div id="divRplyFwdMsg">{OUTLOOK}</div>{OTHERS}', LINE),
    "outlook for a telephone, all in the signature": (f'<div id="ms-outlook-mobile-signature"><div>{LINE}</div><div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div></div><hr><div id="divRplyFwdMsg">{OUTLOOK}</div>{OTHERS}', LINE),
    "outlook for a telephone, reference container": (f'<div>{LINE}</div><div id="mail-editor-reference-message-container"><div>{OUTLOOK}</div>{OTHERS}</div>', LINE),
    "apple forward": (f'{LINE}<div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div><b>From: </b>Jane Doe &lt;jane@client.example&gt;</div><div><b>Subject: </b><b>Offer 0.5</b></div><div><b>Date: </b>17 November 2026 at 15:15:12 AEDT</div><div><b>To: </b>Ada</div><br>{OTHERS}</blockquote></div>', LINE),
    "iphone forward, words in its signature": (f'<div dir="ltr"></div><div id="AppleMailSignature">{LINE}<br>Sent from my iPhone</div><div><br>Begin forwarded message:<br><br></div><blockquote type="cite"><div><b>From:</b> Jane Doe &lt;jane@client.example&gt;<br><b>Date:</b> 17 November 2026<br><b>To:</b> Ada<br><b>Subject:</b> <b>Offer 0.5</b></div>{OTHERS}</blockquote>', LINE),
    "apple reply": (f'{LINE}<br><div><br><blockquote type="cite"><div>On 17 Nov 2026, at 3:15 pm, Jane Doe &lt;jane@client.example&gt; wrote:</div><br>{OTHERS}</blockquote></div>', LINE),
    "thunderbird reply, words under it": (f'<div class="moz-cite-prefix">On 17/11/2026 15:15, Jane Doe &lt;jane@client.example&gt; wrote:<br></div><blockquote type="cite" cite="mid:x">{OTHERS}</blockquote><p>{LINE}</p><div class="moz-signature">-- <br>{SIGNATURE}</div>', LINE),
    "thunderbird forward": (f'<p>{LINE}</p><div class="moz-forward-container"><br><br>-------- Forwarded Message --------<table class="moz-email-headers-table"><tr><th>Subject: </th><td>Offer 0.5</td></tr><tr><th>Date: </th><td>Tue, 17 Nov 2026</td></tr><tr><th>From: </th><td>Jane Doe <a class="moz-txt-link-rfc2396E" href="mailto:jane@client.example">&lt;jane@client.example&gt;</a></td></tr></table><br>{OTHERS}</div>', LINE),
    "yahoo": (f'<div class="ydp1body">{LINE}</div><div id="ydp2yahoo_quoted_9" class="ydp2yahoo_quoted"><div><div>On Tuesday, November 17, 2026 at 03:15:12 PM GMT+11, Jane Doe &lt;jane@client.example&gt; wrote:</div><div><br></div>{OTHERS}</div></div>', LINE),
    "proton": (f'<div>{LINE}</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with Proton Mail secure email.</div></div><div class="protonmail_quote">On Tuesday, November 17th, 2026 at 3:15 PM, Jane Doe &lt;jane@client.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">{OTHERS}</blockquote><br></div>', LINE),
    "proton forward": (f'<div>{LINE}</div><div class="protonmail_quote">------- Forwarded Message -------<br>From: Jane Doe &lt;jane@client.example&gt;<br>Date: On Tuesday, November 17th, 2026 at 3:15 PM<br>Subject: Offer 0.5<br>To: Ada<br><br><blockquote class="protonmail_quote" type="cite">{OTHERS}</blockquote></div>', LINE),
    "gmx": (f'<div>{LINE}</div><div name="quote" style="border-left:2px solid #C3D9E5;"><div style="margin:0 0 10px 0;"><b>Gesendet:</b>&nbsp;Dienstag, 17. November 2026 um 15:15 Uhr<br/><b>Von:</b>&nbsp;&quot;Jane Doe&quot; &lt;jane@client.example&gt;<br/><b>An:</b>&nbsp;Ada<br/><b>Betreff:</b>&nbsp;Offer 0.5</div><div name="quoted-content">{OTHERS}</div></div>', LINE),
    "em client, its quote closed too early": (f'<div>{LINE}</div><div id="x5c"><blockquote type="cite" class="cite2"><div>------ Forwarded Message ------</div><div>From &quot;Jane Doe&quot; &lt;jane@client.example&gt;</div><div>To ada@firm.example</div><div>Date 09/11/2026 10:10:05</div><div>Subject Offer 0.5</div></div><div><br></div>{OTHERS}</blockquote>', LINE),
    "spark": (f'<div name="messageBodySection"><div>{LINE}</div></div><div name="messageSignatureSection">{SIGNATURE}</div><div name="messageReplySection">On 17 Nov 2026, 3:15 PM +1100, Jane Doe &lt;jane@client.example&gt;, wrote:<br><blockquote type="cite">{OTHERS}</blockquote></div>', LINE),
    "mailto links for addresses": (f'<div>{LINE}</div><div><b>From:</b> <a href="mailto:jane@client.example?subject=x">Jane Doe</a></div><div><b>Sent:</b> 17 November 2026 3:15 PM</div><div><b>To:</b> <a href="mailto:ada@firm.example">Ada</a></div><div><b>Subject:</b> Offer 0.5</div>{OTHERS}', LINE),
    "a banner in a table above": (f"<table><tr><td>CAUTION: This email originated from outside the firm. Do not click links.</td></tr></table><div>{LINE}</div>{BORDER}{OTHERS}", LINE),
    "a gateway's footer below": (f'<div>{LINE}</div><div class="gmail_quote">{GMAIL}{OTHERS}</div><p>This email and any attachments are confidential.<br>Reply within 0.5 hours.</p><p>Scanned by Gateway 0.2</p>', LINE),
    "indented words": (f'<blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>{LINE}</div></blockquote><div class="gmail_quote">{GMAIL}{OTHERS}</div>', LINE),
    "a list": (f"<ul><li>{LINE}</li><li>{MORE}</li></ul>{BORDER}{OTHERS}", f"{LINE}\n{MORE}"),
    "a table": (f"<table><tr><td>0.2</td><td>call re lease</td><td>Smith file</td></tr></table>{BORDER}{OTHERS}", "0.2 call re lease Smith file"),
    "preformatted words": (f"<pre>{LINE}\n{MORE}\n\n{'_' * 32}\nFrom: Jane Doe &lt;jane@client.example&gt;\nSent: 17 November 2026 3:15 PM\nTo: Ada\nSubject: Offer 0.5\n\n0.9 call</pre>", f"{LINE}\n{MORE}"),
    "hidden words": (f'<div style="display:none">0.8 webinar</div><span style="font-size:0px;max-height:0">0.7 more</span><div hidden>0.6</div><style>0.5 x</style><title>0.4 y</title><div>{LINE}</div>{BORDER}{OTHERS}', LINE),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_html_is_cut_where_its_client_says(name):
    html, own = CASES[name]

    for letter in (
        Letter(sender="ada@firm.example", subject="Smith v Jones", html=html),
        Letter(
            sender="ada@firm.example",
            subject="Smith v Jones",
            html=f"<html><body>{html}</body></html>",
        ),
    ):
        parted = parting.part(letter)
        assert _words(parted.own) == _words(own)
        if "own" in name.split():
            continue
        assert "jane@client.example" in parted.original.sender
        if parted.kind == "forward":
            assert parted.original.subject == "Offer 0.5"


@pytest.mark.parametrize(
    "html",
    [
        f'<div>{LINE}</div><div id="appendonsend"></div>',
        f'<div>{LINE}</div><div class="gmail_quote"><br></div>',
        f'<div>{LINE}</div><div id="Signature">{SIGNATURE}</div><div id="appendonsend"></div><div><br></div>',
    ],
)
def test_an_empty_place_for_an_original_is_none(html):
    parted = parting.part(
        Letter(sender="ada@firm.example", subject="Smith v Jones", html=html)
    )

    assert (parted.own, parted.original, parted.kind) == (LINE, None, "new")


@pytest.mark.parametrize(
    ("text", "html", "own"),
    [
        # The plain part is wrapped, the HTML is not.
        (
            "0.2 call with opposing counsel re the scheduling of the mediation and the\nexchange of reports, Smith file",
            "<div>0.2 call with opposing counsel re the scheduling of the mediation and the exchange of reports, Smith file</div>",
            "0.2 call with opposing counsel re the scheduling of the mediation and the exchange of reports, Smith file",
        ),
        # The HTML does not say where the original begins, the text does.
        (
            f"{LINE}\n\n-----Original Message-----\nFrom: Jane Doe <jane@client.example>\nSent: 17 November 2026\n\n0.9 call",
            f"<div>{LINE}</div><div>Jane Doe, 17 November</div><div>0.9 call</div>",
            f"{LINE}\nJane Doe, 17 November",
        ),
        # The text does not say it, the HTML does.
        (
            f"{LINE}\n\nJane Doe\n0.9 call",
            f'<div>{LINE}</div><div class="gmail_quote">{GMAIL}<div>0.9 call</div></div>',
            LINE,
        ),
        # The plain part is of another making.
        ("This message needs an HTML viewer.", f"<div>{LINE}</div>", LINE),
        # The HTML shows no word.
        (LINE, "<div><img src=cid:x></div>", LINE),
        (LINE, "", LINE),
    ],
)
def test_of_two_bodies_the_one_that_books_less_is_believed(text, html, own):
    parted = parting.part(Letter(sender="ada@firm.example", text=text, html=html))

    assert parted.own == own


@pytest.mark.parametrize(
    "quote",
    ['div class="gmail_quote"', "blockquote", 'div class="moz-forward-container"'],
)
def test_a_quote_in_a_forwarded_letter_does_not_end_that(quote):
    """Where a client puts no element around it, as Samsung's: it was answered below."""
    inner = f"<{quote}>What did it cost?</{quote.split()[0]}><div>0.9 call, Decoy file</div>"
    html = f"<div>{LINE}</div><div>-------- Original message --------</div>{OUTLOOK}{inner}"
    parted = parting.part(
        Letter(sender="ada@firm.example", subject="Fwd: x", html=html)
    )

    assert parted.own == LINE


def test_lines_that_a_client_has_wrapped_are_put_together():
    text = (
        "0.2 call with opposing counsel re the scheduling of the mediation and the\n"
        "exchange of reports, Smith file\n"
        "0.1 email to client re the same, with a list of dates that suit the court, and\n"
        "a request for documents, Jones file\n"
    )

    parted = parting.part(Letter(sender="ada@firm.example", text=text))

    assert parted.own.split("\n") == [
        "0.2 call with opposing counsel re the scheduling of the mediation and the exchange of reports, Smith file",
        "0.1 email to client re the same, with a list of dates that suit the court, and a request for documents, Jones file",
    ]


def _words(text):
    return [" ".join(each.split()) for each in text.splitlines() if each.strip()]
