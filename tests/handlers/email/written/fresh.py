"""New letters: a line in the body, in the subject, or in both."""

from tests.handlers.email.written.composing import Row, said, signed

# A row of the table is one line.
# fmt: off


def _n(name, client, own, entries, *, subject="", tongue="en", **more):
    return Row(f"new-{name}", client, None, tongue, own, entries, kind="new", subject=subject, **more)


ROWS = [
    _n("body", "gmail", "0.2 call with expert re report, Chen file", [said(12, "Chen", "call with expert re report")], subject="time", more={"said": "0.2 call with expert re report, Chen file"}),
    _n("subject-only", "iphone", "", [said(12, "Smith", "call re scheduling")], subject="0.2 call re scheduling, Smith file", beneath=signed("en", "phone")),
    _n("subject-only-empty", "gmail", "", [said(30, "Patel", "advice on costs")], subject="0.5 advice on costs, Patel file", more={"said": "0.5 advice on costs, Patel file"}),
    _n("subject-encoded-q", "outlook", "", [said(18, "Groß", "Telefonat mit Gericht")], subject="0.3 Telefonat mit Gericht, Groß file", charset="iso-8859-1", words="Q", tongue="de"),
    _n("subject-encoded-jis", "iphone", "", [said(12, "田中", "電話")], subject="0.2 電話, 田中 file", charset="iso-2022-jp", cte="7bit", tongue="ja"),
    _n("subject-raw-latin-1", "yahoo", "", [said(12, "Muñoz", "llamada")], subject="0.2 llamada, Muñoz file", charset="iso-8859-1", words="raw", cte="8bit", tongue="es"),
    _n("subject-raw-utf-8", "plain", "", [said(6, "Öberg", "samtal")], subject="0.1 samtal, Öberg file", charset="utf-8", words="raw", cte="8bit", shape="text", tongue="sv"),
    _n("subject-is-the-matter", "gmail", "0.2 call\n0.3 email to client", [said(12, "Smith", "call"), said(18, "Smith", "email to client")], subject="Smith file"),
    _n("subject-is-the-day", "outlook", "0.4 conference, Jones file", [said(24, "Jones", "conference", date="2026-11-16")], subject="Monday"),
    _n("subject-says-the-same", "gmail", "0.2 call re scheduling, Smith file", [said(12, "Smith", "call re scheduling")], subject="0.2 call re scheduling, Smith file"),
    _n(
        "subject-is-long-and-folded", "outlook", "", [said(42, "Harbour", "reviewing and settling the second further amended statement of claim and the draft orders that go with it")], subject="0.7 reviewing and settling the second further amended statement of claim\n and the draft orders that go with it, Harbour file"
    ),
    _n("subject-command", "android", "", [], subject="today", more={"said": "today"}),
    _n("subject-export", "owa", "", [], subject="export clio", more={"said": "export clio"}, beneath=()),
    _n("body-command", "gmail", "export actionstep xlsx", [], subject="file please", more={"said": "export actionstep xlsx"}),
    _n("week", "iphone", "week", [], more={"said": "week"}, beneath=signed("en", "phone")),
    _n("bullets", "bird", "* 0.1 email to client, Smith file\n* 0.2 call to court, Jones file\n* 0.5 drafting orders, Patel file", [said(6, "Smith", "email to client"), said(12, "Jones", "call to court"), said(30, "Patel", "drafting orders")], subject="my day", shape="text", cte="7bit"),
    _n("dashed-bullets", "plain", "- 0.1 letter, Webb file\n- 0.2 letter in reply, Webb file", [said(6, "Webb", "letter"), said(12, "Webb", "letter in reply")], shape="text", cte="7bit", eol=b"\n"),
    _n("headings", "outlook", "Smith file\n0.2 call with registrar\n0.3 email to client\n\nJones file\n1.1 drafting affidavit", [said(12, "Smith", "call with registrar"), said(18, "Smith", "email to client"), said(66, "Jones", "drafting affidavit")], subject="timesheet"),
    _n("bookmark", "apple", "Bookmark: discovery list read to page 40 — Patel file", [], subject="note to self", more={"bookmark": {"narrative": "discovery list read to page 40", "matter": "Patel"}}),
    _n("greeting", "owa", "Hi Tenths,\n\n0.6 meeting with client, Ng file\n\nThank you", [said(36, "Ng", "meeting with client")], subject="time entry", beneath=signed("en", "regards")),
    _n("footer-with-hours", "outlook", "0.2 call re bail, Lee file", [said(12, "Lee", "call re bail")], subject="entry", beneath=signed("en", "footer")),
    _n("legal-and-dashes", "gmail", "0.1 email re costs, Doe file", [said(6, "Doe", "email re costs")], subject="entry", beneath=(signed("en", "dashes")[0] + "\n\n" + signed("en", "legal")[0], signed("en", "dashes")[1] + signed("en", "legal")[1])),
    _n("spoken", "iphone", "Point two call with client comma Smith file", [said(12, "Smith", "call with client")], subject="", beneath=("Sent from my Apple Watch", '<br><div dir="ltr">Sent from my Apple Watch</div>')),
    _n("nothing-to-book", "gmail", "Could somebody reset my address please?", [], subject="question"),
    _n("html-only", "yahoo", "0.3 reading judgment, Jones file", [said(18, "Jones", "reading judgment")], subject="t", shape="html"),
    _n("base64-utf-8", "samsung", "0.2 café meeting with Zoë’s firm, Öberg file", [said(12, "Öberg", "café meeting with Zoë’s firm")], subject="time", cte="base64", beneath=signed("en", "galaxy")),
    _n("windows-1252-quotes", "outlook", "0.4 “without prejudice” letter – costs, Doe file", [{"minutes": 24, "matter": "Doe"}], subject="entry", charset="windows-1252"),
    _n("koi8", "bird", "0.3 иск, Петров file", [said(18, "Петров", "иск")], subject="время", charset="koi8-r", shape="text", cte="8bit", tongue="ru"),
    _n("euc-kr", "naver", "0.2 통화, 김민수 file", [said(12, "김민수", "통화")], subject="시간", charset="euc-kr", cte="base64", tongue="ko"),
    _n("big5", "qq", "0.2 電話, 陳美玲 file", [said(12, "陳美玲", "電話")], subject="工時", charset="big5", cte="base64", tongue="zh-TW"),
    _n("gbk-called-gb2312", "foxmail", "0.2 电话, 镕基 file", [said(12, "镕基", "电话")], subject="工时", charset="gb2312", codec="gbk", cte="base64", tongue="zh-CN"),
    _n("windows-1251", "outlook", "1.0 суд, Петров file", [said(60, "Петров", "суд")], subject="дело", charset="windows-1251", tongue="ru"),
    _n("iso-8859-8", "outlook", "0.2 פגישה, Levy file", [said(12, "Levy", "פגישה")], subject="time", charset="iso-8859-8-i", codec="iso-8859-8", tongue="he"),
    _n("subject-and-body-differ", "gmail", "0.3 email to counsel, Jones file", [said(12, "Smith", "call"), said(18, "Jones", "email to counsel")], subject="0.2 call, Smith file"),
    _n("sender-name-encoded", "gmail", "0.1 call, Smith file", [said(6, "Smith", "call")], subject="time", sender="=?UTF-8?B?QWRh4oCZcyBwaG9uZQ==?= <Ada@Firm.example>"),
    _n("date-in-another-zone", "plain", "0.2 call, Smith file", [said(12, "Smith", "call", date="2026-11-18")], subject="time", shape="text", when="Wed, 18 Nov 2026 04:05:00 +0000 (GMT)", cte="7bit"),
    _n(
        "external-banner",
        "owa",
        "0.2 call re listing, Smith file",
        [said(12, "Smith", "call re listing")],
        subject="[EXTERNAL] time",
        above=("CAUTION: This email originated from outside of the organization.", '<div style="background-color:#FFEB9C;width:100%;border:#9C6500 1pt solid;padding:2pt"><span style="color:#9C6500">CAUTION:</span> This email originated from outside of the organization.</div><br>'),
    ),
    _n("table-in-html", "outlook", "0.2 call re listing, Smith file", [said(12, "Smith", "call re listing")], subject="entry", shape="html", beneath=("", "<table border=0 cellpadding=0><tr><td><img src='cid:logo' width=90></td><td><b>Ada</b><br>Partner<br>Open 9.00-17.00</td></tr></table>")),
]
