"""Replies: to somebody, with what they wrote beneath; and to our own answers."""

from hashlib import sha256

from tests.handlers.email.written import layouts as lay
from tests.handlers.email.written.composing import Row, said, signed
from tests.handlers.email.written.originals import old

# A row of the table is one line.
# fmt: off

US = "time+k7q2m4x9v3tb@in.tenths.example"


def _r(name, client, layout, tongue, key, own, entries, *, changed=None, **more):
    return Row(f"reply-{name}", client, layout, tongue, own, entries, old(key, **(changed or {})), kind="reply", **more)


def _us(name, client, layout, tongue, own, words, *, heard=None, sure=True, **more):
    """Return a reply to an answer of ours."""
    key = sha256(name.encode()).hexdigest()
    thread = (("In-Reply-To", f"<re.{key}@in.tenths.example>"), ("References", f"<CAEarlier@mail.gmail.com>\n <re.{key}@in.tenths.example>"))
    letter = old("settlement", name="Tenths", address=US, subject="Re: Fwd: Settlement offer", words=words)
    known = more.pop("more", {}) | {"said": heard or own}
    row = Row(f"answer-{name}", client, layout, tongue, own, [], letter, kind="reply", headers=thread, subject=more.pop("subject", "Re: Fwd: Settlement offer"), more=known, **more)
    return row if sure else Row(**{f: getattr(row, f) for f in row.__slots__} | {"entries": None})


KEPT = "✓ 0.2 h · Smith v Jones (2024-FAM-0312) · call re scheduling · Wed 18 Nov · today 3.4 h"
ASKED = "1. 0.4 h · which matter? · call with counsel · Wed 18 Nov\n   1 → Jones v Bank\n   2 → Jones, estate of\n2. 0.2 or 0.3? · call re scheduling\n\nAnswer with the number, for example “1 → Jones”, or “2: 0.3 call with counsel”."

ROWS = [
    _r("gmail", "gmail", lay.reply_gmail, "en", "settlement", "0.1 email to Jane re adjuster, Doe file", [said(6, "Doe", "email to Jane re adjuster")], more={"said": "0.1 email to Jane re adjuster, Doe file"}),
    _r("gmail-en-us", "gmail", lay.reply_gmail, "en-US", "counsel", "0.3 letter to opposing counsel, Smith file", [said(18, "Smith", "letter to opposing counsel")], beneath=signed("en", "dashes")),
    _r("gmail-de", "gmail", lay.reply_gmail, "de", "german", "0.2 Antwort an Mandant, Groß file", [said(12, "Groß", "Antwort an Mandant")]),
    _r("gmail-fr", "gmail", lay.reply_gmail, "fr", "french", "0.4 réponse au confrère, Lefèvre file", [said(24, "Lefèvre", "réponse au confrère")]),
    _r("gmail-it", "gmail", lay.reply_gmail, "it", "italian", "0.1 risposta, Conti file", [said(6, "Conti", "risposta")]),
    _r("gmail-pl", "gmail", lay.reply_gmail, "pl", "polish", "0.2 e-mail do klienta, Wiśniewski file", [said(12, "Wiśniewski", "e-mail do klienta")]),
    _r("gmail-ru", "gmail", lay.reply_gmail, "ru", "russian", "0.3 reply re lease, Petrov file", [said(18, "Petrov", "reply re lease")], cte="base64"),
    _r("gmail-ja", "gmail", lay.reply_gmail, "ja", "japanese", "0.2 reply to Tanaka, Tanaka file", [said(12, "Tanaka", "reply to Tanaka")], cte="base64"),
    _r("gmail-zh-tw", "gmail", lay.reply_gmail, "zh-TW", "taiwanese", "0.1 reply, Chen file", [said(6, "Chen", "reply")], cte="base64"),
    _r("gmail-ar", "gmail", lay.reply_gmail, "ar", "arabic", "0.2 reply re lease, Haddad file", [said(12, "Haddad", "reply re lease")], cte="base64"),
    _r("gmail-el", "gmail", lay.reply_gmail, "el", "greek", "0.5 drafting lease, Pappas file", [said(30, "Pappas", "drafting lease")], cte="base64"),
    _r("outlook", "outlook", lay.outlook, "en", "lease", "0.2 email to Marcus re clause 12.1, Webb file", [said(12, "Webb", "email to Marcus re clause 12.1")]),
    _r("outlook-es", "outlook", lay.outlook, "es", "spanish", "0.3 correo a cliente, Muñoz file", [said(18, "Muñoz", "correo a cliente")], charset="iso-8859-1"),
    _r("outlook-web-da", "owa", lay.outlook_web, "da", "danish", "0.1 svar, Kjær file", [said(6, "Kjær", "svar")]),
    _r("outlook-mac", "outlook_mac", lay.outlook_mac, "en", "merger", "0.4 call with Noor, cut short, Falcon file", [{"minutes": 24, "matter": "Falcon"}], beneath=signed("en", "cheers")),
    _r("outlook-ios", "outlook_ios", lay.outlook_ios, "en", "will", "0.1 rang Edith back, Marsh file", [said(6, "Marsh", "rang Edith back")], beneath=signed("en", "outlook_ios")),
    _r("apple", "apple", lay.reply_apple, "en", "deed", "0.2 email to bank, Ng file", [said(12, "Ng", "email to bank")]),
    _r("apple-de", "apple", lay.reply_apple, "de", "german", "5 min Rückmeldung, Groß file", [said(5, "Groß", "Rückmeldung")]),
    _r("iphone-pt-br", "iphone", lay.reply_apple, "pt-BR", "portuguese", "0.2 resposta, Araújo file", [said(12, "Araújo", "resposta")], beneath=signed("pt-BR", "phone")),
    _r("iphone-ko", "iphone", lay.reply_apple, "ko", "korean", "0.1 reply, Kim file", [said(6, "Kim", "reply")], cte="base64", beneath=signed("ko", "phone")),
    _r("iphone-pl-plain", "iphone", lay.reply_apple, "pl", "polish", "0.2 odpowiedź, Wiśniewski file", [said(12, "Wiśniewski", "odpowiedź")], shape="text", beneath=signed("pl", "phone")),
    _r("thunderbird", "bird", lay.reply_bird, "en", "board", "0.2 email to chair, Harbour file", [said(12, "Harbour", "email to chair")], shape="text", extra="; format=flowed", cte="7bit"),
    _r("thunderbird-bottom", "bird", lay.reply_bird, "en", "medical", "0.3 call to clinic re fee, Jones file", [said(18, "Jones", "call to clinic re fee")], bottom=True, shape="text", cte="7bit"),
    _r("thunderbird-bottom-de", "bird", lay.reply_bird, "de", "german", "0.2 Telefonat, Groß file", [said(12, "Groß", "Telefonat")], bottom=True, shape="text", cte="8bit"),
    _r("mutt-bottom-signed", "plain", lay.reply_mutt, "en", "fees", "0.1 email to Tom re fee note, Okafor file", [said(6, "Okafor", "email to Tom re fee note")], bottom=True, shape="text", cte="7bit", eol=b"\n", beneath=signed("en", "dashes")),
    _r("yahoo", "yahoo", lay.reply_yahoo, "en", "neighbour", "0.2 email to Olive, Tran file", [said(12, "Tran", "email to Olive")]),
    _r("proton", "proton", lay.reply_proton, "en", "visa", "0.6 drafting appeal, Amiri file", [said(36, "Amiri", "drafting appeal")], beneath=signed("en", "proton")),
    _r("notes", "notes", lay.reply_notes, "en", "tax", "0.1 email to Rosa, Bianchi file", [said(6, "Bianchi", "email to Rosa")], shape="text", cte="7bit"),
    _r("spark", "spark", lay.reply_spark, "en", "scheduling", "0.1 email to registry, Smith file", [said(6, "Smith", "email to registry")]),
    _r("gmx", "gmx", lay.gmx, "de", "german", "0.3 Stellungnahme, Groß file", [said(18, "Groß", "Stellungnahme")], shape="html"),
    _r(
        "inline",
        "bird",
        None,
        "en",
        "discovery",
        "",
        [said(18, "Patel", "call with IT re backups"), said(12, "Patel", "email to bank")],
        shape="text",
        cte="7bit",
        flat="On 12/11/2026 16:05, Priya Patel wrote:\n> Ada - 314 documents, took my staff 6 hours.\n>\n> 0.3 call with IT re backups\n\n0.3 call with IT re backups, Patel file\n\n> 0.2 email to bank\n\n0.2 email to bank, Patel file\n\n> Let me know.",
    ),
    # Answers to what we asked.
    _us("ok-gmail", "gmail", lay.reply_gmail, "en", "ok", KEPT),
    _us("ok-iphone", "iphone", lay.reply_apple, "en", "Ok", KEPT, beneath=signed("en", "phone")),
    _us("ok-outlook-de", "outlook", lay.outlook, "de", "ok", KEPT, charset="utf-8", subject="AW: Re: Fwd: Settlement offer"),
    _us("matter-arrow", "gmail", lay.reply_gmail, "en", "1 → Jones", ASKED, sure=False),
    _us("line-by-number", "outlook_ios", lay.outlook_ios, "en", "2: 0.3 call with counsel", ASKED, sure=False, beneath=signed("en", "outlook_ios")),
    _us("two-answers", "apple", lay.reply_apple, "en", "1 → Jones\n2: 0.3 call with counsel", ASKED, sure=False),
    _us("undo", "owa", lay.outlook_web, "en", "undo", KEPT),
    _us("week-thunderbird", "bird", lay.reply_bird, "en", "week", KEPT, shape="text", extra="; format=flowed", cte="8bit"),
    _us("export", "gmail", lay.reply_gmail, "fr", "export clio", KEPT),
    Row(
        "answer-another-line",
        "gmail",
        lay.reply_gmail,
        "en",
        "0.4 drafting reply to offer, Smith file",
        [said(24, "Smith", "drafting reply to offer")],
        old("settlement", name="Tenths", address=US, subject="Re: Fwd: Settlement offer", words=KEPT),
        kind="reply",
        subject="Re: Re: Fwd: Settlement offer",
        headers=(("In-Reply-To", f"<re.{'ab' * 32}@in.tenths.example>"),),
        more={"said": "0.4 drafting reply to offer, Smith file"},
    ),
]
