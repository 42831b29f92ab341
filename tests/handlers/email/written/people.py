"""How each client dresses what its owner typed, and what else it puts in the letter."""

from html import escape

# A row of the table is one line.
# fmt: off

# X-Mailer or User-Agent, the form of a Message-ID, the wrapping of one typed line.
STYLES = {
    "gmail": ("", "<CAF{id}@mail.gmail.com>", '<div dir="ltr">{all}</div>', "<div>{line}</div>", "<div><br></div>"),
    "outlook": (
        "X-Mailer: Microsoft Outlook 16.0",
        "<{id}$@firm.example>",
        '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head><meta name=Generator content="Microsoft Word 15 (filtered medium)"><style><!--\n/* Font Definitions */\n@font-face\n\t{{font-family:Calibri;}}\np.MsoNormal, li.MsoNormal, div.MsoNormal\n\t{{margin:0cm;font-size:11.0pt;}}\n--></style></head><body lang=EN-AU link="#0563C1" vlink="#954F72" style=\'word-wrap:break-word\'><div class=WordSection1>{all}{rest}</div></body></html>',
        "<p class=MsoNormal><span style='mso-fareast-language:EN-US'>{line}<o:p></o:p></span></p>",
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>",
    ),
    "owa": (
        "",
        "<SY4PR01MB{id}@SY4PR01MB0001.ausprd01.prod.outlook.com>",
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style type="text/css" style="display:none;"> P {{margin-top:0;margin-bottom:0;}} </style></head><body dir="ltr">{all}{rest}</body></html>',
        '<div class="elementToProof" style="font-family: Aptos, Calibri, Helvetica, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);">{line}</div>',
        '<div class="elementToProof"><br></div>',
    ),
    "apple": (
        "X-Mailer: Apple Mail (2.3826.200.121)",
        "<{id}-4F1A-4E9C-9B7D-0C11A2B3C4D5@firm.example>",
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">{all}{rest}</body></html>',
        "<div>{line}</div>",
        "<div><br></div>",
    ),
    "iphone": ("X-Mailer: iPhone Mail (23B85)", "<{id}-77E1-4C02-8F9A-5D2B1C0E9F33@firm.example>", '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">{all}{rest}</body></html>', '<div dir="ltr">{line}</div>', '<div dir="ltr"><br></div>'),
    "bird": ("User-Agent: Mozilla Thunderbird", "<{id}-5b1c-4a77-9d0e-1f2a3b4c5d6e@firm.example>", '<!DOCTYPE html>\n<html>\n  <head>\n\n    <meta http-equiv="content-type" content="text/html; charset=UTF-8">\n  </head>\n  <body>\n    {all}\n    {rest}\n  </body>\n</html>', "<p>{line}</p>", "<p><br>\n    </p>"),
    "yahoo": (
        "X-Mailer: WebService/1.1.24562 YMailNorrin",
        "<{id}.1763420000000@mail.yahoo.com>",
        '<html><head></head><body><div class="ydp9f2yahoo-style-wrap" style="font-family:Helvetica Neue, Helvetica, Arial, sans-serif;font-size:13px;">{all}</div>{rest}</body></html>',
        '<div dir="ltr" data-setdir="false">{line}</div>',
        "<div><br></div>",
    ),
    "proton": ("", "<{id}Zk8vQ2bR1nWc5tYx0aLpEo4sUi7dHg=@proton.me>", "{all}{rest}", '<div style="font-family: Arial, sans-serif; font-size: 14px;">{line}</div>', '<div style="font-family: Arial, sans-serif; font-size: 14px;"><br></div>'),
    "plain": ("User-Agent: Mutt/2.2.12 (2023-09-09)", "<{id}.GA2211@firm.example>", "<html><body>{all}{rest}</body></html>", "<div>{line}</div>", "<div><br></div>"),
    "samsung": ("", "<{id}.1763420101010@email.android.com>", '<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head><body dir="auto">{all}{rest}</body></html>', '<div dir="auto">{line}</div>', '<div dir="auto"><br></div>'),
    "gmx": ("", "<trinity-{id}-1763420000000@3c-app-gmx-bs12>", '<html><head></head><body><div style="font-family: Verdana;font-size: 12.0px;">{all}{rest}</div></body></html>', "<div>{line}</div>", "<div>&nbsp;</div>"),
    "qq": ("X-Mailer: QQMail 2.x", "<tencent_{id}@qq.com>", "{all}{rest}", "<div>{line}</div>", "<div><br></div>"),
    "notes": ("X-Mailer: HCL Notes Release 12.0.2", "<OF{id}.0035A1B2-ONCA258D.0034F1@firm.example>", "{all}{rest}", '<font size=2 face="sans-serif">{line}</font><br>', "<br>"),
}

# Clients that dress words as another does, with a mark of their own.
LIKE = {
    "android": ("gmail", ""),
    "outlook_mac": ("owa", "User-Agent: Microsoft-MacOutlook/16.103.25"),
    "outlook_ios": ("owa", ""),
    "windows": ("outlook", ""),
    "foxmail": ("qq", "X-Mailer: Foxmail 7.2.25.375[cn]"),
    "netease": ("qq", "X-Mailer: Coremail Webmail Server Version 2025"),
    "zoho": ("yahoo", "X-Mailer: Zoho Mail"),
    "fastmail": ("plain", "X-Mailer: MessagingEngine.com Webmail Interface"),
    "evolution": ("plain", "User-Agent: Evolution 3.56.1"),
    "kmail": ("plain", "User-Agent: KMail/6.3.2"),
    "claws": ("plain", "X-Mailer: Claws Mail 4.3.1 (GTK 3.24.49; x86_64-pc-linux-gnu)"),
    "spark": ("plain", "X-Readdle-Message-ID: 5bb1c5e0-0000-4000-8000-000000000001@Spark"),
    "superhuman": ("gmail", "X-Mailer: Superhuman Web (2026-11-12T21:15:24Z)"),
    "mailru": ("qq", "X-Mailer: Mail.Ru Mailer 1.0"),
    "yandex": ("qq", "X-Mailer: Yamail [ http://yandex.ru ] 5.0"),
    "roundcube": ("plain", "User-Agent: Roundcube Webmail/1.6.11"),
    "zimbra": ("plain", "X-Mailer: Zimbra 10.1.9_GA_4718 (ZimbraWebClient - GC141 (Win)/10.1.9_GA_4718)"),
    "ox": ("plain", "X-Mailer: Open-Xchange Mailer v7.10.6-Rev78"),
    "naver": ("qq", ""),
    "seznam": ("plain", "X-Mailer: szn-mime-2.1.71"),
    "orange": ("plain", "X-Mailer: OPWS v1.0"),
    "aol": ("yahoo", "X-Mailer: WebService/1.1.24562 aolwebmail"),
    "tonline": ("plain", "X-Mailer: T-Online eMail"),
    "mailmate": ("plain", "X-Mailer: MailMate (2.0BETAr6272)"),
    "emclient": ("plain", "User-Agent: eM_Client/10.3.2619.0"),
    "thebat": ("plain", "X-Mailer: The Bat! (v11.4) Home"),
    "missive": ("plain", "X-Missive-Message-ID: 11112222"),
    "hubspot": ("plain", ""),
    "groupwise": ("plain", "X-Mailer: Novell GroupWise Internet Agent 23.4"),
    "tuta": ("plain", ""),
}


def style(client):
    """Return the client's header line, Message-ID and wrapping."""
    base, mark = LIKE.get(client, (client, ""))
    found = STYLES[base]
    return (mark or (found[0] if client == base else ""), *found[1:])


def dressed(client, own, under, rest):
    """Return a whole HTML body: the typed words, HTML beneath them, the original."""
    _, _, page, line, blank = style(client)
    rows = [line.format(line=_escaped(each)) if each.strip() else blank for each in own.split("\n")] if own else []
    whole = page.replace("{rest}", "{rest}") if "{rest}" in page else page + "{rest}"
    return whole.format(all="\n".join(rows) + under, rest=rest)


def _escaped(words):
    return escape(words, quote=False).replace("  ", " &nbsp;")
