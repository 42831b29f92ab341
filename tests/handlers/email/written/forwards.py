"""Letters forwarded inline: client by client, language by language."""

from tests.handlers.email.written import layouts as lay
from tests.handlers.email.written.composing import Row, said, signed
from tests.handlers.email.written.originals import old

# A row of the table is one line.
# fmt: off


def _f(name, client, layout, tongue, key, own, entries, *, changed=None, **more):
    return Row(f"forward-{name}", client, layout, tongue, own, entries, old(key, **(changed or {})), **more)


def _sign(tongue, kind):
    return {"beneath": signed(tongue, kind)}


NB = {"billing": "non_billable"}
NC = {"billing": "no_charge"}

ROWS = [
    # Gmail, on the web, on phones, in its languages.
    _f("gmail-en", "gmail", lay.gmail, "en", "settlement", "0.2 call re scheduling, Smith file", [said(12, "Smith", "call re scheduling")], more={"said": "0.2 call re scheduling, Smith file"}),
    _f("gmail-en-us", "gmail", lay.gmail_starred, "en-US", "fees", "0.1 — email to client re next steps — Jones file", [said(6, "Jones", "email to client re next steps")], **_sign("en", "dashes")),
    _f("gmail-2015", "gmail", lay.gmail_old, "en-US", "discovery", "Bookmark: reviewing contract changes, paused at clause 12 — Chen file", [], more={"bookmark": {"narrative": "reviewing contract changes, paused at clause 12", "matter": "Chen"}}),
    _f("gmail-de", "gmail", lay.gmail, "de", "german", "0.3 Telefonat mit Mandantin, Groß file", [said(18, "Groß", "Telefonat mit Mandantin")], **_sign("de", "regards")),
    _f("gmail-fr", "gmail", lay.gmail, "fr", "french", "0.5 reviewing letter of demand, Lefèvre matter", [said(30, "Lefèvre", "reviewing letter of demand")]),
    _f("gmail-es", "gmail", lay.gmail, "es", "spanish", "- 0.1 read contract, Muñoz file\n- 0.2 call Íñigo re clause 4, Muñoz file", [said(6, "Muñoz", "read contract"), said(12, "Muñoz", "call Íñigo re clause 4")]),
    _f("gmail-ja", "gmail", lay.gmail, "ja", "japanese", "0.4 review Tanaka contract amendments, Tanaka file", [said(24, "Tanaka", "review Tanaka contract amendments")], cte="base64"),
    _f("gmail-zh-cn", "gmail", lay.gmail, "zh-CN", "chinese", "0.6 reviewed lease changes, Wang file", [said(36, "Wang", "reviewed lease changes")], cte="base64"),
    _f("gmail-ko", "gmail", lay.gmail, "ko", "korean", "12 min call with Mr Kim, Kim file", [said(12, "Kim", "call with Mr Kim")], cte="base64"),
    _f("gmail-tr", "gmail", lay.gmail, "tr", "turkish", "0.2 call re lease, Şahin file", [said(12, "Şahin", "call re lease")]),
    _f("gmail-he", "gmail", lay.gmail, "he", "hebrew", "0.3 reviewed lease, Levy file", [said(18, "Levy", "reviewed lease")], cte="base64"),
    _f("gmail-android-pt-br", "android", lay.gmail, "pt-BR", "portuguese", "0.8 drafting power of attorney, Araújo file", [said(48, "Araújo", "drafting power of attorney")], shape="alternative"),
    _f("gmail-duration-only", "gmail", lay.gmail, "en", "will", "0.2", [{"minutes": 12, "matter": None}], more={"said": "0.2"}),
    _f("gmail-nothing-typed", "gmail", lay.gmail, "en", "tax", "", []),
    _f("gmail-no-duration", "gmail", lay.gmail, "en", "visa", "For the file please", []),
    # Outlook of every kind.
    _f("outlook-en", "outlook", lay.outlook, "en", "scheduling", "0.2 noted listing and diarised mention, 2024-FAM-0312", [said(12, "2024-FAM-0312", "noted listing and diarised mention")]),
    _f("outlook-subject-overwritten", "outlook", lay.outlook, "en", "lease", "0.7 reviewing marked up lease, Webb file", [said(42, "Webb", "reviewing marked up lease")], subject="for the timesheet"),
    _f("outlook-de", "outlook", lay.outlook, "de", "german", "1.5 conference re termination, Groß file", [said(90, "Groß", "conference re termination")], charset="iso-8859-1", **_sign("de", "footer")),
    _f("outlook-fr", "outlook", lay.outlook, "fr", "french", "0.1 email to registry, Lefèvre file\n0.3 drafting reply, Lefèvre file", [said(6, "Lefèvre", "email to registry"), said(18, "Lefèvre", "drafting reply")], charset="windows-1252", cte="8bit", words="Q"),
    _f("outlook-it", "outlook", lay.outlook, "it", "italian", "half an hour reading summons, Conti file", [said(30, "Conti", "reading summons")], charset="iso-8859-1", words="Q"),
    _f("outlook-pl", "outlook", lay.outlook, "pl", "polish", "0.5 lease amendments, Wiśniewski file", [said(30, "Wiśniewski", "lease amendments")], charset="iso-8859-2"),
    _f("outlook-fi", "outlook", lay.outlook, "fi", "finnish", "0.2 puhelu, Mäkinen file", [said(12, "Mäkinen", "puhelu")], charset="iso-8859-1"),
    _f("outlook-el", "outlook", lay.outlook, "el", "greek", "0.4 review lease, Pappas file", [said(24, "Pappas", "review lease")], charset="iso-8859-7"),
    _f("outlook-hu", "outlook", lay.outlook, "hu", "hungarian", "15 minutes email to Ágnes, Szőke file", [said(15, "Szőke", "email to Ágnes")], charset="iso-8859-2"),
    _f("outlook-cs-name-only", "outlook", lay.outlook, "cs", "czech", "0.6 nájemní smlouva, Dvořák file", [said(36, "Dvořák", "nájemní smlouva")], changed={"address": ""}),
    _f("outlook-tr", "outlook", lay.outlook, "tr", "turkish", "0.1 email re rent, Şahin file", [said(6, "Şahin", "email re rent")], charset="iso-8859-9"),
    _f("outlook-zh-cn", "outlook", lay.outlook, "zh-CN", "chinese", "0.3 lease amendments, Wang file", [said(18, "Wang", "lease amendments")], charset="gb2312", codec="gb18030", cte="base64"),
    _f("outlook-zh-tw", "outlook", lay.outlook, "zh-TW", "taiwanese", "0.2 call re rent review, Chen file", [said(12, "Chen", "call re rent review")], charset="big5", cte="base64"),
    _f("outlook-ja", "outlook", lay.outlook, "ja", "japanese", "0.9 drafting advice, Tanaka file", [said(54, "Tanaka", "drafting advice")], charset="iso-2022-jp", cte="7bit"),
    _f("outlook-ko", "outlook", lay.outlook, "ko", "korean", "0.2 email re lease, Kim file", [said(12, "Kim", "email re lease")], charset="ks_c_5601-1987", codec="cp949", cte="base64"),
    _f("outlook-plain-dashes", "outlook", lay.outlook_dashes, "en", "counsel", "0.2 call with opposing counsel re scheduling, Smith file", [said(12, "Smith", "call with opposing counsel re scheduling")], shape="text", charset="us-ascii", cte="7bit"),
    _f("outlook-plain-dashes-de", "outlook", lay.outlook_dashes, "de", "german", "20 min Anruf beim Gericht, Groß file", [said(20, "Groß", "Anruf beim Gericht")], shape="text", charset="iso-8859-1", cte="8bit", words="Q"),
    _f("outlook-web", "owa", lay.outlook_web, "en", "merger", "0.5 call re disclosure schedule, Falcon file", [said(30, "Falcon", "call re disclosure schedule")]),
    _f("outlook-web-nl", "owa", lay.outlook_web, "nl", "dutch", "0.4 advising on lease, de Vries file", [{"minutes": 24, "narrative": "advising on lease"}]),
    _f("outlook-web-sv", "owa", lay.outlook_web, "sv", "swedish", "0.3 e-mail till Åsa, Öberg file", [said(18, "Öberg", "e-mail till Åsa")], charset="iso-8859-1"),
    _f("outlook-web-ar", "owa", lay.outlook_web, "ar", "arabic", "0.2 call re lease, Haddad file", [said(12, "Haddad", "call re lease")], cte="base64"),
    _f("outlook-web-html-only", "owa", lay.outlook_web, "en", "deed", "0.1 email confirming execution, Ng file", [said(6, "Ng", "email confirming execution")], shape="html"),
    _f("outlook-mac", "outlook_mac", lay.outlook_mac, "en", "expert", "1h30 reading expert report, Chen file", [said(90, "Chen", "reading expert report")], charset="us-ascii"),
    _f("outlook-mac-fr", "outlook_mac", lay.outlook_mac, "fr", "french", "0.2 call client, Lefèvre file", [said(12, "Lefèvre", "call client")], **_sign("fr", "regards")),
    _f("outlook-ios", "outlook_ios", lay.outlook_ios, "en", "neighbour", "0.3 call with Olive, Tran file", [said(18, "Tran", "call with Olive")], **_sign("en", "outlook_ios")),
    _f("outlook-ios-de", "outlook_ios", lay.outlook_ios, "de", "german", "0.1 Mail gelesen, Groß file", [said(6, "Groß", "Mail gelesen")], **_sign("de", "outlook_ios")),
    _f("outlook-android", "outlook_ios", lay.outlook_ios, "en", "police", "0.9 reading brief, Lee file", [said(54, "Lee", "reading brief")], **_sign("en", "outlook_android")),
    _f("windows-mail", "windows", lay.windows, "en", "medical", "0.2 letter to clinic re records, Jones file", [said(12, "Jones", "letter to clinic re records")], **_sign("en", "windows"), more={"forwarded": {"from": "reed@clinic.example", "subject": "Records request: B. Jones"}}),
    # Apple's.
    _f("apple-mail", "apple", lay.apple, "en", "settlement", "0.4 considering offer and advising client, Doe file", [said(24, "Doe", "considering offer and advising client")], charset="utf-8"),
    _f("apple-mail-de", "apple", lay.apple, "de", "german", "2 units review notice, Groß file", [said(12, "Groß", "review notice")]),
    _f("apple-mail-fr", "apple", lay.apple, "fr", "french", "0.6 préparation d'audience, Lefèvre file", [said(36, "Lefèvre", "préparation d'audience")]),
    _f("apple-mail-nl", "apple", lay.apple, "nl", "dutch", "0.1 mail gelezen, Keizersgracht matter", [said(6, "Keizersgracht", "mail gelezen")]),
    _f("apple-mail-uk", "apple", lay.apple, "uk", "ukrainian", "0.5 drafting lease, Shevchuk file", [said(30, "Shevchuk", "drafting lease")], cte="base64"),
    _f("apple-mail-ro-plain", "apple", lay.apple, "ro", "romanian", "0.7 meeting re lease, Țurcanu file", [said(42, "Țurcanu", "meeting re lease")], shape="text"),
    _f("iphone", "iphone", lay.iphone, "en", "nanny", "0.2 call with Grace re handover, Kim file", [said(12, "Kim", "call with Grace re handover")], **_sign("en", "phone"), more={"said": "0.2 call with Grace re handover, Kim file"}),
    _f("iphone-es", "iphone", lay.iphone, "es", "spanish", "0.3 llamada con cliente, Muñoz file", [said(18, "Muñoz", "llamada con cliente")], **_sign("es", "phone")),
    _f("iphone-zh-cn", "iphone", lay.iphone, "zh-CN", "chinese", "0.1 email to Wang, Wang file", [said(6, "Wang", "email to Wang")], cte="base64", **_sign("zh-CN", "phone")),
    _f("iphone-ja", "iphone", lay.iphone, "ja", "japanese", "30 mins call with Tanaka-san, Tanaka file", [said(30, "Tanaka", "call with Tanaka-san")], cte="base64", **_sign("ja", "phone")),
    _f("iphone-sv-plain", "iphone", lay.iphone, "sv", "swedish", "0.2 samtal, Öberg file", [said(12, "Öberg", "samtal")], shape="text", **_sign("sv", "phone")),
    # Thunderbird and the others of its kind.
    _f("thunderbird", "bird", lay.thunderbird, "en", "board", "0.5 reading minutes, Harbour file", [said(30, "Harbour", "reading minutes")], shape="text", extra="; format=flowed", cte="7bit"),
    _f("thunderbird-html", "bird", lay.thunderbird, "en", "invoice", "0.1 query invoice with supplier, Smith file", [said(6, "Smith", "query invoice with supplier")], **_sign("en", "cheers")),
    _f("thunderbird-de", "bird", lay.thunderbird, "de", "german", "1.2 Klageentwurf, Groß file", [said(72, "Groß", "Klageentwurf")], shape="text", charset="utf-8", cte="8bit", extra="; format=flowed"),
    _f("thunderbird-fr", "bird", lay.thunderbird, "fr", "french", "0.4 note au dossier, Lefèvre file", [said(24, "Lefèvre", "note au dossier")]),
    _f("thunderbird-pl", "bird", lay.thunderbird, "pl", "polish", "0.3 telefon, Wiśniewski file", [said(18, "Wiśniewski", "telefon")], shape="text"),
    _f("thunderbird-ru-koi8", "bird", lay.thunderbird, "ru", "russian", "0.3 review lease, Petrov file", [said(18, "Petrov", "review lease")], shape="text", charset="koi8-r", cte="8bit"),
    _f("thunderbird-nb", "bird", lay.thunderbird, "nb", "norwegian", "2 hours site visit, Ås file", [said(120, "Ås", "site visit")], shape="text", charset="iso-8859-1", cte="8bit", words="Q"),
    _f("evolution", "evolution", lay.evolution, "en", "fees", "0.1 paid counsel's fee note, Okafor file", [said(6, "Okafor", "paid counsel's fee note")], shape="text", eol=b"\n"),
    _f("kmail", "kmail", lay.kmail, "en", "will", "0.3 instructions for will, Marsh file", [said(18, "Marsh", "instructions for will")], shape="text", eol=b"\n"),
    _f("mutt", "plain", lay.mutt, "en", "discovery", "0.2 reviewed discovery list, Patel file", [said(12, "Patel", "reviewed discovery list")], shape="text", charset="us-ascii", cte="7bit", eol=b"\n", subject="[priya@patel-imports.example: RE: Discovery list, second tranche]"),
    _f("claws", "claws", lay.claws, "en", "merger", "0.2 read open points, Falcon file", [said(12, "Falcon", "read open points")], shape="text", cte="8bit"),
    # The web mailers of the world.
    _f("yahoo", "yahoo", lay.yahoo, "en", "scheduling", "0.1 diarise mention, Smith v Jones", [said(6, "Smith v Jones", "diarise mention")]),
    _f("yahoo-da", "yahoo", lay.yahoo, "da", "danish", "0.7 møde, Kjær file", [said(42, "Kjær", "møde")]),
    _f("proton", "proton", lay.proton, "en", "counsel", "0.3 considered without prejudice letter, Smith file", [said(18, "Smith", "considered without prejudice letter")], **_sign("en", "proton")),
    _f("samsung", "samsung", lay.samsung, "en", "visa", "0.2 call with Farid re appeal, Amiri file", [said(12, "Amiri", "call with Farid re appeal")], **_sign("en", "galaxy")),
    _f("samsung-de", "samsung", lay.samsung, "de", "german", "0.4 Frist notiert, Groß file", [said(24, "Groß", "Frist notiert")], cte="base64", **_sign("de", "galaxy")),
    _f("samsung-ko", "samsung", lay.samsung, "ko", "korean", "0.2 reviewed lease, Kim file", [said(12, "Kim", "reviewed lease")], cte="base64", **_sign("ko", "galaxy")),
    _f("gmx", "gmx", lay.gmx, "de", "german", "0.2 Rückruf, Groß file", [said(12, "Groß", "Rückruf")], shape="html"),
    _f("gmx-both", "gmx", lay.gmx, "de", "will", "0.4 drafting will, Marsh file", [said(24, "Marsh", "drafting will")]),
    _f("qq", "qq", lay.qq, "zh-CN", "chinese", "0.3 advising on lease, Wang file", [said(18, "Wang", "advising on lease")], charset="gb18030", cte="base64"),
    _f("foxmail", "foxmail", lay.foxmail, "zh-CN", "chinese", "0.1 email to client, Wang file", [said(6, "Wang", "email to client")], charset="gb2312", codec="gbk", cte="base64"),
    _f("netease", "netease", lay.netease, "zh-CN", "chinese", "0.5 drafting, Wang file", [said(30, "Wang", "drafting")], charset="GBK", cte="base64"),
    _f("zoho", "zoho", lay.zoho, "en", "lease", "0.6 advising on rent review, Webb file", [said(36, "Webb", "advising on rent review")]),
    _f("fastmail", "fastmail", lay.fastmail, "en", "medical", "0.1 ordered records, Jones file", [said(6, "Jones", "ordered records")]),
    _f("notes", "notes", lay.notes, "en", "deed", "0.3 settling deed of release, Ng file", [said(18, "Ng", "settling deed of release")], charset="us-ascii", cte="7bit"),
    _f("spark", "spark", lay.spark, "en", "tax", "0.2 correcting trust ledger, Bianchi file", [said(12, "Bianchi", "correcting trust ledger")]),
    _f("superhuman", "superhuman", lay.gmail, "en-US", "settlement", "0.1 email to adjuster, Doe file", [said(6, "Doe", "email to adjuster")], **_sign("en", "superhuman")),
    _f("mailru", "mailru", lay.mailru, "ru", "russian", "0.2 call with Ivan, Petrov file", [said(12, "Petrov", "call with Ivan")], cte="base64", **_sign("ru", "mailru")),
    _f("yandex", "yandex", lay.yandex, "ru", "russian", "0.1 read letter, Petrov file", [said(6, "Petrov", "read letter")], cte="base64", more={"forwarded": {"from": "ivan@client.example"}}),
    _f("roundcube", "roundcube", lay.roundcube, "en", "police", "1.1 reading brief part two, Lee file", [said(66, "Lee", "reading brief part two")], shape="text", extra=";\n format=flowed", cte="7bit"),
    _f("zimbra-fr", "zimbra", lay.zimbra, "fr", "french", "0.2 appel au greffe, Lefèvre file", [said(12, "Lefèvre", "appel au greffe")]),
    _f("openxchange", "ox", lay.openxchange, "en", "neighbour", "0.3 advising on fence, Tran file", [said(18, "Tran", "advising on fence")]),
    _f("naver", "naver", lay.naver, "ko", "korean", "0.2 email, Kim file", [said(12, "Kim", "email")], charset="euc-kr", cte="base64"),
    _f("seznam", "seznam", lay.seznam, "cs", "czech", "0.4 reviewing contract, Dvořák file", [said(24, "Dvořák", "reviewing contract")]),
    _f("orange", "orange", lay.orange, "fr", "french", "0.3 lettre au confrère, Lefèvre file", [said(18, "Lefèvre", "lettre au confrère")], charset="iso-8859-1"),
    _f("aol", "aol", lay.aol, "en-US", "nanny", "0.2 parenting plan, Kim file", [said(12, "Kim", "parenting plan")]),
    _f("tonline", "tonline", lay.tonline, "de", "german", "0.1 Kenntnisnahme, Groß file", [said(6, "Groß", "Kenntnisnahme")], shape="text", charset="iso-8859-1"),
    # Languages that the rows above leave out.
    _f("outlook-pt-br", "outlook", lay.outlook, "pt-BR", "portuguese", "0.2 ligação com cliente, Araújo file", [said(12, "Araújo", "ligação com cliente")], charset="iso-8859-1"),
    _f("outlook-pt", "outlook", lay.outlook, "pt", "portuguese", "0.3 procuração, Araújo file", [said(18, "Araújo", "procuração")]),
    _f("outlook-sk", "outlook", lay.outlook, "sk", "slovak", "0.8 stretnutie, Kováč file", [said(48, "Kováč", "stretnutie")], charset="windows-1250"),
    _f("outlook-ru", "outlook", lay.outlook, "ru", "russian", "0.2 звонок клиенту, Петров file", [said(12, "Петров", "звонок клиенту")], charset="windows-1251", words="B"),
    _f("outlook-he", "outlook", lay.outlook, "he", "hebrew", "0.2 call, Levy file", [said(12, "Levy", "call")], charset="windows-1255"),
    _f("outlook-vi", "outlook", lay.outlook, "vi", "vietnamese", "0.5 lease advice, Nguyễn file", [said(30, "Nguyễn", "lease advice")], cte="base64"),
    _f("gmail-id", "gmail", lay.gmail, "id", "indonesian", "0.3 reviewed lease, Santoso file", [said(18, "Santoso", "reviewed lease")]),
    _f("gmail-vi", "gmail", lay.gmail, "vi", "vietnamese", "0.1 email to Ha, Nguyen file", [said(6, "Nguyen", "email to Ha")], cte="base64"),
    _f("apple-mail-hr", "apple", lay.apple, "hr", "croatian", "0.4 ugovor, Čović file", [said(24, "Čović", "ugovor")]),
    _f("outlook-th", "owa", lay.outlook_web, "th", "thai", "0.2 call re lease, Somchai file", [said(12, "Somchai", "call re lease")], cte="base64"),
    # Odd words of the person's own.
    _f("looks-like-a-header", "outlook", lay.outlook, "en", "lease", "Date: Tuesday works for them\n0.2 call re clause 12.1, Webb file", [said(12, "Webb", "call re clause 12.1")]),
    _f("regards-clause", "apple", lay.apple, "en", "merger", "Regards clause 12: 0.4 review, Chen file", [{"minutes": 24, "matter": "Chen"}]),
    _f("several-paragraphs", "gmail", lay.gmail, "en", "discovery", "Hi,\n\n0.3 call with IT re backups, Patel file\n\n0.2 email to bank re statements, Patel file\n\nThanks\nAda", [said(18, "Patel", "call with IT re backups"), said(12, "Patel", "email to bank re statements")]),
    _f("two-times-in-one-line", "outlook", lay.outlook, "en", "police", "0.1 letter to registry, 0.4 drafting orders, Patel file", [said(6, "Patel", "letter to registry"), said(24, "Patel", "drafting orders")], beneath=signed("en", "footer")),
    _f("non-billable", "owa", lay.outlook_web, "en", "tax", "0.5 fixing trust ledger, Bianchi file, nb", [said(30, "Bianchi", "fixing trust ledger", **NB)]),
    _f("no-charge", "gmail", lay.gmail, "en", "neighbour", "0.1 reply to Olive, Tran file, no charge", [said(6, "Tran", "reply to Olive", **NC)]),
    _f("yesterday", "iphone", lay.iphone, "en", "will", "yesterday 0.3 call with Edith, Marsh file", [said(18, "Marsh", "call with Edith", date="2026-11-17")], beneath=signed("en", "phone")),
    _f("legal-footer", "outlook", lay.outlook, "en", "counsel", "0.2 reading offer, Smith file", [said(12, "Smith", "reading offer")], beneath=signed("en", "legal")),
    _f("a-question-of-units", "gmail", lay.gmail, "en", "expert", "2 call with Dr Wu, Chen file", [{"minutes": None, "matter": "Chen", "asks": ["duration"]}]),
    _f("command-today", "gmail", lay.gmail, "en", "fees", "today", [], more={"said": "today"}),
    _f(
        "forwarded-twice",
        "owa",
        lay.outlook_web,
        "en",
        "scheduling",
        "0.2 reviewed listing, Smith file",
        [said(12, "Smith", "reviewed listing")],
        changed={
            "subject": "FW: Listing: Smith v Jones (2024-FAM-0312)",
            "name": "Tom Okafor",
            "address": "tom@counselchambers.example",
            "words": "0.3 please note\n\n________________________________\nFrom: Registry <registry@court.example>\nSent: Tuesday, 17 November 2026 3:02 PM\nTo: Tom Okafor <tom@counselchambers.example>\nSubject: Listing: Smith v Jones (2024-FAM-0312)\n\nMention 3 December, allow 0.5 day.",
        },
    ),
    _f("duration-in-old-subject", "gmail", lay.gmail, "en", "invoice", "0.1 approve invoice, Smith file", [said(6, "Smith", "approve invoice")]),
    _f("subject-is-not-a-line", "outlook", lay.outlook, "en", "tax", "", [], changed={"subject": "0.5 hearing on costs, Smith file"}),
]
