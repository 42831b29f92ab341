"""What stands under the typed words: farewells, devices, notices, in many languages."""

from html import escape

from tests.handlers.email.written import layouts as lay
from tests.handlers.email.written.composing import Row, said
from tests.handlers.email.written.originals import old

# A row of the table is one line.
# fmt: off


def _w(name, client, layout, tongue, key, own, entries, under, **more):
    """Return a letter with *under* beneath its words, alike in text and in HTML."""
    html = "<div><br></div>" + "".join(f"<div>{escape(line) or '<br>'}</div>" for line in under.split("\n"))
    more = {"beneath": (under, html), "kind": "forward" if key else "new"} | ({} if key else {"subject": "time"}) | more
    return Row(f"farewell-{name}", client, layout, tongue, own, entries, old(key) if key else None, **more)


ROWS = [
    _w("de", "outlook", lay.outlook, "de", "german", "0.2 Rückfrage beim Mandanten, Groß file", [said(12, "Groß", "Rückfrage beim Mandanten")], "Mit freundlichen Grüßen\n\nAda"),
    _w("de-short", "gmail", lay.gmail, "de", "german", "0.1 Notiz, Groß file", [said(6, "Groß", "Notiz")], "Viele Grüße\nAda"),
    _w("de-notice", "outlook", lay.outlook, "de", "german", "0.4 Klage geprüft, Groß file", [said(24, "Groß", "Klage geprüft")], "Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie bitte binnen 24 Stunden."),
    _w("fr", "outlook", lay.outlook, "fr", "french", "0.3 conclusions, Lefèvre file", [said(18, "Lefèvre", "conclusions")], "Bien cordialement,\n\nAda"),
    _w("fr-notice", "owa", lay.outlook_web, "fr", "french", "0.5 audience, Lefèvre file", [said(30, "Lefèvre", "audience")], "Ce message et ses pièces jointes sont confidentiels. Si vous l'avez reçu par erreur, merci de le détruire sous 24 heures."),
    _w("es", "gmail", lay.gmail, "es", "spanish", "0.2 escrito, Muñoz file", [said(12, "Muñoz", "escrito")], "Saludos cordiales,\nAda"),
    _w("it", "apple", lay.apple, "it", "italian", "0.6 memoria, Conti file", [said(36, "Conti", "memoria")], "Cordiali saluti,\nAda"),
    _w("pt-br", "outlook", lay.outlook, "pt-BR", "portuguese", "0.4 contestação, Araújo file", [said(24, "Araújo", "contestação")], "Atenciosamente,\nAda"),
    _w("nl", "outlook", lay.outlook, "nl", "dutch", "0.3 dagvaarding, Keizersgracht file", [said(18, "Keizersgracht", "dagvaarding")], "Met vriendelijke groet,\n\nAda"),
    _w("sv", "gmail", lay.gmail, "sv", "swedish", "0.2 inlaga, Öberg file", [said(12, "Öberg", "inlaga")], "Med vänliga hälsningar\nAda"),
    _w("da", "outlook", lay.outlook, "da", "danish", "0.1 notat, Kjær file", [said(6, "Kjær", "notat")], "Med venlig hilsen\nAda"),
    _w("fi", "gmail", lay.gmail, "fi", "finnish", "0.7 kanne, Mäkinen file", [said(42, "Mäkinen", "kanne")], "Ystävällisin terveisin\nAda"),
    _w("pl", "outlook", lay.outlook, "pl", "polish", "0.2 pozew, Wiśniewski file", [said(12, "Wiśniewski", "pozew")], "Z poważaniem\nAda"),
    _w("cs", "outlook", lay.outlook, "cs", "czech", "0.3 žaloba, Dvořák file", [said(18, "Dvořák", "žaloba")], "S pozdravem\nAda"),
    _w("hu", "gmail", lay.gmail, "hu", "hungarian", "0.2 kereset, Szőke file", [said(12, "Szőke", "kereset")], "Üdvözlettel:\nAda"),
    _w("tr", "outlook", lay.outlook, "tr", "turkish", "0.5 dilekçe, Şahin file", [said(30, "Şahin", "dilekçe")], "Saygılarımla,\nAda"),
    _w("ru", "outlook", lay.outlook, "ru", "russian", "0.4 statement of claim, Petrov file", [said(24, "Petrov", "statement of claim")], "С уважением,\nAda", charset="koi8-r"),
    _w("ja", "outlook", lay.outlook, "ja", "japanese", "0.2 draft reply, Tanaka file", [said(12, "Tanaka", "draft reply")], "よろしくお願いいたします。\nAda", cte="base64"),
    _w("ko", "outlook", lay.outlook, "ko", "korean", "0.3 draft reply, Kim file", [said(18, "Kim", "draft reply")], "감사합니다.\nAda", cte="base64"),
    _w("zh", "outlook", lay.outlook, "zh-CN", "chinese", "0.1 draft reply, Wang file", [said(6, "Wang", "draft reply")], "祝好\nAda", cte="base64"),
    _w("british", "outlook", lay.outlook, "en", "lease", "0.2 call with agent re rent, Webb file", [said(12, "Webb", "call with agent re rent")], "Yours sincerely\n\nAda\nPartner\nDDI 02 9000 0000 | In the office Mon-Thu 9-5.30pm"),
    _w("short", "gmail", lay.gmail, "en", "visa", "0.3 checking appeal dates, Amiri file", [said(18, "Amiri", "checking appeal dates")], "Thx\nA"),
    _w("best", "apple", lay.apple, "en", "merger", "0.9 mark-up of schedule, Falcon file", [said(54, "Falcon", "mark-up of schedule")], "Best,\nAda"),
    _w("ipad", "iphone", lay.iphone, "en", "deed", "0.1 checked execution page, Ng file", [said(6, "Ng", "checked execution page")], "Sent from my iPad"),
    _w("pixel", "android", lay.gmail, "en", "police", "0.4 listening to interview, Lee file", [said(24, "Lee", "listening to interview")], "Sent from my Google Pixel 10"),
    _w("typed-device", "iphone", lay.iphone, "en", "tax", "0.2 call with Rosa, Bianchi file", [said(12, "Bianchi", "call with Rosa")], "Sent from my phone - please excuse typos"),
    _w("huawei", "samsung", lay.samsung, "en", "neighbour", "0.1 read Olive's email, Tran file", [said(6, "Tran", "read Olive's email")], "Sent from my Huawei phone"),
    _w("blackberry", "plain", lay.outlook_dashes, "en", "counsel", "0.2 reading offer, Smith file", [said(12, "Smith", "reading offer")], "Sent from my BlackBerry 10 smartphone on the Telstra network.", shape="text"),
    _w("ipad-de", "iphone", lay.iphone, "de", "german", "0.3 Vergleich, Groß file", [said(18, "Groß", "Vergleich")], "Von meinem iPad gesendet"),
    _w("spark", "spark", None, "en", None, "0.2 call with surveyor, Webb file", [said(12, "Webb", "call with surveyor")], "Sent with Spark"),
    _w("ruled-off", "plain", None, "en", None, "0.5 research on estoppel, Jones file", [said(30, "Jones", "research on estoppel")], "--\nAda\nBilled in 0.1 hour units", shape="text"),
    _w("underscores", "plain", None, "en", None, "0.3 cost agreement, Lee file", [said(18, "Lee", "cost agreement")], "____________________\nAda, Firm & Co\nAvailable 9.00-17.30", shape="text"),
    _w("environment", "outlook", None, "en", None, "0.1 email to costs assessor, Doe file", [said(6, "Doe", "email to costs assessor")], "Regards\nAda\n\nPlease consider the environment before printing this email: one ream saves 0.5 kg of CO2."),
    _w("liability", "outlook", lay.outlook, "en", "board", "0.6 briefing chair, Harbour file", [said(36, "Harbour", "briefing chair")], "Ada | Partner\n\nLiability limited by a scheme approved under Professional Standards Legislation.\nThis email is confidential. If received in error call us within 2 hours."),
    # A signature with times in it, under what was dictated.
    _w("hours-alone", "gmail", lay.gmail, "en", "lease", "0.2 call with agent re bond, Webb file", [said(12, "Webb", "call with agent re bond")], "KR\nAda\n9:00-5:00", more={"problems": []}),
    _w("hours-with-zone", "outlook", lay.outlook, "en", "visa", "0.3 form 80, Amiri file", [said(18, "Amiri", "form 80")], "BR, Ada\n9:00-5:00 AEST"),
    _w("least-unit", "outlook", lay.outlook, "en", "board", "0.5 settling the minute, Harbour file", [said(30, "Harbour", "settling the minute")], "Yours sincerely\n\nAda\n0.1 of an hour is our minimum unit"),
    _w("fees", "plain", None, "en", None, "0.2 call re scheduling, Smith file", [said(12, "Smith", "call re scheduling")], "Best,\n\nAda\n\nOur fees: 0.1 hr minimum unit, $45.00 per 6 minutes\nwww.firm.example", shape="text"),
    _w("free-half-hour", "apple", lay.apple, "en", "deed", "0.4 letter to bank, Ng file", [said(24, "Ng", "letter to bank")], "Warm regards,\nAda\n30 min free consultation"),
    _w("away-from-town", "gmail", lay.gmail, "en", "tax", "0.6 objection, Bianchi file", [said(36, "Bianchi", "objection")], "Many thanks and kind regards,\nAda\n1.5 hours from Sydney", more={"problems": []}),
    _w("fr-consultation", "outlook", lay.outlook, "fr", "french", "0.3 conclusions, Lefèvre file", [said(18, "Lefèvre", "conclusions")], "Bien à vous\nAda\n1 h de consultation : 200 €"),
    _w("it-hours", "outlook", lay.outlook, "it", "italian", "0.2 memoria, Conti file", [said(12, "Conti", "memoria")], "Distinti saluti\nAda\n0,5 ore"),
    _w("ar", "outlook", lay.outlook, "en", "police", "0.3 record of interview, Lee file", [said(18, "Lee", "record of interview")], "مع تحياتي\nآدا\n9:00-17:30", more={"problems": []}),
    _w("ja-hours", "outlook", lay.outlook, "ja", "japanese", "0.2 draft reply, Tanaka file", [said(12, "Tanaka", "draft reply")], "どうぞよろしくお願いいたします。\nエイダ\n営業時間 9:00-17:30", cte="base64", more={"problems": []}),
    _w("marked-by-gmail", "gmail", lay.gmail, "en", "merger", "0.9 schedule of loss, Falcon file", [said(54, "Falcon", "schedule of loss")], "", beneath=("-- \nAda\n9:00-5:30\n0.1 hour units", '<br clear="all"><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature"><div>Ada<br>9:00-5:30<br>0.1 hour units</div></div><br>')),
    _w("subject-said-it", "gmail", None, "en", None, "", [said(12, "Smith", "call re scheduling")], "Warm regards,\nAda\n30 min free consultation", subject="0.2 call re scheduling, Smith file"),
    # What was dictated all the same, under a farewell or under a signature set above.
    _w("then-one-more", "gmail", lay.gmail, "en", "neighbour", "0.1 read Olive's email, Tran file", [said(6, "Tran", "read Olive's email"), said(18, "Jones", "drafting letter to bank")], "Regards\nAda\n\n0.3 drafting letter to bank, Jones file"),
    _w("one-more-unfiled", "gmail", lay.gmail, "en", "fees", "0.1 costs notice, Doe file", [said(6, "Doe", "costs notice"), said(24, None, "perusing bill of costs")], "Thanks\nAda\n\n0.4 perusing bill of costs"),
    # No farewell: the name alone begins the signature.
    _w("name-and-units", "gmail", lay.gmail, "en", "lease", "0.2 call with agent re keys, Webb file", [said(12, "Webb", "call with agent re keys")], "Ada\nPartner\n0.1 hour units", more={"problems": []}),
    _w("name-and-offer", "outlook", lay.outlook, "en", "visa", "0.3 health check, Amiri file", [said(18, "Amiri", "health check")], "Ada Byron | Partner\nFirst 30 min free", sender="Ada Byron <ada@firm.example>", more={"problems": []}),
    _w("initial-and-charge", "outlook", None, "en", None, "0.4 letter to bank, Ng file", [said(24, "Ng", "letter to bank")], "A. Byron\nMinimum charge: 0.1", sender="Ada Byron <ada@firm.example>", more={"problems": []}),
    _w("name-and-week", "plain", None, "en", None, "0.6 objection, Bianchi file", [said(36, "Bianchi", "objection")], "Ada (she/her)\n0.8 FTE - Mon to Thu\n9:00-5:30", shape="text", more={"problems": []}),
]
