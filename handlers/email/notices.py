"""What gateways and telephones add: banners, notices, "Sent from my …"."""

import re

_BANNER = re.compile(
    r"[\[*\s⚠\ufe0f!]{0,6}(?:caution|warning|attention|external|alert|achtung|vorsicht|extern|externe|avertissement|prudence|"
    r"atención|precaución|attenzione|waarschuwing|let op|varning|advarsel|ostrzeżenie|uwaga|atenção|cuidado|"
    r"security notice|this is an external|note|important)\b[\]*:! –—-]{0,6}.{0,120}?"
    r"(?:external|outside|originat|extern|außerhalb|extérieur|externe|fuera de|esterno|buiten|utanför|utenfor|"
    r"sender|absender|expéditeur|links|phishing|be careful|zewn|fora da)",
    re.IGNORECASE,
)
_BANNER_ALONE = re.compile(
    r"[\[*<(\s⚠\ufe0f!]{0,6}(?:(?:this is an )?external(?: e-?mail| sender| message)?|ext|extern(?:e e-?mail|al)?|e-?mail externe?)[\]*>)!:\s]{0,5}$",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"(?:you don.?t often get e-?mail from|some people who received this message don.?t often get|"
    r"this (?:e-?mail|message) (?:was sent from|originated|came|comes|is|has come) (?:from )?(?:an? )?(?:external|outside|someone outside)|"
    r"this sender (?:is|was) (?:not|from outside|external|unknown)|"
    r"sie erhalten nicht (?:oft|häufig) e-?mails? von|vous n.obtenez pas souvent d.e-?mail|no suele recibir correos? electrónicos? de|"
    r"diese (?:e-?mail|nachricht) (?:stammt|kommt|wurde) .{0,30}extern|ce (?:courriel|message|mail) provient)",
    re.IGNORECASE,
)
_BANNER_GOES_ON = re.compile(
    r"\b(?:links?|attachments?|sender|recogni[sz]e|content is safe|phishing|suspicious|learn why|anhänge|anlagen|"
    r"absender|pièces jointes|expéditeur|adjuntos|remitente|allegati|mittente|bijlagen|afzender|report this)\b",
    re.IGNORECASE,
)

_SENT_FROM = re.compile(
    r"[<(\[*\s]{0,3}(?:sent (?:from|via|with|by|using) (?:my\b|a |an |the )?.{0,80}$|sent by .{0,40}phone|get outlook for |"
    r"get bluemail|download outlook|sent securely|from my (?:iphone|ipad|phone|mobile|android|samsung|galaxy)|typed on|dictated (?:on|from|with|using|by) |"
    r"von (?:meinem|meiner) .{1,60} gesendet|gesendet (?:von|mit|aus|über) .{1,60}$|diese nachricht wurde von .{1,80} gesendet|"
    r"outlook für .{1,40} (?:beziehen|herunterladen|abrufen)|holen sie sich outlook|von outlook für|"
    r"envoyé (?:de|depuis|à partir|avec|via) .{1,60}$|télécharge[rz] outlook|obtenir outlook|obtenez outlook|"
    r"enviado (?:desde|do|de|a partir|com|con|via|por) .{1,60}$|enviada do .{1,60}$|obtener outlook|descargar outlook|obtenha o outlook|obter o outlook|"
    r"inviato (?:da|dal|con|tramite) .{1,60}$|scarica outlook|ottieni outlook|"
    r"verzonden (?:vanaf|met|via|vanuit|door) .{1,60}$|verstuurd (?:vanaf|met|via) .{1,60}$|outlook voor .{1,30} downloaden|download outlook voor|"
    r"skickat från .{1,60}$|skickat med .{1,60}$|hämta outlook|sendt (?:fra|via|med) .{1,60}$|hent outlook|skaff deg outlook|få outlook|"
    r"lähetetty .{1,60}(?:sta|stä|lta|ltä|ni|lla|llä)\b.{0,20}$|hanki outlook|"
    r"wysłane? (?:z|ze|przy) .{1,60}$|pobierz (?:program )?outlook|uzyskaj .{0,20}outlook|"
    r"odesláno z .{1,60}$|odoslané z .{1,60}$|získejte outlook|získať outlook|získajte outlook|poslano (?:s|z|iz) .{1,60}$|"
    r"elküldve .{1,60}$|.{1,40}(?:ról|ről|ból|ből) küldve|az outlook beszerzése|"
    r"trimis (?:de|din|cu) .{1,60}$|obțineți outlook|отправлено (?:с|из|через) .{1,60}$|надіслано (?:з|із) .{1,60}$|відправлено (?:з|із) .{1,60}$|"
    r"изпратено от .{1,60}$|послато .{1,40}$|получите outlook|загрузить outlook|отримати outlook|"
    r"στάλθηκε από .{1,60}$|εστάλη από .{1,60}$|αποκτήστε το outlook|iphone.{0,3}umdan gönderildi|.{1,30}(?:dan|den|tan|ten) gönderildi$|"
    r"outlook.{0,20}edinin$|outlook.{0,20}indir|נשלח מ|קבל את outlook|أُ?رسلت? من|تم الإرسال من|الحصول على outlook|"
    r"ارسال شده از|.{0,40}(?:から送信|より送信)|.{0,20}を入手|发自|来自.{0,20}的(?:iphone|手机|qq)|從我的.{1,20}傳送|從.{1,20}傳送|从我的.{1,20}发送|使用.{0,20}发送|"
    r"获取 ?outlook|取得 ?outlook|下載.{0,20}outlook|나의 .{1,20}에서 보냄|내 .{1,20}에서 보냄|.{0,20}에서 보냄|.{0,20}outlook .{0,10}다운로드|"
    r"được gửi từ|gửi từ .{1,40}$|đã gửi từ|tải outlook|ส่งจาก|รับ outlook|dikirim dari|dihantar (?:dari|daripada)|dapatkan outlook|"
    r".{0,40}\boutlook\b.{0,30}\b(?:ios|android|mac)\b.{0,25}$|.{0,20}\b(?:ios|android)\b.{0,25}outlook|terkirim dari|typed with .{1,40}|"
    r"saadetud minu|nosūtīts no|išsiųsta iš|sent frá|enviat des)",
    re.IGNORECASE,
)

_SURELY = re.compile(
    r"(?:not|than) the (?:intended|named) (?:recipient|addressee)|received (?:it|this)\b.{0,40} in error|"
    r"(?:this|the) (?:e-?mail|message) and (?:any|all|its) (?:attach|files)|please (?:immediately )?(?:delete|destroy) (?:it|this|the)|"
    r"(?:may be|is|are) (?:legally |strictly )?(?:confidential|privileged) and|liability limited by a scheme|"
    r"nicht der (?:richtige|beabsichtigte) (?:adressat|empfänger)|irrtümlich erhalten|destinataire (?:prévu|visé)|reçu (?:ce|cet) .{0,20}par erreur|"
    r"destinatario (?:previsto|indicado)|recibido .{0,30}por error|ricevuto .{0,40}per errore|destinatário (?:pretendido|correto)",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"\b(?:iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|blackberry|windows phone|yahoo mail|outlook)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"[*_\s]{0,4}(?:"
    r"(?:this|the) (?:e-?mail|message|communication|information|transmission|document)(?: message)?\b.{0,160}?(?:confidential|privileged|intended|addressed)"
    r"|confidential(?:ity)?(?:[ :—–-].{0,80}|$)(?:notice|intended|privileged|information|communication|\Z)"
    r"|(?:privileged|private|strictly) (?:and|&|/) ?(?:confidential|private)"
    r"|(?:legal )?(?:disclaimer|important notice|confidentiality notice|notice to recipients?|privacy notice|legal notice|important information|important)\b[ :]{0,3}$"
    r"|(?:disclaimer|confidentiality notice|legal notice|privileged and confidential)[ :—–-]"
    r"|if you (?:are not|have received|received|believe you)\b.{0,120}(?:intended|error|mistake)"
    r"|liability limited by|please consider the environment|think before you print|before printing"
    r"|unless otherwise (?:stated|indicated|agreed)|cybersecurity|cyber (?:crime|fraud|security)|beware of|warning: we will never|we will never (?:change|ask)"
    r"|any (?:views|opinions|advice|personal information)\b.{0,80}(?:e-?mail|author|firm|message)"
    r"|diese (?:e-?mail|nachricht)\b.{0,120}(?:vertraulich|bestimmt)|vertraulichkeitshinweis|der inhalt dieser e-?mail|"
    r"ce (?:message|courriel|mail|courrier)\b.{0,120}(?:confidentiel|destin)|avis de confidentialité|"
    r"este (?:mensaje|correo|e-?mail|mensagem)\b.{0,120}(?:confiden)|esta (?:mensagem|comunicación)\b.{0,120}confiden|aviso (?:legal|de confiden)|"
    r"questo (?:messaggio|e-?mail)\b.{0,120}(?:riservat|confiden)|le informazioni contenute|"
    r"(?:dit bericht|deze e-?mail)\b.{0,120}(?:vertrouwelijk|bestemd)|detta (?:meddelande|e-?post)\b.{0,120}(?:konfiden)|"
    r"denne (?:e-?mail|e-?post|melding)\b.{0,120}(?:fortrolig|konfiden)|ta wiadomość\b.{0,120}poufn|"
    r"microsoft teams(?: meeting)?\s*$|join (?:on your computer|zoom meeting)|virus-free|virenfrei|sin virus|scanned by"
    r")",
    re.IGNORECASE,
)


def is_banner(line: str) -> bool:
    """Say whether *line* begins a gateway's warning of a letter from outside."""
    head = line[:400]
    return bool(
        _BANNER.match(head)
        or _BANNER_ALONE.match(head)
        or _STRANGER.match(head.strip())
    )


def banner_goes_on(line: str) -> bool:
    """Say whether *line*, under one of a banner, is more of it."""
    return bool(_BANNER_GOES_ON.search(line[:400]))


def is_sent_from(line: str) -> bool:
    """Say whether *line* is what a telephone or a program writes under a letter."""
    return len(line) <= 160 and bool(_SENT_FROM.match(line.strip()))


def is_surely_notice(line: str) -> bool:
    """Say whether *line* holds what only a notice says, whatever numbers it has."""
    return bool(_SURELY.search(line[:600]))


def names_a_device(line: str) -> bool:
    """Say whether *line* is short and names a telephone or the like."""
    return len(line) <= 70 and bool(_DEVICE.search(line))


def is_notice(line: str) -> bool:
    """Say whether *line* begins a notice of confidentiality or the like."""
    return bool(_NOTICE.match(line[:400].strip()))
