"""Letters as clients lay them out: client × language, made from a table of their words.

Each row is what one client writes in one language: the line above, then the labels in
the order of that client. The tables of the reader were not used to write it.
"""

from collections.abc import Iterator
from typing import NamedTuple

SENDER = "Jane Doe"
ADDRESS = "jane.doe@client.example"
TO = "Ada <ada@firm.example>"
SUBJECT = "Settlement offer: 0.5 day mediation"
DATE = "Tue, 17 Nov 2026 15:15:12 +1100"
DECOYS = (
    "Dear Ada,\n\n0.5 call with counsel, Smith file\nWe spent 1.2 hours on it.\n\n"
    "- 0.7 drafting orders, Jones file\nBookmark: clause 9\n\nJane Doe\nT 02 9999 0000"
)


class Layout(NamedTuple):
    """A forwarded letter of one client in one language, as text and as HTML."""

    name: str
    text: str
    html: str


# language: begin of forwarded message | from subject date to
_APPLE = """
en: Begin forwarded message: | From Subject Date To
cs: Začátek přeposílané zprávy: | Od Předmět Datum Komu
da: Start på videresendt besked: | Fra Emne Dato Til
de: Anfang der weitergeleiteten Nachricht: | Von Betreff Datum An
es: Inicio del mensaje reenviado: | De Asunto Fecha Para
fi: Välitetty viesti alkaa: | Lähettäjä Aihe Päivämäärä Vastaanottaja
fr: Début du message réexpédié : | De Objet Date À
hr: Započni proslijeđenu poruku: | Šalje Predmet Datum Prima
hu: Továbbított levél kezdete: | Feladó Tárgy Dátum Címzett
it: Inizio messaggio inoltrato: | Da Oggetto Data A
nl: Begin doorgestuurd bericht: | Van Onderwerp Datum Aan
nb: Videresendt melding: | Fra Emne Dato Til
pl: Początek przekazywanej wiadomości: | Od Temat Data Do
pt: Início da mensagem reencaminhada: | De Assunto Data Para
pt-br: Início da mensagem encaminhada: | De Assunto Data Para
ro: Începe mesajul redirecționat: | Expeditorul Subiectul Dată Destinatarul
ru: Начало переадресованного сообщения: | Отправитель Тема Дата Кому
sk: Začiatok preposlanej správy: | Od Predmet Dátum Pre
sv: Vidarebefordrat mejl: | Från Ämne Datum Till
tr: İleti başlangıcı: | Kimden Konu Tarih Kime
uk: Початок листа, що пересилається: | Від_кого Тема Дата Кому
ja: 転送されたメッセージ: | 差出人 件名 日付 宛先
zh-cn: 开始转发的邮件： | 发件人 主题 日期 收件人
zh-tw: 開始轉寄郵件： | 寄件者 主旨 日期 收件者
ko: 전달된 메시지 시작: | 보낸_사람 제목 날짜 받는_사람
he: תחילת ההודעה שהועברה: | מאת נושא תאריך אל
ar: بداية الرسالة المعاد توجيهها: | من الموضوع التاريخ إلى
el: Αρχή προωθημένου μηνύματος: | Από Θέμα Ημερομηνία Προς
vi: Bắt đầu thư được chuyển tiếp: | Từ Chủ_đề Ngày Đến
th: เริ่มข้อความที่ส่งต่อ: | จาก เรื่อง วันที่ ถึง
id: Awal pesan yang diteruskan: | Dari Subjek Tanggal Kepada
"""
# language: title | subject date from to
_THUNDERBIRD = """
en: Forwarded Message | Subject Date From To
cs: Přeposlaná zpráva | Předmět Datum Od Komu
da: Videresendt meddelelse | Emne Dato Fra Til
de: Weitergeleitete Nachricht | Betreff Datum Von An
es: Mensaje reenviado | Asunto Fecha De Para
fi: Välitetty viesti / Fwd.Msg | Aihe Päiväys Lähettäjä Vastaanottaja
fr: Message transféré | Sujet Date De Pour
hr: Proslijeđena poruka | Naslov Datum Šalje Prima
hu: Továbbított üzenet | Tárgy Dátum Feladó Címzett
it: Messaggio Inoltrato | Oggetto Data Mittente A
nl: Doorgestuurd bericht | Onderwerp Datum Van Aan
nb: Videresendt melding | Emne Dato Fra Til
pl: Treść przekazanej wiadomości | Temat Data Nadawca Adresat
pt: Mensagem reencaminhada | Assunto Data De Para
pt-br: Mensagem encaminhada | Assunto Data De Para
ru: Перенаправленное сообщение | Тема Дата От Кому
sk: Preposlaná správa --- Forwarded Message | Predmet Dátum Od Pre
sv: Vidarebefordrat meddelande | Ämne Datum Från Till
tr: İletilen İleti | Konu Tarih Kimden Kime
uk: Переслане повідомлення | Тема Дата Від Кому
et: Edastatud kiri | Teema Kuupäev Saatja Saaja
lt: Persiųstas laiškas | Tema Data Nuo Kam
sl: Posredovano sporočilo | Zadeva Datum Od Za
is: Áframsendur póstur | Efni Dagsetning Frá Til
bg: Препратено съобщение | Относно Дата От До
ko: 전달된 메시지 | 제목 날짜 보낸_사람 받는_사람
zh-cn: 转发的消息 | 主题 日期 发件人 收件人
zh-tw: 轉寄郵件 | 主旨 日期 寄件者 收件者
"""
# language: from sent to subject
_OUTLOOK = """
en: From Sent To Subject
cs: Od Odesláno Komu Předmět
da: Fra Sendt Til Emne
de: Von Gesendet An Betreff
es: De Enviado Para Asunto
fi: Lähettäjä Lähetetty Vastaanottaja Aihe
fr: De Envoyé À Objet
hu: Feladó Elküldve Címzett Tárgy
it: Da Inviato A Oggetto
nl: Van Verzonden Aan Onderwerp
nb: Fra Sendt Til Emne
pl: Od Wysłano Do Temat
pt: De Enviado Para Assunto
pt-br: De Enviada_em Para Assunto
ro: De_la Trimis Către Subiect
ru: От Отправлено Кому Тема
sk: Od Odoslané Komu Predmet
sv: Från Skickat Till Ämne
tr: Kimden Gönderildi Kime Konu
uk: Від Надіслано Кому Тема
el: Από Εστάλη Προς Θέμα
he: מאת נשלח אל נושא
ar: من تاريخ_الإرسال إلى الموضوع
ja: 差出人 送信日時 宛先 件名
zh-cn: 发件人 发送时间 收件人 主题
zh-tw: 寄件者 寄件日期 收件者 主旨
ko: 보낸_사람 보낸_날짜 받는_사람 제목
vi: Từ Đã_gửi Đến Chủ_đề
th: จาก ส่ง ถึง เรื่อง
id: Dari Dikirim Kepada Subjek
bg: От Изпратено До Относно
hr: Šalje Poslano Prima Predmet
sl: Od Poslano Za Zadeva
et: Saatja Saadetud Adressaat Teema
lv: No Nosūtīts Kam Temats
lt: Nuo Išsiųsta Kam Tema
"""
# language: title | from to sent subject
_YAHOO = """
en: Forwarded Message | From To Sent Subject
cs: Přeposlaná zpráva | Od Komu Datum Předmět
da: Videresendt meddelelse | Fra Til Sendt Emne
de: Weitergeleitete Nachricht | Von An Gesendet Betreff
es: Mensaje reenviado | De Para Enviado Asunto
fi: Edelleenlähetetty viesti | Lähettäjä Vastaanottaja Lähetetty Aihe
fr: Message transmis | De À Envoyé Objet
hu: Továbbított üzenet | Feladó Címzett Elküldve Tárgy
it: Messaggio inoltrato | Da A Inviato Oggetto
nl: Doorgestuurd bericht | Van Aan Verzonden Onderwerp
nb: Videresendt melding | Fra Til Sendt Emne
pl: Przekazana wiadomość | Od Do Wysłano Temat
pt: Mensagem reencaminhada | De Para Enviado Assunto
ro: Mesaj redirecționat | De_la Către Trimis Subiect
ru: Пересылаемое сообщение | От Кому Отправлено Тема
sk: Preposlaná správa | Od Komu Odoslané Predmet
sv: Vidarebefordrat meddelande | Från Till Skickat Ämne
tr: İletilmiş Mesaj | Kimden Kime Gönderilen Konu
uk: Перенаправлене повідомлення | Від Кому Відправлено Тема
"""
# Gmail writes its line and all labels but the sender's in English.
_GMAIL = (
    "From Od Fra Von De Lähettäjä Šalje Feladó Da Van De_la От Från Gönderen Від Saatja "
    "Από מאת من 差出人 发件人 寄件者 보낸사람 Từ จาก Dari"
)
_REPLIES = (
    "On Tue, 17 Nov 2026 at 15:15, {name} <{address}> wrote:",
    "On Nov 17, 2026, at 3:15 PM, {name} <{address}> wrote:",
    "On 17/11/2026 3:15 pm, {name} wrote:",
    'On 17/11/2026, 15:15, "{name}" <{address}> wrote:',
    "On Tuesday, November 17th, 2026 at 3:15 PM, {name} <{address}> wrote:",
    "On 17 Nov 2026, 3:15 PM +1100, {name} <{address}>, wrote:",
    "On Tue, Nov 17 2026 at 3:15 PM, {name} < {address} > wrote:",
    "On Tue, 2026-11-17 at 15:15 +1100, {name} wrote:",
    "Am Di., 17. Nov. 2026 um 15:15 Uhr schrieb {name} <{address}>:",
    "Am 17.11.2026 um 15:15 schrieb {name} <{address}>:",
    'Am 17.11.26, 15:15, "{name}" <{address}> schrieb:',
    "Le mar. 17 nov. 2026 à 15:15, {name} <{address}> a écrit :",
    "Le 17/11/2026 à 15:15, {name} a écrit :",
    "El mar, 17 nov 2026 a las 15:15, {name} (<{address}>) escribió:",
    "El 17 nov. 2026, a las 15:15, {name} <{address}> escribió:",
    "Il giorno mar 17 nov 2026 alle ore 15:15 {name} <{address}> ha scritto:",
    "Il 17/11/26 15:15, {name} ha scritto:",
    "Em ter., 17 de nov. de 2026 às 15:15, {name} <{address}> escreveu:",
    "{name} <{address}> escreveu (terça, 17/11/2026 à(s) 15:15):",
    "Op di 17 nov 2026 om 15:15 schreef {name} <{address}>:",
    "Op 17 nov. 2026, om 15:15 heeft {name} <{address}> het volgende geschreven:",
    "Den tis 17 nov. 2026 kl 15:15 skrev {name} <{address}>:",
    "17 nov. 2026 kl. 15:15 skrev {name} <{address}>:",
    "Den tir. 17. nov. 2026 kl. 15.15 skrev {name} <{address}>:",
    "tir. 17. nov. 2026 kl. 15:15 skrev {name} <{address}>:",
    "ti 17. marrask. 2026 klo 15.15 {name} ({address}) kirjoitti:",
    "{name} <{address}> kirjoitti 17.11.2026 kello 15.15:",
    "wt., 17 lis 2026 o 15:15 {name} <{address}> napisał(a):",
    "Dnia 17 listopada 2026 15:15 {name} <{address}> napisał(a):",
    "W dniu 17.11.2026 o 15:15, {name} pisze:",
    "út 17. 11. 2026 v 15:15 odesílatel {name} <{address}> napsal:",
    "Dne 17. 11. 26 v 15:15 {name} napsal(a):",
    "ut 17. 11. 2026 o 15:15 {name} <{address}> napísal(a):",
    "{name} <{address}> ezt írta (időpont: 2026. nov. 17., K, 15:15):",
    "2026. 11. 17. 15:15 keltezéssel, {name} írta:",
    "mar., 17 nov. 2026 la 15:15, {name} <{address}> a scris:",
    "вт, 17 нояб. 2026 г. в 15:15, {name} <{address}>:",
    '17.11.2026, 15:15, "{name}" <{address}>:',
    "17 нояб. 2026 г., в 15:15, {name} <{address}> написал(а):",
    "вт, 17 лист. 2026 р. о 15:15 {name} <{address}> пише:",
    "На вт, 17.11.2026 г. в 15:15 {name} <{address}> написа:",
    "Στις Τρί 17 Νοε 2026 στις 3:15 μ.μ., ο χρήστης {name} <{address}> έγραψε:",
    "{name} <{address}>, 17 Kas 2026 Sal, 15:15 tarihinde şunu yazdı:",
    "\u202bבתאריך יום ג׳, 17 בנוב׳ 2026 ב-15:15 מאת \u202a{name}\u202c\u200f <\u202a{address}\u202c\u200f>:\u202c",
    "في الثلاثاء، 17 نوفمبر 2026 في 3:15 م تمت كتابة ما يلي بواسطة {name} <{address}>:",
    "2026年11月17日(火) 15:15 {name} <{address}>:",
    "2026/11/17 15:15、{name} <{address}>のメール:",
    "{name} <{address}> 于2026年11月17日周二 15:15写道：",
    "在 2026年11月17日，15:15，{name} <{address}> 写道：",
    "{name} <{address}> 於 2026年11月17日 週二 下午3:15寫道：",
    "2026년 11월 17일 (화) 오후 3:15, {name} <{address}>님이 작성:",
    "Vào Th 3, 17 thg 11, 2026 vào lúc 15:15 {name} <{address}> đã viết:",
    "เมื่อ อ. 17 พ.ย. 2026 เวลา 15:15 {name} <{address}> เขียนว่า:",
    "Pada tanggal Sel, 17 Nov 2026 pukul 15.15 {name} <{address}> menulis:",
    "uto, 17. stu 2026. u 15:15 {name} <{address}> napisao je:",
    "Kuupäev T, 17. november 2026 kell 15:15 kirjutas {name} <{address}>:",
    "2026-11-17, an, 15:15 {name} <{address}> rašė:",
    "Missatge de {name} <{address}> del dia dt., 17 de nov. 2026 a les 15:15:",
    "{name} <{address}> wrote on Tue, 17 Nov 2026 15:15:",
    "---- On Tue, 17 Nov 2026 15:15:12 +1100 {name} <{address}> wrote ----",
    "{name} <{address}> writes:",
)


def forwards() -> Iterator[Layout]:
    """Yield a letter as every client of the tables forwards it."""
    for language, title, labels in _rows(_APPLE):
        head = _head(labels, "subject date to", [SUBJECT, DATE, TO])
        yield Layout(
            f"apple-{language}",
            f"\n\n> {title}\n> \n{_quoted(head)}\n> \n{_quoted(DECOYS)}\n",
            f'<div><br></div><div><blockquote type="cite"><div>{title}</div><br '
            f'class="Apple-interchange-newline">{_bold(head)}<br>{_html(DECOYS)}'
            "</blockquote></div><br>",
        )
        yield Layout(
            f"iphone-{language}",
            f"\n\n{title}\n\n{_quoted(head)}\n> \n{_quoted(DECOYS)}\n",
            f'<br id="lineBreakAtBeginningOfMessage"><div dir="ltr"><br><blockquote '
            f'type="cite">{title}<br><br></blockquote></div><blockquote type="cite">'
            f"<div>{_bold(head)}</div><br><div>{_html(DECOYS)}</div></blockquote>",
        )
    for language, title, labels in _rows(_THUNDERBIRD):
        subject, date, sender, to = labels
        pairs = [(subject, SUBJECT), (date, DATE), (sender, _mailbox()), (to, TO)]
        yield Layout(
            f"thunderbird-{language}",
            f"\n\n-------- {title} --------\n"
            + "".join(f"{label}: \t{value}\n" for label, value in pairs)
            + f"\n\n\n{DECOYS}\n",
            f'<p><br></p><div class="moz-forward-container"><br><br>-------- {title} '
            '--------<table class="moz-email-headers-table" cellspacing="0"><tbody>'
            + "".join(
                f'<tr><th valign="BASELINE" align="RIGHT" nowrap>{label}: </th>'
                f"<td>{_escaped(value)}</td></tr>"
                for label, value in pairs
            )
            + f"</tbody></table><br><br>{_html(DECOYS)}</div>",
        )
    for language, _, labels in _rows(_OUTLOOK):
        head = _head(labels, "date to subject", [DATE, TO, SUBJECT])
        text = "".join(f"{label}: {value}\n" for label, value in head)
        yield Layout(
            f"outlook-{language}",
            f"\n\n{text}\n{DECOYS}\n",
            '<p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div style="border:none;'
            'border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class='
            f'"MsoNormal">{_bold(head)}<o:p></o:p></p></div></div><p class="MsoNormal">'
            f"<o:p>&nbsp;</o:p></p>{_html(DECOYS)}",
        )
        yield Layout(
            f"outlook-without-blank-{language}",
            f"\n\n{text}{DECOYS}\n",
            "",
        )
        yield Layout(
            f"owa-{language}",
            f"\n\n{'_' * 32}\n{text}\n{DECOYS}\n",
            '<div id="appendonsend"></div><hr style="display:inline-block;width:98%" '
            'tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, '
            f'sans-serif">{_bold(head)}</font><div>&nbsp;</div></div>'
            f"<div>{_html(DECOYS)}</div>",
        )
    for language, title, labels in _rows(_YAHOO):
        head = _head(labels, "to date subject", [TO, DATE, SUBJECT])
        glued = "".join(f"{label}: {value}" for label, value in head)
        yield Layout(
            f"yahoo-{language}",
            f"\n\n   ----- {title} ----- {glued}\n {DECOYS}\n",
            '<div class="ydp1 yahoo_quoted" id="ydp2yahoo_quoted_3"><div>'
            f"----- {title} -----</div>{_bold(head)}<br><div>{_html(DECOYS)}</div>"
            "</div>",
        )
    for label in _GMAIL.split():
        head = [
            (label.replace("_", " "), _mailbox()),
            ("Date", DATE),
            ("Subject", SUBJECT),
            ("To", TO),
        ]
        text = "".join(f"{name}: {value}\n" for name, value in head)
        yield Layout(
            f"gmail-{label}",
            f"\n\n---------- Forwarded message ---------\n{text}\n\n{DECOYS}\n",
            '<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class='
            '"gmail_attr">---------- Forwarded message ---------<br>'
            + "<br>".join(_escaped(each) for each in text.splitlines())
            + f"<br></div><br><br>{_html(DECOYS)}</div>",
        )


def replies() -> Iterator[Layout]:
    """Yield the saying above a quoted letter in the words of every client."""
    for pattern in _REPLIES:
        said = pattern.format(name=SENDER, address=ADDRESS)
        yield Layout(
            said,
            f"\n\n{said}\n\n{_quoted(DECOYS)}\n",
            f'<br><div class="gmail_quote"><div dir="ltr">{_escaped(said)}<br></div>'
            f'<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px '
            f'#ccc solid;padding-left:1ex">{_html(DECOYS)}</blockquote></div>',
        )


def _rows(table: str) -> Iterator[tuple[str, str, list[str]]]:
    for row in table.strip().splitlines():
        language, _, rest = row.partition(": ")
        title, bar, labels = rest.rpartition(" | ")
        words = [each.replace("_", " ") for each in labels.split()]
        assert len(words) == 4, row
        yield language, title if bar else "", words


def _head(labels: list[str], roles: str, values: list[str]) -> list[tuple[str, str]]:
    assert len(roles.split()) == len(values) == 3
    return list(zip(labels, [_mailbox(), *values], strict=True))


def _mailbox() -> str:
    return f"{SENDER} <{ADDRESS}>"


def _quoted(words: object) -> str:
    if isinstance(words, list):
        words = "\n".join(f"{label}: {value}" for label, value in words)
    return "\n".join(f"> {each}".rstrip() for each in str(words).split("\n"))


def _bold(head: list[tuple[str, str]]) -> str:
    return "<br>".join(f"<b>{label}:</b> {_escaped(value)}" for label, value in head)


def _html(text: str) -> str:
    return "".join(
        f"<div>{_escaped(each) or '<br>'}</div>" for each in text.split("\n")
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
