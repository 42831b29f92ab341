"""The lines that clients write above a letter they bring along."""

import re
from functools import cache

from handlers.email import bodylines

FORWARD, REPLY, EITHER, END = "forward", "reply", "either", "end"

_FORWARDED = """
forwarded message|forwarded mail|forwarded email|forwarded e-mail|forwarded letter|begin forwarded message|start of forwarded message|forwarded conversation|this is a forwarded message|below is a forwarded message|transferred message|fwd message
weitergeleitete nachricht|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|weitergeleitete e-mail|weitergeleitete mail|beginn der weitergeleiteten nachricht|weitergeleitet
message transféré|message transmis|message réexpédié|début du message réexpédié|début du message transféré|début du message transmis|e-mail transféré|courriel transféré|message réacheminé|transféré
mensaje reenviado|inicio del mensaje reenviado|mensaje remitido|correo reenviado|comienzo del mensaje reenviado|mensaje enviado
messaggio inoltrato|inizio messaggio inoltrato|inizio del messaggio inoltrato|messaggio trasferito
mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|inicio da mensagem encaminhada
doorgestuurd bericht|begin doorgestuurd bericht|begin van doorgestuurd bericht|doorgezonden bericht|doorgestuurde e-mail
vidarebefordrat meddelande|vidarebefordrat mejl|vidarebefordrat brev|början på vidarebefordrat meddelande|vidarebefordrat e-postmeddelande|startar vidarebefordrat meddelande
videresendt meddelelse|videresendt besked|start på videresendt besked|videresendt e-mail|begyndelse på videresendt besked
videresendt melding|videresendt e-post|vidaresend melding|start på videresendt melding|begynnelsen på videresendt melding
välitetty viesti|välitetty viesti alkaa|edelleenlähetetty viesti|välitetty viesti / fwd.msg|lähetetty eteenpäin
przekazana wiadomość|początek przekazywanej wiadomości|treść przekazanej wiadomości|wiadomość przekazana dalej|przesłana wiadomość|przekazywana wiadomość
přeposlaná zpráva|začátek přeposílané zprávy|předaná zpráva|přeposlaný e-mail|přeposílaná zpráva
preposlaná správa|začiatok preposlanej správy|preposlaná správa --- forwarded message|preposlaný e-mail
továbbított üzenet|továbbított levél|továbbított levél kezdete|továbbított üzenet kezdete|továbbított e-mail
mesaj redirecționat|începe mesajul redirecționat|mesaj transmis|mesaj redirectionat|mesajul redirecționat|mesaj retrimis
пересылаемое сообщение|перенаправленное сообщение|начало переадресованного сообщения|начало пересылаемого сообщения|пересланное сообщение|переадресованное сообщение|начало переадресованного письма|пересылаемое письмо|пересланное письмо
переслане повідомлення|перенаправлене повідомлення|початок листа, що пересилається|початок пересланого повідомлення|пересланий лист|переадресоване повідомлення
препратено съобщение|препратено писмо|начало на препратеното съобщение|начало на препратено съобщение
проследена порака|прослеђена порука|proslijeđena poruka|započni proslijeđenu poruku|prosleđena poruka|početak proslijeđene poruke
posredovano sporočilo|začetek posredovanega sporočila
edastatud kiri|edastatud sõnum|pārsūtīta ziņa|pārsūtītā vēstule|pārsūtītais ziņojums|persiųstas laiškas|persiunčiamas laiškas|áframsendur póstur|áframsend skilaboð
missatge reenviat|inici del missatge reenviat|mensaxe reenviada|birbidalitako mezua
προωθημένο μήνυμα|προωθούμενο μήνυμα|αρχή προωθημένου μηνύματος|έναρξη προωθημένου μηνύματος|προώθηση μηνύματος|αρχή προωθούμενου μηνύματος
iletilmiş mesaj|iletilen ileti|iletilmiş ileti|iletilen mesaj|ileti başlangıcı|yönlendirilmiş mesaj|yönlendirilen mesaj|iletilen e-posta|iletinin başlangıcı|yönlendirilmiş ileti|yönlendirilen ileti
הודעה שהועברה|הודעה מועברת|תחילת ההודעה שהועברה|התחלת ההודעה שהועברה|הודעה שהועברה הלאה
رسالة معاد توجيهها|رسالة ممررة|رسالة ممرّرة|بداية الرسالة المعاد توجيهها|بدء الرسالة المحولة|رسالة محولة|الرسالة المعاد توجيهها|رسالة مُعاد توجيهها|بدء الرسالة المعاد توجيهها
پیام بازارسال شده|پیام هدایت شده|پیام فوروارد شده
転送メッセージ|転送されたメッセージ|転送されたメール|メッセージを転送|転送メール|転送済みメッセージ
转发的消息|转发邮件|转发邮件信息|转发的邮件|转发消息|开始转发的邮件|以下是转发的邮件|下面是被转发的邮件|已转发邮件|被转发邮件信息|转发信息|轉寄郵件|轉寄的郵件|轉寄訊息|轉寄的訊息|開始轉寄郵件|以下為轉寄的郵件|以下是轉寄的郵件|轉寄信件|已轉寄的郵件|轉發的郵件|已轉寄郵件
전달된 메시지|전달된 메일|전달한 메시지|전달된 메시지 시작|다음은 전달된 메시지입니다|전달된 이메일|전달 메시지|전달받은 메시지
thư đã chuyển tiếp|thư được chuyển tiếp|tin nhắn được chuyển tiếp|thư chuyển tiếp|bắt đầu thư được chuyển tiếp|tin nhắn đã chuyển tiếp|bắt đầu tin nhắn được chuyển tiếp|chuyển tiếp thư|tin nhắn chuyển tiếp
ข้อความที่ส่งต่อ|ข้อความที่ถูกส่งต่อ|เริ่มข้อความที่ส่งต่อ|ส่งต่อข้อความ|อีเมลที่ส่งต่อ|จุดเริ่มต้นข้อความที่ส่งต่อ
pesan terusan|pesan yang diteruskan|pesan diteruskan|awal pesan yang diteruskan|mulai pesan yang diteruskan|mesej dimajukan|mesej yang dimajukan|mulai pesan terusan|email yang diteruskan|mula mesej dimajukan
"""
_ORIGINAL = """
original message|original mail|original email|original e-mail|original appointment|original|reply message|ursprüngliche nachricht|originalnachricht|original-nachricht|original nachricht|ursprüngliche mitteilung|ursprünglicher termin|ursprüngliche e-mail|originale nachricht
message original|message d'origine|message initial|courriel d'origine|e-mail d'origine|rendez-vous d'origine
mensaje original|correo original|mensagem original|messaggio originale|messaggio original|oorspronkelijk bericht|origineel bericht|oorspronkelijke bericht
ursprungligt meddelande|originalmeddelande|oprindelig meddelelse|oprindelig besked|opprinnelig melding|original meddelelse|originalmelding|opphavleg melding
alkuperäinen viesti|alkuperäinen viesti / orig.msg.|wiadomość oryginalna|oryginalna wiadomość|treść oryginalnej wiadomości|wiadomość pierwotna|pierwotna wiadomość
původní zpráva|původní e-mail|původní zpráva / original message|pôvodná správa|pôvodná správa --- original message|pôvodný e-mail
eredeti üzenet|eredeti levél|mesaj original|mesajul original|mesaj inițial|исходное сообщение|оригинальное сообщение|исходное письмо|первоначальное сообщение|початкове повідомлення|вихідне повідомлення|оригінальне повідомлення|оригинално съобщение|оригинално писмо|оригинална порака|оригинална порука
izvorna poruka|originalna poruka|izvirno sporočilo|algne kiri|algne sõnum|algsõnum|sākotnējā ziņa|sākotnējais ziņojums|oriģinālā ziņa|originalus laiškas|pradinis laiškas|upprunalegur póstur|upprunaleg skilaboð|missatge original
αρχικό μήνυμα|πρωτότυπο μήνυμα|orijinal mesaj|özgün ileti|orijinal ileti|asıl mesaj|özgün mesaj|הודעה מקורית|ההודעה המקורית|الرسالة الأصلية|رسالة أصلية|الرسالة الأصليَّة|پیام اصلی
元のメッセージ|オリジナルメッセージ|元のメール|原始邮件|原始消息|原始信息|原邮件|原始郵件|原始訊息|原信件|原始信件|원본 메시지|원본 메일|원본메일|원본 이메일|원래 메시지
thư gốc|tin nhắn gốc|thư ban đầu|ข้อความต้นฉบับ|ข้อความเดิม|pesan asli|mesej asal|email asli
"""

# These stand in a sentence that goes on: "Forwarded message from Jane", "Forwarded by".
_OPENINGS = (
    "forwarded message from",
    "forwarded by",
    "original message from",
    "start forwarded message",
    "begin forwarded message",
    "weitergeleitet von",
    "transféré par",
    "reenviado por",
    "inoltrato da",
    "encaminhado por",
    "doorgestuurd door",
    "mensaje reenviado de",
)
_ENDINGS = ("end forwarded message", "end of forwarded message", "end original message")

# These stand alone, above a head.
_BARE = {"this is a forwarded message", "below is a forwarded message"}
_FRAME = "-–—_=*+~<>#─━ \t"
_RULE = set("-–—_=*─━")
# The frame of a line that goes on behind it: Yahoo glues the head to it.
_FRAMED = re.compile(r"\s{0,20}([-_=*]{3,40})\s{0,4}([^-_=*]{4,60}?)\s{0,4}\1")


@cache
def _known() -> dict[str, str]:
    rows = [(FORWARD, _FORWARDED), (EITHER, _ORIGINAL)]
    return {
        _folded(phrase.strip()): kind
        for kind, table in rows
        for row in table.strip().splitlines()
        for phrase in row.split("|")
    }


def kind(line: str) -> str | None:
    """Return what *line* announces: forward, either, end, or None when it is none.

    Words alone announce nothing: dashes stand around them or a colon behind.
    """
    if len(line) > 200:
        return None
    bare = line.strip(_FRAME)
    told = bare.rstrip(":： ").rstrip(_FRAME)
    folded = _folded(told)
    if not told or (told == line.strip() and folded not in _BARE):
        return None
    found = _known().get(folded)
    if found is not None:
        return found
    framed = line.lstrip()[:2] in {"--", "==", "__", "**", "- ", "––", "——"}
    if framed and folded.startswith(_ENDINGS):
        return END
    if framed and folded.startswith(_OPENINGS):
        return FORWARD
    return None


def glued(line: str) -> tuple[str, str] | None:
    """Return kind and rest of a *line* that goes on behind its frame, or None."""
    found = _FRAMED.match(line[:200])
    if found is None:
        return None
    known = _known().get(_folded(found[2].strip()))
    rest = line[found.end() :].strip()
    return (known, rest) if known and rest.strip(_FRAME) else None


def _folded(phrase: str) -> str:
    # A Turkish capital I keeps its dot when it is folded.
    return bodylines.plain(phrase).casefold().replace("\u0307", "")


def is_rule(line: str) -> bool:
    """Say whether *line* is only a drawn line of three strokes or more."""
    bare = line.strip()
    return len(bare) >= 3 and set(bare) <= _RULE
