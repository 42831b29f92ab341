"""How each mail client lays an original out under its owner's words.

Every layout takes the `Old` letter and a `Tongue`, and returns it as plain text and
as HTML, each with what the client writes above it. One function a client: the file is
as long as the list of clients.
"""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from tests.handlers.email.written import tongues


@dataclass(frozen=True, slots=True)
class Old:
    """The letter underneath: who wrote what to whom, and when."""

    name: str
    address: str
    to: str
    subject: str
    at: datetime
    words: str
    cc: str = ""
    markup: str = ""

    @property
    def who(self):
        if not self.address:
            return self.name
        return f"{self.name} <{self.address}>" if self.name else self.address

    @property
    def body(self):
        return self.markup or breaks(self.words)


def breaks(words):
    """Return plain text as HTML, its lines ended by <br>."""
    return escape(words, quote=False).replace("\n", "<br>\n")


def quoted(words, mark="> "):
    """Return plain text behind quote marks."""
    return "\n".join((mark + line).rstrip() for line in words.split("\n"))


def wrapped(line, width=76):
    """Return a line folded as a client folds what it puts above a quote."""
    out, row = [], ""
    for word in line.split(" "):
        if row and len(row) + len(word) > width:
            out.append(row)
            row = word
        else:
            row = f"{row} {word}" if row else word
    return "\n".join([*out, row])


def _fields(pairs):
    return [(name, value) for name, value in pairs if value]


def _bold(pairs, mark=":"):
    return "<br>\n".join(f"<b>{escape(n)}{mark}</b> {escape(v)}" for n, v in pairs)


def _plain(pairs, gap=": "):
    return "\n".join(f"{name}{gap}{value}" for name, value in pairs)


def gmail(old, tongue):
    at = tongues.date(tongue, tongue.gmail and tongue.short, old.at)
    head = "---------- Forwarded message ---------"
    plain = f"{head}\n{tongue.gmail}: {old.who}\nDate: {at}\nSubject: {old.subject}\nTo: {old.to}\n"
    cc = f"Cc: {old.cc}\n" if old.cc else ""
    html = (
        f'<br><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{head}<br>'
        f'{escape(tongue.gmail)}: <strong class="gmail_sendername" dir="auto">{escape(old.name)}</strong> '
        f'<span dir="auto">&lt;<a href="mailto:{old.address}">{old.address}</a>&gt;</span><br>'
        f"Date: {escape(at)}<br>Subject: {escape(old.subject)}<br>To:  {escape(old.to)}<br>"
        f"{'Cc: ' + escape(old.cc) + '<br>' if old.cc else ''}</div><br><br>{old.body}</div>"
    )
    return f"{plain}{cc}\n\n{old.words}\n", html


def gmail_starred(old, tongue):
    """Gmail's own flattening of bold in the plain part."""
    plain, html = gmail(old, tongue)
    return plain.replace(f"{old.name} <", f"*{old.name}* <", 1), html


def gmail_old(old, tongue):
    at = tongues.date(tongue, "{w}, {m} {d}, 2026 at {h} {ap}", old.at)
    head = "---------- Forwarded message ----------"
    plain = f"{head}\nFrom: {old.who}\nDate: {at}\nSubject: {old.subject}\nTo: {old.to}\n\n\n{old.words}\n"
    html = (
        f'<div class="gmail_extra"><br><div class="gmail_quote">{head}<br>From: <b class="gmail_sendername">{escape(old.name)}</b> '
        f'<span dir="ltr">&lt;<a href="mailto:{old.address}">{old.address}</a>&gt;</span><br>Date: {escape(at)}<br>'
        f"Subject: {escape(old.subject)}<br>To: {escape(old.to)}<br><br><br>{old.body}</div><br></div>"
    )
    return plain, html


def _outlook_fields(old, tongue, sent=1, labels=None):
    names = tongues.label(labels or tongue.outlook)
    at = tongues.date(tongue, tongue.long, old.at)
    return _fields(
        [
            (names[0], old.who),
            (names[sent], at),
            (names[2], old.to),
            (names[3], old.cc),
            (names[4], old.subject),
        ]
    )


def outlook(old, tongue):
    pairs = _outlook_fields(old, tongue)
    rows = "<br>\n".join(
        f"<b>{escape(n)}:</b> {escape(v)}"
        if i
        else f"<b><span lang=EN-US style='font-size:11.0pt;font-family:\"Calibri\",sans-serif'>{escape(n)}:</span></b><span lang=EN-US style='font-size:11.0pt;font-family:\"Calibri\",sans-serif'> {escape(v)}"
        for i, (n, v) in enumerate(pairs)
    )
    html = (
        "<div>\n<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>\n"
        f"<p class=MsoNormal>{rows}<o:p></o:p></span></p>\n</div>\n</div>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n"
        + "\n".join(
            f"<p class=MsoNormal>{escape(line) or '<o:p>&nbsp;</o:p>'}<o:p></o:p></p>"
            for line in old.words.split("\n")
        )
    )
    return f"{_plain(pairs)}\n\n{old.words}\n", html


def outlook_dashes(old, tongue):
    """Outlook's plain-text letters, to this day."""
    pairs = _outlook_fields(old, tongue)
    head = f"-----{tongue.original}-----"
    plain = f"{head}\n{_plain(pairs)}\n\n{old.words}\n"
    html = f"<p class=MsoNormal>{escape(head)}<br>{_bold(pairs)}<o:p></o:p></p><p class=MsoPlainText>{old.body}</p>"
    return plain, html


def outlook_web(old, tongue):
    pairs = _outlook_fields(old, tongue)
    plain = "________________________________\n" + _plain(pairs) + f"\n\n{old.words}\n"
    html = (
        '<div id="appendonsend"></div>\n<hr style="display:inline-block;width:98%" tabindex="-1">\n'
        '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">'
        f'{_bold(pairs)}</font>\n<div>&nbsp;</div>\n</div>\n<div><div dir="ltr">{old.body}</div></div>'
    )
    return plain, html


def outlook_mac(old, tongue):
    names = tongues.label(tongue.apple)
    at = tongues.date(tongue, "{W}, {d} {M} 2026 at {h} {low}", old.at)
    pairs = _fields(
        [
            (names[0], old.who),
            (names[1], at),
            (names[2], old.to),
            (names[3], old.cc),
            (names[4], old.subject),
        ]
    )
    rows = "<br>".join(
        f'<b><span style="color:black">{escape(n)}: </span></b><span style="color:black">{escape(v)}'
        for n, v in pairs
    )
    html = (
        '<div id="mail-editor-reference-message-container"><div><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm">'
        f'<p class="MsoNormal" style="margin-bottom:12.0pt">{rows}</span><o:p></o:p></p></div>'
        f'<div><p class="MsoNormal">{old.body}</p></div></div></div>'
    )
    return f"{_plain(pairs)}\n\n{old.words}\n", html


def outlook_ios(old, tongue):
    pairs = _outlook_fields(old, tongue)
    plain = f"________________________________\n{_plain(pairs)}\n\n{old.words}\n"
    html = (
        '<div id="mail-editor-reference-message-container">\n<div class="ms-outlook-mobile-reference-message skipProofing">'
        f'<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">{_bold(pairs)}</div>{old.body}</div></div>'
    )
    return plain, html


def apple(old, tongue):
    names = tongues.label(tongue.apple)
    at = tongues.date(tongue, tongue.stamp, old.at)
    pairs = _fields(
        [
            (names[0], old.who),
            (names[4], old.subject),
            (names[1], at),
            (names[2], old.to),
            (names[3], old.cc),
        ]
    )
    plain = quoted(f"{_plain(pairs)}\n\n{old.words}")
    rows = "".join(
        '<div style="margin-top: 0px; margin-right: 0px; margin-bottom: 0px; margin-left: 0px;"><span style="font-family: -webkit-system-font, &quot;Helvetica Neue&quot;, Helvetica, sans-serif; color:rgba(0, 0, 0, 1.0);">'
        f"<b>{escape(n)}: </b></span><span>{escape(v)}<br></span></div>"
        for n, v in pairs
    )
    html = (
        f'<br><div><br><blockquote type="cite"><div>{escape(tongue.begin)}</div><br class="Apple-interchange-newline">{rows}<br>'
        f"<div><div>{old.body}</div></div></blockquote></div><br>"
    )
    return f"{quoted(tongue.begin)}\n> \n{plain}\n", html


def iphone(old, tongue):
    names = tongues.label(tongue.apple)
    at = tongues.date(tongue, tongue.stamp, old.at)
    pairs = [
        (names[0], old.who),
        (names[1], at),
        (names[2], old.to),
        (names[4], old.subject),
    ]
    plain = f"{tongue.begin}\n\n{quoted(_plain(pairs) + chr(10) * 2 + old.words)}\n"
    rows = "<br>".join(f"<b>{escape(n)}:</b> {escape(v)}" for n, v in pairs)
    html = f'<div dir="ltr"><br>{escape(tongue.begin)}<br><br></div><blockquote type="cite"><div dir="ltr">{rows}<br><br></div></blockquote><blockquote type="cite"><div dir="ltr">\ufeff{old.body}</div></blockquote>'
    return plain, html


def thunderbird(old, tongue):
    names = tongues.label(tongue.bird)
    at = old.at.strftime("%a, %d %b %Y %H:%M:%S %z")
    pairs = [
        (names[0], old.subject),
        (names[1], at),
        (names[2], old.who),
        (names[3], old.to),
    ]
    dash = "---" if tongue.bird.startswith("Temat") else "--------"
    head = f"{dash} {tongue.forwarded} {dash}"
    plain = (
        f"{head}\n"
        + "\n".join(f"{n}: \t{v}" for n, v in pairs)
        + f"\n\n\n\n{old.words}\n"
    )
    rows = "".join(
        f'<tr><th nowrap="nowrap" valign="BASELINE" align="RIGHT">{escape(n)}: </th><td>{escape(v)}</td></tr>\n'
        for n, v in pairs
    )
    html = (
        f'<div class="moz-forward-container"><br>\n<br>\n{escape(head)}\n<table class="moz-email-headers-table" cellspacing="0" cellpadding="0" border="0"><tbody>{rows}</tbody></table>'
        f"<br>\n<br>\n{old.body}\n</div>"
    )
    return plain, html


def yahoo(old, tongue):
    names = tongues.label(tongue.outlook)
    at = tongues.date(tongue, "{W}, {d} {M} 2026 at {h}:{s} {low} AEDT", old.at)
    pairs = [
        (names[0], old.who),
        (names[2], old.to),
        (names[1], at),
        (names[4], old.subject),
    ]
    head = f"----- {tongue.yahoo} -----"
    plain = f"   {head} {_plain(pairs)}\n   {old.words}\n"
    rows = "".join(
        f"<div>{'<b>' if not i else ''}{escape(n)}:{'</b>' if not i else ''} {escape(v)}</div>"
        for i, (n, v) in enumerate(pairs)
    )
    html = (
        '<div id="ydp5c1f0a1dyahoo_quoted_7204133801" class="ydp5c1f0a1dyahoo_quoted"><div style="font-family:\'Helvetica Neue\', Helvetica, Arial, sans-serif;font-size:13px;color:#26282a;">'
        f"<div>{escape(head)}</div>{rows}<div><br></div><div>{old.body}</div></div></div>"
    )
    return plain, html


def proton(old, tongue):
    at = tongues.date(tongue, "On {W}, {M} {d}th, 2026 at {t}", old.at)
    pairs = [("From", old.who), ("Date", at), ("Subject", old.subject), ("To", old.to)]
    head = "------- Forwarded Message -------"
    html = (
        f'<div class="protonmail_quote">\n        {head}<br>\n        '
        + "<br>\n        ".join(f"{n}: {escape(v)}" for n, v in pairs)
        + f'<br>\n        <br>\n        <blockquote class="protonmail_quote" type="cite">{old.body}</blockquote><br>\n    </div>'
    )
    return f"{head}\n{_plain(pairs)}\n\n{quoted(old.words)}\n", html


def samsung(old, tongue):
    names = tongues.label(tongue.apple)
    at = old.at.strftime("%d/%m/%y  %H:%M  (GMT+10:00)")
    pairs = [
        (names[0], old.who),
        (names[1], at),
        (names[2], old.to),
        (names[4], old.subject),
    ]
    head = f"-------- {tongue.original} --------"
    plain = (
        f"{head}\n" + "\n".join(f"{n}: {v} " for n, v in pairs) + f"\n\n{old.words}\n"
    )
    html = (
        f'<div align="left" dir="auto" style="font-size:100%;color:#000000"><div>{escape(head)}</div>'
        + "".join(f"<div>{escape(n)}: {escape(v)} </div>" for n, v in pairs)
        + f"<div><br></div></div>{old.body}"
    )
    return plain, html


def gmx(old, tongue):
    at = tongues.date(tongue, "{W}, {d}. {M} 2026 um {t} Uhr", old.at)
    pairs = [
        ("Gesendet", at),
        ("Von", f'"{old.name}" <{old.address}>'),
        ("An", old.to),
        ("Betreff", old.subject),
    ]
    plain = f"{_plain(pairs)}\n\n{old.words}\n"
    html = (
        '<div>&nbsp;\n<div>&nbsp;\n<div name="quote" style="margin:10px 5px 5px 10px; padding: 10px 0 10px 10px; border-left:2px solid #C3D9E5; word-wrap: break-word; -webkit-nbsp-mode: space; -webkit-line-break: after-white-space;">\n'
        f'<div style="margin:0 0 10px 0;">{_bold(pairs)}</div>\n<div name="quoted-content">{old.body}</div>\n</div>\n</div>\n</div>'
    )
    return plain, html


def qq(old, tongue):
    at = tongues.date(tongue, "2026年11月{d}日({W}) {half}{h}", old.at)
    pairs = [
        ("发件人", f'"{old.name}"<{old.address}>'),
        ("发送时间", at),
        ("收件人", f'"{old.to}"<{old.to}>'),
        ("主题", old.subject),
    ]
    head = "------------------ 原始邮件 ------------------"
    plain = (
        f"{head}\n"
        + "\n".join(f"{n}: {v}{';' if n != '主题' else ''}" for n, v in pairs)
        + f"\n\n{old.words}\n"
    )
    html = (
        "<div><includetail><!--<![endif]--></includetail></div>"
        '<div style="font-size: 12px;font-family: Arial Narrow;padding:2px 0 2px 0;">------------------&nbsp;原始邮件&nbsp;------------------</div>'
        '<div style="font-size: 12px;background:#efefef;padding:8px;">'
        f'<div id="menu_sender"><b>发件人:</b>&nbsp;"{escape(old.name)}"&lt;<a href="mailto:{old.address}">{old.address}</a>&gt;;<wbr></div>'
        f'<div><b>发送时间:</b>&nbsp;{at}</div><div><b>收件人:</b>&nbsp;"{escape(old.to)}"&lt;{escape(old.to)}&gt;;<wbr></div>'
        f"<div></div><div><b>主题:</b>&nbsp;{escape(old.subject)}</div></div><div><br></div>{old.body}"
    )
    return plain, html


def foxmail(old, tongue):
    chinese = tongue.outlook.startswith("发")
    names = (
        ("发件人", "发送时间", "收件人", "主题")
        if chinese
        else ("From", "Date", "To", "Subject")
    )
    colon = "：" if chinese else ":"
    at = old.at.strftime("%Y-%m-%d %H:%M")
    pairs = list(zip(names, (old.who, at, old.to, old.subject), strict=True))
    plain = " \n" + "\n".join(f"{n}{colon} {v}" for n, v in pairs) + f"\n{old.words}\n"
    html = (
        '<div><span></span><br></div><hr style="WIDTH: 210px; HEIGHT: 1px" color="#b5c4df" size="1" align="left">\n'
        '<blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em"><div>&nbsp;</div>'
        '<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><div style="PADDING-RIGHT: 8px; PADDING-LEFT: 8px; FONT-SIZE: 12px;BACKGROUND: #efefef">'
        + "".join(f"<div><b>{n}{colon}</b>&nbsp;{escape(v)}</div>" for n, v in pairs)
        + f"</div></div><div>{old.body}</div></blockquote>"
    )
    return plain, html


def netease(old, tongue):
    at = old.at.strftime("%Y-%m-%d %H:%M:%S")
    pairs = [
        ("发件人", old.who),
        ("发送日期", at),
        ("收件人", old.to),
        ("主题", old.subject),
    ]
    plain = (
        "-------- 转发邮件信息 --------\n" + _plain(pairs, "：") + f"\n\n{old.words}\n"
    )
    html = (
        '<div id="divNeteaseMailCard"></div><br><div id="isForwardContent"><br/>-------- 转发邮件信息 --------<br/>'
        + "<br/>".join(f"{n}：{escape(v)}" for n, v in pairs)
        + f'<br/><blockquote id="isReplyContent" style="PADDING-LEFT: 1ex; MARGIN: 0px 0px 0px 0.8ex; BORDER-LEFT: #ccc 1px solid">{old.body}</blockquote></div>'
    )
    return plain, html


def zoho(old, tongue):
    at = old.at.strftime("%a, %d %b %Y %H:%M:%S %z")
    pairs = [
        ("From", old.who),
        ("To", f"<{old.to}>"),
        ("Date", at),
        ("Subject", old.subject),
    ]
    head = "============ Forwarded message ============"
    plain = f"{head}\n{_plain(pairs)}\n{head}\n\n{old.words}\n"
    html = (
        '<div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204); height: 0px; margin-top: 10px; margin-bottom: 10px; line-height: 0px;"><br></div>'
        f'<div class="zmail_extra" data-zbluepencil-ignore="true"><div><br></div><div id="Zm-_Id_-Sgn1">{head}<br>'
        + "<br>".join(f"{n}: {escape(v)}" for n, v in pairs)
        + f'<br>{head}</div><div><br></div><blockquote id="blockquote_zmail" style="margin: 0px;">{old.body}</blockquote></div>'
    )
    return plain, html


def fastmail(old, tongue):
    at = tongues.date(tongue, "{W}, {d} {M} 2026 {h} {ap}", old.at)
    pairs = [("From", old.who), ("To", old.to), ("Subject", old.subject), ("Date", at)]
    plain = f"----- Original message -----\n{_plain(pairs)}\n\n{old.words}\n"
    html = (
        "<div>----- Original message -----</div>\n"
        + "\n".join(f"<div>{n}: {escape(v)}</div>" for n, v in pairs)
        + f"\n<div><br></div>\n<div>{old.body}</div>"
    )
    return plain, html


def evolution(old, tongue):
    names = tongues.label(tongue.apple)
    at = old.at.strftime("%a, %d %b %Y %H:%M:%S %z")
    pairs = [
        (names[0], old.who),
        (names[2], old.to),
        (names[4], old.subject),
        (names[1], at),
    ]
    head = f"-------- {tongue.forwarded} --------"
    plain = (
        f"{head}\n" + "\n".join(f"{n}: {v}" for n, v in pairs) + f"\n\n{old.words}\n"
    )
    html = f"<div>{escape(head)}</div>{''.join(f'<div><b>{escape(n)}</b>: {escape(v)}</div>' for n, v in pairs)}<div><br></div><div>{old.body}</div>"
    return plain, html


def kmail(old, tongue):
    at = tongues.date(tongue, "{W}, {d} {M} 2026, {t}:{s} AEDT", old.at)
    pairs = [("Subject", old.subject), ("Date", at), ("From", old.who), ("To", old.to)]
    plain = f"----------  Forwarded Message  ----------\n\n{_plain(pairs)}\n\n{old.words}\n\n-----------------------------------------\n"
    return (
        plain,
        f"<p>----------  Forwarded Message  ----------</p>{_bold(pairs)}<p>{old.body}</p><p>-----------------------------------------</p>",
    )


def mutt(old, tongue):
    at = old.at.strftime("%a, %d %b %Y %H:%M:%S %z")
    pairs = [("Date", at), ("From", old.who), ("To", old.to), ("Subject", old.subject)]
    plain = f"----- Forwarded message from {old.who} -----\n\n{_plain(pairs)}\nUser-Agent: Mutt/2.2.12\n\n{old.words}\n\n----- End forwarded message -----\n"
    return plain, ""


def notes(old, tongue):
    at = old.at.strftime("%d/%m/%Y %H:%M")
    pairs = [("From", old.who), ("To", old.to), ("Date", at), ("Subject", old.subject)]
    head = "----- Forwarded by Ada/Firm on 18/11/2026 09:52 -----"
    plain = (
        f"{head}\n\n"
        + "\n".join(f"{n}:\t{v}" for n, v in pairs)
        + f"\n\n\n\n{old.words}\n"
    )
    html = (
        f'<br><font size=1 color=#800080 face="sans-serif">{head}</font><br><br>'
        + "".join(
            f'<font size=1 color=#5f5f5f face="sans-serif">{n}: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">{escape(v)}</font><br>'
            for n, v in pairs
        )
        + f"<hr noshade><br><br><tt><font size=2>{old.body}</font></tt>"
    )
    return plain, html


def spark(old, tongue):
    at = tongues.date(tongue, "{d} {m} 2026 at {h} {ap} +1100", old.at)
    head = "---------- Forwarded message ----------"
    pairs = [("From", old.who), ("Date", at), ("To", old.to), ("Subject", old.subject)]
    plain = f"{head}\n{_plain(pairs)}\n\n{quoted(old.words)}\n"
    html = (
        f'<div name="messageReplySection">{head}<br />'
        + "<br />".join(f"<b>{n}:</b> {escape(v)}" for n, v in pairs)
        + f'<br /><br /><blockquote type="cite" style="margin: 5px 5px; padding-left: 10px; border-left: thin solid #1abc9c;">{old.body}</blockquote></div>'
    )
    return plain, html


def mailru(old, tongue):
    at = tongues.date(tongue, "{W}, {d} {M} 2026, {t} +03:00", old.at)
    pairs = [
        ("От кого", old.who),
        ("Кому", old.to),
        ("Дата", at),
        ("Тема", old.subject),
    ]
    head = "-------- Пересылаемое сообщение --------"
    plain = f"{head}\n{_plain(pairs)}\n \n{old.words}\n"
    html = (
        f"<div><br></div><div>{head}<br>"
        + "<br>".join(f"{n}: {escape(v)}" for n, v in pairs)
        + f'<br>&nbsp;<div id="">{old.body}</div></div>'
    )
    return plain, html


def yandex(old, tongue):
    """Yandex names the sender and the moment, and nothing else."""
    at = old.at.strftime("%d.%m.%Y, %H:%M")
    head = "-------- Пересылаемое сообщение --------"
    end = "-------- Конец пересылаемого сообщения --------"
    plain = f'{head}\n{at}, "{old.name}" <{old.address}>:\n\n{old.words}\n\n{end}\n'
    html = f'<div>{head}</div><div>{at}, "{escape(old.name)}" &lt;<a href="mailto:{old.address}">{old.address}</a>&gt;:</div><div><br /></div><div>{old.body}</div><div>{end}</div>'
    return plain, html


def roundcube(old, tongue):
    names = tongues.label(tongue.apple)
    at = old.at.strftime("%Y-%m-%d %H:%M")
    head = f"-------- {tongue.original} --------"
    pairs = [
        (names[4], old.subject),
        (names[1], at),
        (names[0], old.who),
        (names[2], old.to),
    ]
    plain = f"{head}\n{_plain(pairs)}\n\n{old.words}\n"
    rows = "".join(
        f'<tr><th align="right" nowrap="nowrap" valign="baseline">{escape(n)}:</th><td>{escape(v)}</td></tr>'
        for n, v in pairs
    )
    return (
        plain,
        f'<p>{escape(head)}</p><table border="0" cellspacing="0" cellpadding="0"><tbody>{rows}</tbody></table><p><br /></p><div>{old.body}</div>',
    )


def zimbra(old, tongue):
    names = tongues.label(tongue.outlook)
    at = tongues.date(tongue, tongue.long, old.at)
    pairs = [
        (names[0], f'"{old.name}" <{old.address}>'),
        (names[2], old.to),
        (names[1], at),
        (names[4], old.subject),
    ]
    head = f"----- {tongue.yahoo} -----"
    plain = f"{head}\n{_plain(pairs)}\n\n{old.words}\n"
    html = f'<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">{_bold(pairs)}<br></div><div><br></div><div data-marker="__QUOTED_TEXT__">{old.body}</div>'
    return plain, html


def openxchange(old, tongue):
    names = tongues.label(tongue.apple)
    at = old.at.strftime("%d/%m/%Y %H:%M AEDT")
    pairs = [
        (names[0], old.who),
        (names[2], old.to),
        (names[1], at),
        (names[4], old.subject),
    ]
    head = f"---------- {tongue.original} ----------"
    plain = (
        f"{head} \n"
        + "\n".join(f"{n}: {v} " for n, v in pairs)
        + f"\n\n\n{old.words}\n"
    )
    html = (
        f'<blockquote type="cite">{escape(head)}<br>'
        + "<br>".join(f"{escape(n)}: {escape(v)}" for n, v in pairs)
        + f"<br><br><div>{old.body}</div></blockquote>"
    )
    return plain, html


def naver(old, tongue):
    at = tongues.date(tongue, "2026-11-{dd} ({w}) {t}:{s} (GMT+09:00)", old.at)
    pairs = [
        ("From", f'"{old.name}"<{old.address}>'),
        ("To", f"<{old.to}>; "),
        ("Cc", " "),
        ("Sent", at),
        ("Subject", old.subject),
    ]
    plain = f"-----Original Message-----\n{_plain(pairs)}\n\n{old.words}\n"
    html = (
        '<p style="font-family: arial;font-size:10pt">-----Original Message-----<br>'
        + "<br>".join(f"<b>{n}:</b> {escape(v)}" for n, v in pairs)
        + f"</p><div>{old.body}</div>"
    )
    return plain, html


def seznam(old, tongue):
    at = tongues.date(tongue, "{d}. 11. 2026 {t}:{s}", old.at)
    pairs = [("Od", old.who), ("Komu", old.to), ("Datum", at), ("Předmět", old.subject)]
    head = "---------- Původní e-mail ----------"
    plain = f"{head}\n{_plain(pairs)}\n\n\n{quoted(old.words, '')}\n"
    return (
        plain,
        f"<aside>\n{head}<br>"
        + "<br>".join(f"{n}: {escape(v)}" for n, v in pairs)
        + f'<br></aside><br><blockquote data-email="{old.address}">{old.body}</blockquote>',
    )


def orange(old, tongue):
    at = old.at.strftime("%d/%m/%y %H:%M")
    rows = f'Message du {at}\nDe : "{old.name}" <{old.address}>\nA : "{old.to}" <{old.to}>\nCopie à : \nObjet : {old.subject}\n\n{old.words}'
    plain = quoted(rows)
    html = f'<blockquote style="padding-left: 5px; margin-left: 5px; border-left: 2px solid #ff6600;">&gt; Message du {at}<br />&gt; De : "{escape(old.name)}" &lt;{old.address}&gt;<br />&gt; A : "{escape(old.to)}" &lt;{escape(old.to)}&gt;<br />&gt; Copie à : <br />&gt; Objet : {escape(old.subject)}<br />&gt; <br />{old.body}</blockquote>'
    return f"{plain}\n", html


def aol(old, tongue):
    at = tongues.date(tongue, "{w}, {m} {d}, 2026 {h} {low}", old.at)
    pairs = [("From", old.who), ("To", old.to), ("Sent", at), ("Subject", old.subject)]
    html = f'<div style="font-family:helvetica,arial;font-size:10pt;color:black">-----Original Message-----<br>{"<br>".join(f"{n}: {escape(v)}" for n, v in pairs)}<br><br><div id="yiv0011223344">{old.body}</div></div>'
    return f"-----Original Message-----\n{_plain(pairs)}\n\n{old.words}\n", html


def tonline(old, tongue):
    at = old.at.strftime("%Y-%m-%dT%H:%M:%S+0100")
    pairs = [
        ("Betreff", old.subject),
        ("Datum", at),
        ("Von", f'"{old.name}" <{old.address}>'),
        ("An", f'"{old.to}" <{old.to}>'),
    ]
    return (
        f"-----Original-Nachricht-----\n{_plain(pairs)}\n\n{old.words}\n",
        f"<p>-----Original-Nachricht-----<br>{_bold(pairs, ':')}</p>{old.body}",
    )


def claws(old, tongue):
    at = old.at.strftime("%a, %d %b %Y %H:%M:%S %z")
    pairs = [("Date", at), ("From", old.who), ("To", old.to), ("Subject", old.subject)]
    return f"Begin forwarded message:\n\n{_plain(pairs)}\n\n\n{old.words}\n", ""


def mailmate(old, tongue):
    at = tongues.date(tongue, "{d} {m} 2026, at {t}", old.at)
    pairs = [("From", old.who), ("To", old.to), ("Subject", old.subject), ("Date", at)]
    return (
        f"Forwarded message:\n\n{quoted(_plain(pairs) + chr(10) * 2 + old.words)}\n",
        "",
    )


def emclient(old, tongue):
    at = old.at.strftime("%d/%m/%Y %H:%M:%S")
    pairs = [
        ("From", f'"{old.name}" <{old.address}>'),
        ("To", old.to),
        ("Date", at),
        ("Subject", old.subject),
    ]
    head = "------ Forwarded Message ------"
    html = (
        f'<div id="x5c9a1f"><blockquote type="cite" class="cite2" cite="mid:1@x.example"><div>{head}</div>'
        + "".join(f"<div>{n} {escape(v)}</div>" for n, v in pairs)
        + f"</div><div><br /></div>{old.body}</blockquote>"
    )
    return f"{head}\n{_plain(pairs)}\n\n{old.words}\n", html


def thebat(old, tongue):
    at = tongues.date(tongue, "{W}, {M} {d}, 2026, {h}:{s} {ap}", old.at)
    pairs = [("From", old.who), ("To", old.to), ("Date", at), ("Subject", old.subject)]
    plain = f"This is a forwarded message\n{_plain(pairs)}\n\n===8<==============Original message text===============\n{old.words}\n===8<===========End of original message text===========\n"
    return plain, ""


def missive(old, tongue):
    at = tongues.date(tongue, "{M} {d}, 2026 at {h} {ap}", old.at)
    head = "---------- Forwarded message ----------"
    pairs = [("From", old.who), ("Date", at), ("Subject", old.subject), ("To", old.to)]
    html = (
        f'<div class="missive_quote">{head}<br>'
        + "<br>".join(f"{n}: {escape(v)}" for n, v in pairs)
        + f"<br><br>{old.body}</div>"
    )
    return f"{head}\n{_plain(pairs)}\n\n{old.words}\n", html


def hubspot(old, tongue):
    at = tongues.date(tongue, "{w}, {m} {d}, 2026 at {h} {ap}", old.at)
    pairs = [("From", old.who), ("Date", at), ("Subject", old.subject), ("To", old.to)]
    head = "---------- Forwarded message ----------"
    return (
        f"{head}\n{_plain(pairs)}\n\n{old.words}\n",
        f'<div class="hs_reply"><p>{head}</p>{_bold(pairs)}<p>{old.body}</p></div>',
    )


def windows(old, tongue):
    names = tongues.label(tongue.outlook)
    at = tongues.date(tongue, tongue.long, old.at)
    pairs = [
        (names[0], f"{old.name}<mailto:{old.address}>"),
        (names[1], at),
        (names[2], f"{old.to}<mailto:{old.to}>"),
        (names[4], old.subject),
    ]
    html = (
        '<div style="mso-element:para-border-div;border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal" style="border:none;padding:0cm">'
        f'<b>{escape(names[0])}: </b><a href="mailto:{old.address}">{escape(old.name)}</a><br><b>{escape(names[1])}: </b>{escape(at)}<br><b>{escape(names[2])}: </b><a href="mailto:{old.to}">{escape(old.to)}</a><br><b>{escape(names[4])}: </b>{escape(old.subject)}</p></div><p class="MsoNormal">{old.body}</p>'
    )
    return f"{_plain(pairs)}\n\n{old.words}\n", html


def groupwise(old, tongue):
    at = old.at.strftime("%d/%m/%Y %H:%M")
    head = f">>> {old.name} <{old.address}> {at} >>>"
    return (
        f"{head}\n{old.words}\n",
        f"<br>&gt;&gt;&gt; {escape(old.name)} &lt;{old.address}&gt; {at} &gt;&gt;&gt;<br>{old.body}",
    )


def reply_gmail(old, tongue):
    line = tongues.date(tongue, tongue.wrote.replace("{who}", "%WHO%"), old.at)
    plain = f"{wrapped(line.replace('%WHO%', old.who))}\n\n{quoted(old.words)}\n"
    who = f'{escape(old.name)} &lt;<a href="mailto:{old.address}">{old.address}</a>&gt;'
    html = (
        f'<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{escape(line).replace("%WHO%", who)}<br></div>'
        f'<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">{old.body}</blockquote></div>'
    )
    return plain, html


def reply_apple(old, tongue):
    line = tongues.date(tongue, tongue.penned.replace("{who}", "%WHO%"), old.at)
    plain = f"{line.replace('%WHO%', old.who)}\n\n{quoted(old.words)}\n"
    return (
        plain,
        f'<div><br><blockquote type="cite"><div>{escape(line.replace("%WHO%", old.who))}</div><br class="Apple-interchange-newline"><div>{old.body}</div></blockquote></div><br>',
    )


def reply_bird(old, tongue):
    at = old.at.strftime("%d/%m/%Y %H:%M")
    line = {
        "de": f"Am {old.at:%d.%m.%y} um {old.at:%H:%M} schrieb {old.name}:",
        "fr": f"Le {at}, {old.name} a écrit :",
        "nl": f"Op {old.at:%d-%m-%Y} om {old.at:%H:%M} schreef {old.name}:",
    }.get(_code(tongue), f"On {at}, {old.name} wrote:")
    html = f'<div class="moz-cite-prefix">{escape(line)}<br>\n</div>\n<blockquote type="cite" cite="mid:abc@client.example">\n{old.body}\n</blockquote>'
    return f"{line}\n{quoted(old.words)}\n", html


def reply_yahoo(old, tongue):
    at = tongues.date(tongue, "{W}, {d} {M} 2026 at {h}:{s} {low} AEDT", old.at)
    line = f"On {at}, {old.who} wrote:"
    html = f'<div class="ydp77ab1cyahoo_quoted" id="ydp77ab1cyahoo_quoted_1122334455"><div><div>{escape(line)}</div><div><br></div><div>{old.body}</div></div></div>'
    return f"    {line}  \n \n {old.words}\n  ", html


def reply_proton(old, tongue):
    at = tongues.date(tongue, "{W}, {M} {d}th, 2026 at {h} {ap}", old.at)
    line = f"On {at}, {old.who} wrote:"
    return (
        f"{line}\n\n{quoted(old.words)}\n",
        f'<div class="protonmail_quote">\n{escape(line)}<br>\n<blockquote class="protonmail_quote" type="cite">{old.body}</blockquote></div>',
    )


def reply_notes(old, tongue):
    at = old.at.strftime("%d/%m/%Y %H:%M:%S")
    plain = f"{old.name} <{old.address}> wrote on {at}:\n\n{quoted(old.words)}\n"
    html = f'<font size=1 color=#5f5f5f face="sans-serif">From: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">{escape(old.who)}</font><br><font size=1 color=#5f5f5f face="sans-serif">To: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">{escape(old.to)}</font><br><font size=1 color=#5f5f5f face="sans-serif">Date: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">{at}</font><br><font size=1 color=#5f5f5f face="sans-serif">Subject: &nbsp; &nbsp; &nbsp; &nbsp;</font><font size=1 face="sans-serif">{escape(old.subject)}</font><hr noshade><br><tt>{old.body}</tt>'
    return plain, html


def reply_mutt(old, tongue):
    at = old.at.strftime("%a, %b %d, %Y at %H:%M:%S %z")
    return f"On {at}, {old.name} wrote:\n{quoted(old.words)}\n", ""


def reply_spark(old, tongue):
    at = tongues.date(tongue, "{d} {m} 2026 at {t} +1100", old.at)
    line = f"On {at}, {old.who}, wrote:"
    return (
        f"{line}\n{quoted(old.words)}\n",
        f'<div name="messageReplySection">{escape(line)}<br /><blockquote type="cite">{old.body}</blockquote></div>',
    )


def reply_tuta(old, tongue):
    line = tongues.date(tongue, "{d} {m} 2026, {t} by ", old.at) + f"{old.address}:"
    return (
        f"{line}\n\n{quoted(old.words)}\n",
        f'<div>{line}<br></div><blockquote class="tutanota_quote" style="border-left: 1px solid #93A3B8; padding-left: 10px; margin-left: 5px;"><div>{old.body}</div></blockquote>',
    )


def _code(tongue):
    return next(code for code, each in tongues.TONGUES.items() if each is tongue)
