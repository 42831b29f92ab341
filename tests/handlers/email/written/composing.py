"""A row of the table → the bytes of a letter and what must be read in it."""

from dataclasses import dataclass, field
from hashlib import sha256
from html import escape

from tests.handlers.email.written import layouts, mime, people, tongues

INBOX = "time+k7q2m4x9v3tb@in.tenths.example"
ADA = "Ada <ada@firm.example>"
DATE = "Wed, 18 Nov 2026 10:12:44 +1100"


@dataclass(frozen=True, slots=True)
class Row:
    """One letter. *beneath* stands under the typed words, *above* over them."""

    name: str
    client: str
    layout: object
    tongue: str
    own: str
    entries: list
    old: layouts.Old | None = None
    beneath: tuple = ()
    above: tuple = ()
    shape: str = "alternative"
    charset: str = "utf-8"
    codec: str = ""
    cte: str = "quoted-printable"
    subject: str | None = None
    words: str = "B"
    extra: str = ""
    headers: tuple = ()
    with_parts: tuple = ()
    bottom: bool = False
    eol: bytes = b"\r\n"
    sender: str = ADA
    when: str = DATE
    more: dict = field(default_factory=dict)
    kind: str = "forward"
    flat: str | None = None
    folded: object = None


def said(minutes, matter, narrative, **more):
    """Return one entry that must be read."""
    return {"minutes": minutes, "matter": matter, "narrative": narrative} | more


def subject(row):
    """Return the letter's subject as its client makes it."""
    if row.subject is not None:
        return row.subject
    tongue = tongues.TONGUES[row.tongue]
    forward, reply = tongue.prefixes.split("|")
    if row.client in {
        "gmail",
        "android",
        "apple",
        "iphone",
        "bird",
        "superhuman",
        "spark",
        "roundcube",
        "evolution",
        "kmail",
        "samsung",
        "yandex",
        "mailmate",
        "aol",
    }:
        forward, reply = "Fwd: ", "Re: "
    elif row.client in {"yahoo", "proton", "zoho", "zimbra", "claws", "fastmail"}:
        forward, reply = "Fw: ", "Re: "
    title = row.old.subject if row.old else ""
    return (forward if row.kind == "forward" else reply) + title


def message_id(row):
    """Return the Message-ID that the client would make, the same for ever."""
    number = sha256(row.name.encode()).hexdigest()[:16].upper()
    return people.style(row.client)[1].format(id=number)


def letter(row):
    """Return the bytes of a row's letter."""
    plain, html = bodies(row)
    title = subject(row)
    headers = [
        ("From", row.sender),
        ("To", INBOX),
        ("Subject", _subject(row, title)),
        ("Date", row.when),
        ("Message-ID", message_id(row)),
        ("MIME-Version", "1.0"),
    ]
    mark = people.style(row.client)[0]
    if mark:
        headers.append(tuple(mark.split(": ", 1)))
    return mime.letter([*headers, *row.headers], _shaped(row, plain, html), eol=row.eol)


def _subject(row, title):
    if row.words == "raw":
        return title.encode(row.codec or row.charset)
    return mime.worded(
        title, charset=row.charset.upper(), how=row.words, codec=row.codec
    )


def bodies(row):
    """Return the whole plain and the whole HTML body."""
    tongue = tongues.TONGUES[row.tongue]
    block = row.layout(row.old, tongue) if row.layout else ("", "")
    above, over = row.above or ("", "")
    beneath, under = row.beneath or ("", "")
    own = row.own
    flat = own if row.flat is None else row.flat
    if row.bottom:
        plain = f"{block[0]}\n{flat}\n" + (f"\n{beneath}\n" if beneath else "")
        html = people.dressed(row.client, "", block[1] + breaks(own) + under, "")
        return plain, html
    pieces = [above, flat, beneath, block[0]]
    plain = "\n\n".join(
        piece.rstrip("\n") if i < 3 else piece
        for i, piece in enumerate(pieces)
        if piece
    )
    return plain.rstrip("\n") + "\n", over_page(
        people.dressed(row.client, own, under, block[1]), over
    )


def breaks(own):
    """Return typed words as simple HTML."""
    return "".join(
        f"<div>{escape(line, quote=False) or '<br>'}</div>" for line in own.split("\n")
    )


def over_page(page, over):
    """Put HTML above everything in a page."""
    if not over:
        return page
    at = page.find("<body")
    if at < 0:
        return over + page
    end = page.find(">", at) + 1
    return page[:end] + over + page[end:]


def _shaped(row, plain, html):
    how = {"charset": row.charset, "codec": row.codec, "cte": row.cte}
    mark = sha256(row.name.encode()).hexdigest()[:20]
    text = mime.text(plain, extra=row.extra, **how)
    page = mime.text(html, kind="text/html", **how)
    if row.shape == "text":
        inside = text
    elif row.shape == "html":
        inside = page
    elif row.shape == "related":
        picture = mime.attached(
            "image001.png",
            "image/png",
            PNG,
            how="inline",
            extra=(("Content-ID", "<image001.png@01DC5A>"),),
        )
        both = mime.multi("alternative", text, page, boundary=f"_002_{mark}_")
        return mime.multi(
            "related",
            both,
            picture,
            *row.with_parts,
            boundary=f"_004_{mark}_",
            extra='; type="multipart/alternative"',
        )
    else:
        inside = mime.multi(
            "alternative", text, page, boundary=_boundary(row.client, mark)
        )
    if row.with_parts:
        return mime.multi("mixed", inside, *row.with_parts, boundary=f"=_mixed_{mark}")
    return inside


def _boundary(client, mark):
    base = people.LIKE.get(client, (client,))[0]
    return {
        "gmail": f"000000000000{mark}",
        "outlook": f"----=_NextPart_000_{mark[:4].upper()}_01DC5A11.{mark[:8].upper()}",
        "owa": f"_000_{mark.upper()}SY4PR01MB0001ausp_",
        "apple": f"Apple-Mail=_{mark.upper()}",
        "iphone": f"Apple-Mail-{mark[:8].upper()}",
        "bird": f"------------{mark}",
        "yahoo": "----=_Part_1832_1122.1763420000",
        "samsung": f"--_com.samsung.android.email_{mark[:12]}",
    }.get(base, f"=-{mark}")


def truth(row):
    """Return what must be read in a row's letter."""
    known = {
        "from": "ada@firm.example",
        "subject": " ".join(subject(row).split()),
        "message_id": message_id(row),
        "automatic": False,
        "entries": row.entries,
    }
    if row.entries is None:
        del known["entries"]
    if row.kind == "forward" and row.old:
        known["forwarded"] = {
            "from": row.old.address or row.old.name,
            "subject": row.old.subject,
        }
        known["forwarded"] |= _dated(row)
    if row.kind == "new":
        known["forwarded"] = None
    return known | row.more


def _dated(row):
    """Return the original's date as its header block writes it, where it does."""
    tongue = tongues.TONGUES[row.tongue]
    dates = {
        "date",
        "sent",
        "datum",
        "gesendet",
        "发送时间",
        "发送日期",
        "日期",
        "дата",
        "data",
        "enviada",
    }
    for labels in (tongue.outlook, tongue.apple, tongue.bird):
        dates.add(tongues.label(labels)[1].strip().casefold())
    for line in row.layout(row.old, tongue)[0].split("\n"):
        bare = line.strip("> *\u200f").replace("：", ":").replace(":*", ":")
        name, colon, value = bare.partition(":")
        if colon and name.strip().casefold() in dates:
            return {"date": " ".join(value.strip(" ;").split())}
    return {}


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


def signed(tongue, kind):
    """Return what stands under the typed words, as text and as HTML."""
    said_ = tongues.TONGUES[tongue]
    texts = {
        "phone": said_.phone,
        "dashes": "-- \nAda\nPartner, Firm & Co\n12 Swan Street, Sydney | (02) 9000 0000",
        "regards": "Kind regards,\n\nAda",
        "cheers": "Cheers\nAda",
        "footer": "Ada\nPartner\nFirm & Co Lawyers\nT +61 2 9000 0000 | M 0400 000 000\nOffice hours 8.30am-5.30pm. Time is charged in units of 0.1 hours.",
        "legal": "This email and any attachment are confidential and may be privileged. If you are not the intended recipient please delete it within 24 hours. Our rates: $450 per hour, minimum 0.1.",
        "outlook_ios": {
            "de": "Holen Sie sich Outlook für iOS<https://aka.ms/o0ukef>",
            "fr": "Télécharger Outlook pour iOS<https://aka.ms/o0ukef>",
            "es": "Obtener Outlook para iOS<https://aka.ms/o0ukef>",
            "nl": "Outlook voor iOS downloaden<https://aka.ms/o0ukef>",
            "ja": "Outlook for iOS を入手<https://aka.ms/o0ukef>",
            "it": "Scarica Outlook per iOS<https://aka.ms/o0ukef>",
            "sv": "Hämta Outlook för iOS<https://aka.ms/o0ukef>",
        }.get(tongue, "Get Outlook for iOS<https://aka.ms/o0ukef>"),
        "outlook_android": "Get Outlook for Android<https://aka.ms/AAb9ysg>",
        "galaxy": {
            "de": "Von meinem Galaxy gesendet",
            "fr": "Envoyé depuis mon appareil Galaxy",
            "es": "Enviado desde mi Galaxy",
            "it": "Inviato dal mio Galaxy",
            "pl": "Wysłane z mojego Galaxy",
            "ko": "나의 Galaxy에서 보냄",
            "tr": "Galaxy cihazımdan gönderildi",
            "nl": "Verzonden vanaf mijn Galaxy",
            "pt-BR": "Enviado do meu Galaxy",
        }.get(tongue, "Sent from my Galaxy"),
        "proton": "Sent with [Proton Mail](https://proton.me/mail/home) secure email.",
        "yahoo": "Sent from Yahoo Mail for iPhone",
        "windows": "Sent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for Windows",
        "superhuman": "Sent via Superhuman iOS ( https://sprh.mn/?vip=ada@firm.example )",
        "blackberry": "Sent from my BlackBerry 10 smartphone on the Telstra network.",
        "yandex": "-- \nОтправлено из мобильной Яндекс Почты",
        "mailru": "Отправлено из Почты Mail.ru для iOS",
    }
    text = texts[kind]
    inner = escape(text).replace("\n", "<br>")
    html = {
        "phone": f'<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">{inner}</div>',
        "dashes": f'<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">{escape(text[4:]).replace(chr(10), "<br>")}</div>',
        "outlook_ios": f'<div class="ms-outlook-mobile-signature" id="ms-outlook-mobile-signature"><a href="https://aka.ms/o0ukef">{escape(text.split("<")[0])}</a></div>',
        "outlook_android": '<div id="ms-outlook-mobile-signature"><a href="https://aka.ms/AAb9ysg">Get Outlook for Android</a></div>',
        "galaxy": f'<div><br></div><div id="composer_signature" dir="auto"><div style="font-size:12px;color:#575757" dir="auto">{inner}</div></div><div><br></div>',
        "proton": '<div class="protonmail_signature_block" style="font-family: Arial, sans-serif; font-size: 14px;"><div class="protonmail_signature_block-user protonmail_signature_block-empty"></div><div class="protonmail_signature_block-proton">Sent with <a target="_blank" href="https://proton.me/mail/home">Proton Mail</a> secure email.</div></div>',
        "windows": '<p class="MsoNormal">Sent from <a href="https://go.microsoft.com/fwlink/?LinkId=550986">Mail</a> for Windows</p>',
    }.get(kind, f"<div><br></div><div>{inner}</div>")
    return text, html
