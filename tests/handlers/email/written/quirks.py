"""What clients do to words on the way, and header blocks that are not the usual ones."""

from tests.handlers.email.written import layouts as lay
from tests.handlers.email.written import tongues
from tests.handlers.email.written.composing import Row, said, signed
from tests.handlers.email.written.originals import old

# fmt: off


def _q(name, client, layout, key, own, entries, *, changed=None, tongue="en", **more):
    letter = old(key, **(changed or {})) if key else None
    return Row(f"quirk-{name}", client, layout, tongue, own, entries, letter, **({"kind": "forward" if key else "new"} | more))


def _starred(letter, tongue):
    """Gmail's flattening of an Outlook letter: its bold labels between asterisks."""
    plain, html = lay.outlook(letter, tongue)
    head, body = plain.split("\n\n", 1)
    return "\n".join("*" + line.replace(": ", ":* ", 1) for line in head.split("\n")) + f"\n\n\n\n{body}", html


def _bracketed(letter, tongue):
    """Outlook 2010: the address in square brackets after mailto."""
    plain, html = lay.outlook(letter, tongue)
    mailed = f"[mailto:{letter.address}]"
    return plain.replace(f"<{letter.address}>", mailed, 1), html.replace(f"&lt;{letter.address}&gt;", mailed, 1)


def _important(letter, tongue):
    """Outlook with attachments and importance among its headers."""
    plain, html = lay.outlook(letter, tongue)
    more = f"Subject: {letter.subject}\nAttachments: fee note 0.4.pdf; annexure.docx\nImportance: High"
    bold = f"<b>Subject:</b> {letter.subject}<br><b>Attachments:</b> fee note 0.4.pdf; annexure.docx<br><b>Importance:</b> High"
    return plain.replace(f"Subject: {letter.subject}", more, 1), html.replace(f"<b>Subject:</b> {letter.subject}", bold, 1)


def _to_the_left(letter, tongue):
    """Outlook in Hebrew writes marks of direction before its labels."""
    plain, html = lay.outlook(letter, tongue)
    head, body = plain.split("\n\n", 1)
    return "\n".join("\u200f\u200f" + line for line in head.split("\n")) + f"\n\n{body}", html


def _under(layout, words):
    """Return a layout with a gateway's words under the original."""
    def made(letter, tongue):
        plain, html = layout(letter, tongue)
        return f"{plain}\n\n{words}\n", f"{html}<br><p style='font-size:8pt'>{words}</p>"
    return made


def _on_wrote(letter, tongue):
    """Outlook for Mac of some years: a forward that looks like a reply."""
    at = tongues.date(tongue, "{d}/{m}/2026, {t}", letter.at)
    line = f'On {at}, "{letter.name}" <{letter.address}> wrote:'
    indented = "\n".join(f"    {line}".rstrip() for line in letter.words.split("\n"))
    return f"{line}\n\n{indented}\n", f"<p class=MsoNormal>{line.replace('<', '&lt;').replace('>', '&gt;')}</p><blockquote style='border:none;border-left:solid #B5C4DF 4.5pt;padding:0cm 0cm 0cm 4.0pt'>{letter.body}</blockquote>"


MANY = "Ada <ada@firm.example>; Ben <ben@firm.example>; 'Priya Patel' <priya@patel-imports.example>; Tom Okafor <tom@counselchambers.example>"
LONG = "0.7 reviewing and settling the second further amended statement of claim and draft orders, Harbour file"
BROKEN = "0.7 reviewing and settling the second further amended statement of claim\nand draft orders, Harbour file"
WHOLE = "reviewing and settling the second further amended statement of claim and draft orders"

PREHEADER = '<div style="display:none;font-size:1px;line-height:1px;max-height:0;opacity:0;overflow:hidden;mso-hide:all">0.9 hours of CPD inside, Smith file</div><table width="600"><tr><td><h1>Costs update</h1></td></tr><tr><td>1.5 hours, $450</td></tr></table>'

ROWS = [
    _q("gmail-wraps-the-plain-part", "gmail", lay.gmail, "board", LONG, [said(42, "Harbour", WHOLE)], flat=BROKEN),
    _q("gmail-bold-in-the-plain-part", "gmail", lay.gmail, "settlement", "0.2 call with adjuster, Doe file", [said(12, "Doe", "call with adjuster")], flat="*0.2* call with adjuster, *Doe file*"),
    _q("starred-labels", "gmail", _starred, "lease", "0.3 reviewing lease, Webb file", [said(18, "Webb", "reviewing lease")]),
    _q("mailto-in-brackets", "outlook", _bracketed, "counsel", "0.2 reading letter, Smith file", [said(12, "Smith", "reading letter")]),
    _q("importance-and-attachments", "outlook", _important, "fees", "0.1 fee note to accounts, Okafor file", [said(6, "Okafor", "fee note to accounts")]),
    _q("newsletter-with-a-preheader", "gmail", lay.gmail, "fees", "0.2 reading costs update, Doe file", [said(12, "Doe", "reading costs update")], changed={"name": "Law Weekly", "address": "news@lawweekly.example", "subject": "Costs: 1.5 hours you did not bill", "words": "Costs update\n\n1.5 hours, $450", "markup": PREHEADER}),
    _q("preheader-in-outlook", "owa", lay.outlook_web, "fees", "", [], changed={"name": "Law Weekly", "address": "news@lawweekly.example", "subject": "Costs", "words": "Costs update\n\n1.5 hours, $450", "markup": PREHEADER}),
    _q("many-recipients", "owa", lay.outlook_web, "discovery", "0.4 considering list, Patel file", [said(24, "Patel", "considering list")], changed={"to": MANY, "cc": "Registry <registry@court.example>"}),
    _q("sender-without-a-name", "gmail", lay.gmail, "medical", "0.1 request to clinic, Jones file", [said(6, "Jones", "request to clinic")], changed={"name": ""}),
    _q("sender-in-quotes", "outlook", lay.outlook, "will", "0.2 call with Edith, Marsh file", [said(12, "Marsh", "call with Edith")], changed={"name": "'Edith Marsh' via Wills"}),
    _q("original-without-a-subject", "outlook", lay.outlook, "nanny", "0.2 reading notes, Kim file", [said(12, "Kim", "reading notes")], changed={"subject": ""}, subject="FW: "),
    _q("hebrew-with-marks", "outlook", _to_the_left, "hebrew", "0.2 review, Levy file", [said(12, "Levy", "review")], tongue="he", cte="base64"),
    _q("blank-lines-above", "iphone", lay.iphone, "visa", "\n\n\n0.2 reading refusal, Amiri file", [said(12, "Amiri", "reading refusal")], beneath=signed("en", "phone")),
    _q("gateway-footer", "outlook", _under(lay.outlook, "This message has been scanned. Retention 7 years; review takes 0.5 hours."), "deed", "0.3 execution of deed, Ng file", [said(18, "Ng", "execution of deed")]),
    _q("forward-like-a-reply", "outlook_mac", _on_wrote, "expert", "0.6 reading report, Chen file", [said(36, "Chen", "reading report")], more={"forwarded": {"from": "lwu@experts.example"}}, subject="FW: Report - Chen"),
    _q("ampersands", "owa", None, "", "0.2 R&D agreement <draft 3>, Smith & Co file", [{"minutes": 12, "matter": "Smith & Co"}], subject="time"),
    _q("outlook-links-a-name", "outlook", None, "", "0.1 checking client.example, Doe file", [{"minutes": 6, "matter": "Doe"}], flat="0.1 checking client.example<http://client.example/>, Doe file", subject="time"),
    _q("no-break-spaces", "apple", None, "", "0.2\u00a0call\u00a0re\u00a0costs, Smith file", [said(12, "Smith", "call re costs")], subject="time"),
    _q("numbered", "gmail", None, "", "1. 0.2 call to court, Jones file\n2. 0.4 drafting consent orders, Jones file", [said(12, "Jones", "call to court"), said(24, "Jones", "drafting consent orders")], subject="day"),
    _q("dashes-as-typed-on-phones", "iphone", None, "", "0.2 – call with client – Smith file", [said(12, "Smith", "call with client")], subject="", beneath=signed("en", "phone")),
    _q("byte-order-mark", "plain", None, "", "\ufeff0.2 call, Smith file", [said(12, "Smith", "call")], subject="time", shape="text", cte="base64"),
    _q("bcc-of-a-letter-to-a-client", "gmail", lay.reply_gmail, "settlement", "0.1 email to Jane, Doe file", [said(6, "Doe", "email to Jane")], kind="reply", headers=(("Cc", "Jane Doe <jane.doe@client.example>"),)),
    _q("nested-quotes", "bird", lay.reply_bird, "discovery", "0.2 email re backups, Patel file", [said(12, "Patel", "email re backups")], kind="reply", shape="text", cte="7bit", changed={"words": "Agreed.\n\nOn 11/11/2026 09:00, Tom Okafor wrote:\n> 0.4 call re backups\n>> 1.2 hours with IT\n>\n> Tom"}),
    _q("signature-of-the-original", "gmail", lay.gmail, "lease", "0.5 advising on renewal, Webb file", [said(30, "Webb", "advising on renewal")], changed={"words": "OK then.\n\n-- \nMarcus Webb\n0.5 km from the station\n\n0.2 hours"}),
    _q("regards-in-german-and-footer", "outlook", lay.outlook, "german", "0.2 Telefonat, Groß file", [said(12, "Groß", "Telefonat")], tongue="de", beneath=("Mit freundlichen Grüßen\n\nAda\nRechtsanwältin\nSprechzeiten 9.00-17.00 Uhr", "<p class=MsoNormal>Mit freundlichen Grüßen<o:p></o:p></p><p class=MsoNormal>Ada<br>Rechtsanwältin<br>Sprechzeiten 9.00-17.00 Uhr</p>")),
    _q("owa-signature-box", "owa", lay.outlook_web, "tax", "0.1 voiding entry, Bianchi file", [said(6, "Bianchi", "voiding entry")], beneath=("Ada\nPartner\n9000 0000", '<div class="elementToProof" id="Signature"><div>Ada</div><div>Partner</div><div>9000 0000</div></div>')),
]
