"""What machines send, and people's letters that only look as if a machine sent them."""

from tests.handlers.email.written import mime
from tests.handlers.email.written.composing import ADA, DATE, INBOX, said

OURS = "Re: Fwd: Settlement offer"


def _m(
    name, sender, title, body, *headers, automatic=True, entries=None, part=None, **more
):
    number = name.replace("-", ".")
    given = [tuple(each.split(": ", 1)) for each in headers]
    facts = [
        ("From", sender),
        ("To", INBOX),
        ("Subject", mime.worded(title)),
        ("Date", DATE),
        ("Message-ID", f"<{number}@mail.sender.example>"),
        ("MIME-Version", "1.0"),
    ]
    raw = mime.letter([*facts, *given], part or mime.text(body + "\n"))
    address = sender.split("<")[-1].rstrip(">").casefold()
    known = {"from": address, "subject": title, "automatic": automatic}
    if entries is not None:
        known["entries"] = entries
    return f"{'machine' if automatic else 'person'}-{name}", raw, known | more


def _report(kind, human, machine, original=b"", boundary="report"):
    parts = [
        mime.text(human, charset="us-ascii", cte="7bit"),
        mime.Part((("Content-Type", machine[0]),), machine[1]),
    ]
    if original:
        parts.append(mime.Part((("Content-Type", "message/rfc822"),), original))
    return mime.multi(
        "report", *parts, boundary=boundary, extra=f"; report-type={kind}"
    )


_OUR_LETTER = b"From: time+k7q2m4x9v3tb@in.tenths.example\nTo: ada@firm.example\nSubject: Re: Fwd: Settlement offer\nMessage-ID: <re.00@in.tenths.example>\n\n0.2 h call re scheduling, Smith file\n"
_DSN = (
    "message/delivery-status",
    b"Reporting-MTA: dns; mx.firm.example\nArrival-Date: Wed, 18 Nov 2026 10:11:00 +1100\n\nFinal-Recipient: rfc822; ada@firm.example\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 mailbox full\n\n",
)
_DELAY = (
    "message/delivery-status",
    _DSN[1].replace(b"failed", b"delayed").replace(b"5.2.2", b"4.2.2"),
)
_MDN = (
    "message/disposition-notification",
    b"Reporting-UA: firm.example; Thunderbird\nFinal-Recipient: rfc822;ada@firm.example\nOriginal-Message-ID: <re.00@in.tenths.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n\n",
)
_ARF = (
    "message/feedback-report",
    b"Feedback-Type: abuse\nUser-Agent: Reporter/1.0\nVersion: 1\n\n",
)

LETTERS = [
    # Away from the desk.
    _m(
        "vacation-gmail",
        ADA,
        "Away until Monday Re: Fwd: Settlement offer",
        "I am away. 0.5 days left.",
        "Auto-Submitted: auto-replied",
        "Precedence: bulk",
        "X-Autoreply: yes",
    ),
    _m(
        "vacation-exchange",
        ADA,
        "Automatic reply: Fwd: Settlement offer",
        "I am out of the office until 23 November.",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        "X-MS-Exchange-Inbox-Rules-Loop: ada@firm.example",
    ),
    _m(
        "vacation-exchange-de",
        "Jürgen Groß <j.gross@mandant.example>".replace(
            "Jürgen Groß", "=?utf-8?B?SsO8cmdlbiBHcm/Dnw==?="
        ),
        "Automatische Antwort: Frist",
        "Ich bin bis 23.11. abwesend, 0,5 Stunden täglich erreichbar.",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
    ),
    _m(
        "vacation-exchange-fr",
        "elodie@cabinet.example",
        "Réponse automatique : dossier",
        "Je suis absente.",
        "Auto-Submitted: auto-generated",
    ),
    _m(
        "vacation-exchange-es",
        "inigo@cliente.example",
        "Respuesta automática: contrato",
        "Estoy fuera.",
        "X-Auto-Response-Suppress: DR, RN, NRN, OOF, AutoReply",
        "Auto-Submitted: auto-generated",
    ),
    _m(
        "vacation-exchange-zh",
        "wang@kehu.example",
        "自动答复: 租赁合同",
        "我不在办公室。",
        "Auto-Submitted: auto-generated",
    ),
    _m(
        "vacation-sieve",
        "lubo@klient.example",
        "Auto: Lease",
        "Back on Thursday at 9.30.",
        "Auto-Submitted: auto-replied (vacation)",
    ),
    _m(
        "vacation-capital-letters",
        "rosa@ledgers.example",
        "I am on leave",
        "Call Ben for 0.2.",
        'AUTO-SUBMITTED: Auto-Replied; owner-email="rosa@ledgers.example"',
    ),
    _m(
        "vacation-old-exchange",
        "mwebb@landlord.example",
        "Out of Office AutoReply: Lease renewal",
        "I am away for 2 weeks.",
        "Precedence: auto_reply",
    ),
    _m(
        "vacation-zoho",
        "tom@counselchambers.example",
        "Re: Fee note",
        "Away.",
        "X-Autoreply: yes",
    ),
    _m(
        "vacation-cpanel",
        "farid@amiri.example",
        "Gone fishing",
        "28 days.",
        "X-Autorespond: Fwd: Visa",
        "Precedence: auto_reply",
        "X-Precedence: auto_reply",
    ),
    _m(
        "vacation-groupwise",
        "k.lee@police.example",
        "Re: brief (Out of office)",
        "On nights.",
        "X-Autogenerated: Reply",
        "Auto-Submitted: auto-replied",
    ),
    # The mail system speaks.
    _m(
        "bounce-postfix",
        "MAILER-DAEMON@mx.firm.example (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        "",
        "Auto-Submitted: auto-replied",
        part=_report(
            "delivery-status",
            "This is the mail system at host mx.firm.example.\n\nI'm sorry to have to inform you that your message could not be delivered.\n",
            _DSN,
            _OUR_LETTER,
        ),
        **{"from": "mailer-daemon@mx.firm.example"},
    ),
    _m(
        "bounce-without-a-mark",
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Failure)",
        "",
        part=_report(
            "delivery-status", "Address not found. 0.5 hours were tried.\n", _DSN
        ),
    ),
    _m(
        "bounce-exchange",
        "Microsoft Outlook <postmaster@firm.example>",
        "Undeliverable: Re: Fwd: Settlement offer",
        "",
        "X-Auto-Response-Suppress: All",
        "Auto-Submitted: auto-replied",
        part=_report(
            "delivery-status",
            "Your message couldn't be delivered.\n",
            _DSN,
            _OUR_LETTER,
        ),
    ),
    _m(
        "bounce-qmail",
        "MAILER-DAEMON@relay.example",
        "failure notice",
        "Hi. This is the qmail-send program at relay.example.\nI'm afraid I wasn't able to deliver your message.\n\n<ada@firm.example>:\nmailbox full\n\n--- Below this line is a copy of the message.\n\n0.2 h call re scheduling",
        "Return-Path: <>",
    ),
    _m(
        "bounce-exim",
        "Mail Delivery System <Mailer-Daemon@host.example>",
        "Mail delivery failed: returning message to sender",
        "This message was created automatically by mail delivery software.",
        "X-Failed-Recipients: ada@firm.example",
        "Auto-Submitted: auto-replied",
    ),
    _m(
        "delay",
        "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
        "Delivery Status Notification (Delay)",
        "",
        "Auto-Submitted: auto-replied",
        part=_report(
            "delivery-status",
            "Delivery incomplete; we will try for 45 more hours.\n",
            _DELAY,
        ),
    ),
    _m(
        "receipt-thunderbird",
        ADA,
        "Return Receipt (displayed) - Re: Fwd: Settlement offer",
        "",
        part=_report(
            "disposition-notification",
            "This is a Return Receipt for the mail that you sent to ada@firm.example.\n",
            _MDN,
        ),
    ),
    _m(
        "receipt-outlook",
        ADA,
        "Read: Re: Fwd: Settlement offer",
        "",
        "Auto-Submitted: auto-generated",
        part=_report(
            "disposition-notification",
            "Your message was read on Wednesday, 18 November 2026 10:11:00 AM.\n",
            _MDN,
        ),
    ),
    _m(
        "complaint",
        "abuse@provider.example",
        "Abuse report",
        "",
        part=_report(
            "feedback-report", "This is an abuse report.\n", _ARF, _OUR_LETTER
        ),
    ),
    _m(
        "dmarc-report",
        "noreply-dmarc-support@provider.example",
        "Report domain: in.tenths.example Submitter: provider.example Report-ID: 123",
        "",
        part=mime.attached(
            "provider.example!in.tenths.example!1.zip",
            "application/zip",
            b"PK\x05\x06" + bytes(18),
        ),
    ),
    # Lists, notices, tickets.
    _m(
        "list-mailman",
        "Olive Tran <olive.tran@mail.example>",
        "[advocates] costs of 0.5 hours",
        "0.5 call with client, Smith file",
        "Precedence: list",
        "List-Id: Advocates <advocates.lists.example>",
        "List-Unsubscribe: <mailto:advocates-leave@lists.example>",
        "Errors-To: advocates-bounces@lists.example",
    ),
    _m(
        "list-googlegroups",
        "Farid Amiri <farid@amiri.example>",
        "Meeting at 9",
        "1.0 meeting",
        "Precedence: list",
        "Mailing-List: list team@groups.example; contact team+owners@groups.example",
        "List-ID: <team.groups.example>",
        "X-Spam-Checked-In-Group: team@groups.example",
    ),
    _m(
        "newsletter",
        "Law Weekly <news@lawweekly.example>",
        "This week: billing 0.1 at a time",
        "2.5 hours of CPD inside!",
        "List-Unsubscribe: <https://lawweekly.example/u/1>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "Feedback-ID: 1:2:3:lw",
    ),
    _m(
        "monitoring",
        "cron@server.example",
        "Cron <root@server> backup",
        "Took 0.3 hours",
        "Auto-Submitted: auto-generated",
        "X-Cron-Env: <SHELL=/bin/sh>",
    ),
    _m(
        "ticket",
        "Help Desk <help@itdesk.example>",
        "[#40121] We have your request",
        "A colleague will answer within 4 hours.",
        "Auto-Submitted: auto-replied",
        "X-Auto-Response-Suppress: All",
        "Precedence: bulk",
    ),
    _m(
        "calendar-accepted",
        "Noor Haddad <noor@acquirer.example>",
        "Accepted: Falcon: disclosure walk-through",
        "Noor Haddad has accepted this invitation.",
        "Auto-Submitted: auto-generated",
        "Sender: Calendar <calendar-notification@provider.example>",
    ),
    _m(
        "no-reply",
        "Court eFiling <no-reply@court.example>",
        "Filing accepted 0.9",
        "Do not reply. Filed at 9.30am.",
    ),
    _m(
        "challenge",
        "edith.marsh@mailbox.example",
        "Please confirm your message",
        "Click within 48 hours.",
        "Precedence: junk",
    ),
    _m(
        "ourselves",
        f"Tenths <{INBOX}>",
        OURS,
        "✓ 0.2 h · Smith · call",
        "Auto-Submitted: auto-replied",
        "X-Auto-Response-Suppress: All",
    ),
    # People.
    _m(
        "auto-submitted-no",
        ADA,
        "time",
        "0.2 call re listing, Smith file",
        "Auto-Submitted: no",
        automatic=False,
        entries=[said(12, "Smith", "call re listing")],
    ),
    _m(
        "auto-submitted-no-with-a-comment",
        ADA,
        "time",
        "0.1 email, Smith file",
        "Auto-Submitted: No (typed by hand)",
        automatic=False,
        entries=[said(6, "Smith", "email")],
    ),
    _m(
        "exchange-suppresses-oof",
        ADA,
        "time",
        "0.3 drafting, Jones file",
        "X-Auto-Response-Suppress: OOF",
        "X-MS-Has-Attach: ",
        "Importance: high",
        automatic=False,
        entries=[said(18, "Jones", "drafting")],
    ),
    _m(
        "asks-for-a-receipt",
        ADA,
        "time",
        "0.2 call, Webb file",
        "Disposition-Notification-To: ada@firm.example",
        "Return-Receipt-To: ada@firm.example",
        automatic=False,
        entries=[said(12, "Webb", "call")],
    ),
    _m(
        "precedence-first-class",
        ADA,
        "time",
        "0.4 conference, Lee file",
        "Precedence: first-class",
        "X-Priority: 1",
        automatic=False,
        entries=[said(24, "Lee", "conference")],
    ),
    _m(
        "subject-speaks-of-absence",
        ADA,
        "out of office agreement",
        "0.6 reviewing out of office agreement, Harbour file",
        automatic=False,
        entries=[said(36, "Harbour", "reviewing out of office agreement")],
    ),
    _m(
        "forwards-a-vacation",
        ADA,
        "Fwd: Automatic reply: Lease renewal",
        "0.1 noted Marcus is away, Webb file\n\n---------- Forwarded message ---------\nFrom: Marcus Webb <mwebb@landlord.example>\nDate: Tue, 17 Nov 2026 at 09:00\nSubject: Automatic reply: Lease renewal\nTo: <ada@firm.example>\n\nI am away for 2 weeks, 0.5 days a week on email.",
        automatic=False,
        entries=[said(6, "Webb", "noted Marcus is away")],
        forwarded={
            "from": "mwebb@landlord.example",
            "subject": "Automatic reply: Lease renewal",
        },
    ),
    _m(
        "forwards-a-bounce",
        ADA,
        "Fwd: Undelivered Mail Returned to Sender",
        "0.1 chasing bounced letter, Marsh file\n\n-------- Forwarded Message --------\nSubject: \tUndelivered Mail Returned to Sender\nDate: \tTue, 17 Nov 2026 11:00:00 +1100\nFrom: \tMAILER-DAEMON@mx.firm.example\nTo: \tada@firm.example\n\nYour message waited 4.5 hours.",
        automatic=False,
        entries=[said(6, "Marsh", "chasing bounced letter")],
        forwarded={
            "from": "mailer-daemon@mx.firm.example",
            "subject": "Undelivered Mail Returned to Sender",
        },
    ),
    _m(
        "forwards-a-newsletter",
        ADA,
        "Fwd: CPD: 2.5 hours left",
        "0.3 reading cost decision, Doe file\n\n---------- Forwarded message ---------\nFrom: Law Weekly <news@lawweekly.example>\nDate: Tue, 17 Nov 2026 at 07:00\nSubject: CPD: 2.5 hours left\nTo: <ada@firm.example>\n\nUnsubscribe | List-Unsubscribe: here\n1.5 hours ethics",
        automatic=False,
        entries=[said(18, "Doe", "reading cost decision")],
        forwarded={"from": "news@lawweekly.example", "subject": "CPD: 2.5 hours left"},
    ),
    _m(
        "sent-on-behalf",
        "Ada <ada@firm.example>",
        "time",
        "0.2 call, Tran file",
        "Sender: Front Desk <desk@firm.example>",
        "Reply-To: desk@firm.example",
        automatic=False,
        entries=[said(12, "Tran", "call")],
    ),
    _m(
        "postmaster-in-the-name",
        "Ada (Postmaster Pty Ltd) <ada@firm.example>",
        "time",
        "0.1 call, Ng file",
        automatic=False,
        entries=[said(6, "Ng", "call")],
    ),
]
