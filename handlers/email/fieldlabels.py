"""What header lines are called in a forwarded letter's head, in fifty-odd languages.

Words as Outlook, Apple Mail, Gmail, Thunderbird, Yahoo and others write them.
"""

from functools import cache

from handlers.email import bodylines

FROM, DATE, TO, SUBJECT, OTHER = "from", "date", "to", "subject", "other"

# A row is a language: from; date; to; subject; copies and what else may stand there.
_TABLE = """
en: From|Sender|Posted by; Date|Sent|Date Sent|Sent on|Received|Sent at; To|Recipient|Recipients|Sent to; Subject|Title; Cc|Bcc|Copy|Reply|Reply-To|Reply to|Importance|Priority|Attachments|Attachment|Attached|Organization|Organisation|Categories|Sensitivity|Resent-From|Message-ID|User-Agent|When|Where|Location|Required Attendees|Optional Attendees|Cc to|Follow-up|Due By|Flag Status|X-Mailer|In-Reply-To|References|Mime-Version|Content-Type|List-Id
de: Von|Absender; Gesendet|Datum|Gesendet am|Datum und Uhrzeit|Zeit; An|Empfänger; Betreff|Betr|Thema; Kopie|Kopie (CC)|Kopie an|Blindkopie|Antwort an|Antworten an|Wichtigkeit|Priorität|Anlagen|Anhänge|Anhang|Organisation
fr: De|Expéditeur|Envoyé par; Envoyé|Date|Envoyé le|Date d'envoi; À|A|Pour|Destinataire|Destinataires; Objet|Sujet; Copie à|Copie|Cci|Répondre à|Pièces jointes|Pièce jointe|Pj|Organisation|Priorité
es: De|Remitente|Enviado por; Enviado|Fecha|Enviado el|Fecha de envío|Enviada|Enviados; Para|A|Destinatario; Asunto|Tema; Cco|Con copia|Copia|Copia a|Responder a|Datos adjuntos|Adjuntos|Importancia|Prioridad
it: Da|Mittente; Inviato|Data|Inviato il|Data invio|Spedito|Data di invio; A|Destinatario|Destinatari|Per; Oggetto|Ogg; Ccn|Per conoscenza|Rispondi a|Rispondi|Allegati|Priorità|Risposta
pt: De|Remetente; Enviado|Enviada|Enviado em|Enviada em|Data|Data de envio|Data do envio; Para|Destinatário; Assunto; Cco|Com cópia|Cópia|Responder a|Responder para|Anexos|Prioridade|Importância
nl: Van|Afzender|Verzonden door; Verzonden|Datum|Verzonden op; Aan|Naar|Ontvanger; Onderwerp|Betreft; Kopie|Antwoord aan|Antwoorden aan|Beantwoorden - Aan|Bijlagen|Bijlage|Urgentie|Prioriteit
sv: Från|Avsändare; Skickat|Datum|Skickades; Till|Mottagare; Ämne|Rubrik; Kopia|Kopia till|Svara till|Svar till|Bilagor|Bifogade filer|Prioritet
da: Fra|Afsender; Sendt|Dato|Sendt den; Til|Modtager; Emne|Titel; Kopi|Kopi til|Svar til|Vedhæftede filer|Vedhæftet|Prioritet
nb: Fra|Avsender; Sendt|Dato; Til|Mottaker; Emne|Tittel; Kopi|Kopi til|Svar til|Vedlegg|Prioritet|Blindkopi
fi: Lähettäjä; Lähetetty|Päiväys|Päivämäärä|Pvm|Lähetyspäivä; Vastaanottaja|Vastaanottajat|Saaja; Aihe|Otsikko; Kopio|Piilokopio|Vastaus|Vastausosoite|Liitteet|Tärkeys
pl: Od|Nadawca; Wysłano|Data|Data wysłania|Wysłane|Wysłany; Do|Adresat|Odbiorca|Odbiorcy; Temat; Dw|Udw|Kopia|Do wiadomości|Odpowiedź-do|Odpowiedź do|Odpowiedz do|Załączniki|Ważność
cs: Od|Odesílatel|Odesilatel; Odesláno|Datum|Posláno; Komu|Příjemce; Předmět|Věc; Kopie|Skrytá kopie|Odpověď na|Odpovědět na|Přílohy|Důležitost
sk: Od|Odosielateľ; Odoslané|Dátum|Poslané; Komu|Pre|Príjemca; Predmet; Kópia|Skrytá kópia|Odpovedať-Pre|Odpovedať komu|Prílohy
hu: Feladó|Küldő; Elküldve|Dátum|Küldve|Küldés dátuma; Címzett|Címzettek|Kapja; Tárgy; Másolat|Másolatot kap|Titkos másolat|Válaszcím|Mellékletek
ro: De la|Expeditorul|Expeditor|De; Trimis|Dată|Data|Trimis la|Trimisă|Expediat; Către|Catre|Destinatarul|Destinatar|Pentru|La; Subiect|Subiectul; Copie|Cópie|Răspuns către|Răspunde la|Atașări|Atașamente
ru: От|От кого|Отправитель; Отправлено|Дата|Дата отправки|Отправлен|Послано; Кому|Получатель; Тема; Копия|Скрытая копия|Ответ-Кому|Кому ответить|Вложения|Важность|Адрес для ответа
uk: Від|Від кого|Відправник; Надіслано|Дата|Відправлено|Дата надсилання; Кому|До|Одержувач; Тема; Копія|Прихована копія|Кому відповісти|Вкладення
bg: От|Подател; Изпратено|Дата|Изпратен на|Изпратен; До|Получател; Относно|Тема; Копие|Як|Отговор до|Прикачени файлове
mk: Од|Испраќач; Испратено|Датум; До|За; Предмет|Тема; Копија
sr: Од|Šalje|Пошиљалац|Шаље|Od; Послато|Датум|Poslato|Datum; За|Прима|Коме|Za|Prima; Тема|Наслов|Предмет|Naslov|Tema; Копија|Kopija
hr: Šalje|Od|Pošiljatelj; Poslano|Datum; Prima|Za|Primatelj; Naslov|Predmet; Kopija|Odgovori na|Kopija (CC)|Privici
sl: Od|Pošiljatelj; Poslano|Datum; Za|Prejemnik|Komu; Zadeva; Kp|Kopija|Odgovor na|Priloge
et: Saatja|Kellelt; Saadetud|Kuupäev; Adressaat|Saaja|Kellele; Teema; Koopia|Vastus
lv: No|Sūtītājs; Nosūtīts|Datums|Sūtīts; Kam|Adresāts|Saņēmējs; Tēma|Temats; Kopija
lt: Nuo|Siuntėjas; Išsiųsta|Data; Kam|Iki|Gavėjas; Tema; Kopija
is: Frá|Sendandi; Sent|Dagsetning|Dags; Til|Viðtakandi; Efni; Afrit
ca: De|Remitent; Enviat|Data|Enviat el; Per a|A|Destinatari; Assumpte|Tema; A/c|Còpia|Respon a
el: Από|Αποστολέας; Εστάλη|Στάλθηκε|Ημερομηνία|Ημ/νία|Απεστάλη|Αποστολή; Προς|Παραλήπτης; Θέμα; Κοιν|Κοιν.|Κοινοποίηση|Απάντηση σε|Συνημμένα
tr: Kimden|Gönderen; Gönderildi|Tarih|Gönderme Tarihi|Gönderilen|Gönderilme Tarihi; Kime|Alıcı; Konu; Bilgi|Gizli|Yanıt Adresi|Ekler|Önem
he: מאת|שולח; נשלח|תאריך|נשלח בתאריך|בתאריך; אל|אל כתובת|לכבוד|נמען; נושא|הנדון; עותק|העתק|עותק לידיעה|השב אל|קבצים מצורפים
ar: من|المرسل; تاريخ الإرسال|التاريخ|أرسلت|تم الإرسال|أُرسلت|تاريخ|مُرسل; إلى|الى|المستلم; الموضوع|موضوع; نسخة|نسخة إلى|نسخة الى|الرد على|رد إلى|المرفقات
fa: از|فرستنده; تاریخ|ارسال شده|ارسال‌شده|فرستاده شده; به|گیرنده; موضوع|عنوان; رونوشت|پاسخ به
ja: 差出人|送信者|送信元|発信者; 送信日時|日時|日付|送信日|受信日時; 宛先|送信先|受信者; 件名|題名|タイトル; 写し|返信先|添付ファイル|重要度
zh: 发件人|寄件人|发送人|發件人|寄件者|发自|從; 发送时间|日期|发送日期|时间|发件时间|發送時間|寄件日期|傳送時間|寄送日期|傳送日期|發送日期|已傳送|已发送; 收件人|收件者|發送至|发送至|至|給; 主题|标题|主旨|主題|標題|题目; 抄送|抄送人|密送|副本|副本收件者|密件副本|回复|回复给|回覆|附件|重要性
ko: 보낸 사람|보낸사람|보낸이|발신|발신자|보낸 이; 보낸 날짜|보낸날짜|날짜|받은날짜|받은 날짜|일시|일자|보낸 시간; 받는 사람|받는사람|받는이|수신|수신자|받는 이; 제목; 참조|숨은참조|숨은 참조|회신|첨부
vi: Từ|Người gửi; Đã gửi|Ngày|Ngày gửi|Gửi|Thời gian|Đã gửi vào lúc|Vào lúc; Tới|Đến|Người nhận|Gửi đến|Gửi tới; Chủ đề|Tiêu đề; Đồng gửi|Đính kèm|Trả lời
th: จาก|ผู้ส่ง; ส่ง|ส่งเมื่อ|วันที่|วันที่ส่ง; ถึง|ผู้รับ; เรื่อง|หัวเรื่อง|หัวข้อ; สำเนา|สำเนาถึง|ตอบกลับ|ตอบกลับไปที่
id: Dari|Pengirim; Dikirim|Tanggal|Terkirim|Tgl; Kepada|Untuk|Ke|Penerima; Subjek|Perihal|Judul|Hal|Subyek; Tembusan|Salinan|Balas Ke
hi: प्रेषक|से|द्वारा; भेजा गया|दिनांक|तारीख|भेजने की तिथि; प्रति|को|प्राप्तकर्ता; विषय; प्रतिलिपि
bn: প্রেরক|থেকে; পাঠানো হয়েছে|তারিখ; প্রতি|প্রাপক; বিষয়; অনুলিপি
ta: அனுப்புநர்; அனுப்பப்பட்டது|தேதி; பெறுநர்; பொருள்; நகல்
ka: გამომგზავნი|ვისგან; გაგზავნილია|თარიღი; ადრესატი|ვის; თემა; ასლი
hy: Ումից|Ուղարկող; Ուղարկված է|Ամսաթիվ; Ում|Ստացող; Թեմա|Առարկա; Պատճեն
az: Kimdən|Göndərən; Göndərildi|Tarix; Kimə|Alan; Mövzu; Surəti
kk: Кімнен|Жіберуші; Жіберілді|Күні; Кімге; Тақырып|Тақырыбы; Көшірме
sq: Nga|Dërguesi; Dërguar|Data; Për|Drejtuar|Marrësi; Subjekti|Lënda|Tema; Kopje
gl: De|Remitente; Enviado|Data; Para; Asunto; Copia
eu: Nork|Nondik|Igorlea; Data|Bidalia|Bidaltze-data; Nori|Hartzailea; Gaia; Kopia
af: Van|Vanaf; Gestuur|Datum; Aan; Onderwerp; Afskrif
cy: Oddi wrth|O; Anfonwyd|Dyddiad; At; Pwnc|Testun; Copi
ga: Ó; Seolta|Dáta; Chuig|Go; Ábhar; Cóip
tl: Mula kay|Mula sa|Mula; Ipinadala|Petsa; Para kay|Para sa; Paksa; Kopya
sw: Kutoka; Imetumwa|Tarehe; Kwa; Mada|Kichwa; Nakala
ms: Daripada|Dari; Dihantar|Tarikh; Kepada|Untuk; Subjek|Perkara; Salinan|Sk
"""
_ROLES = (FROM, DATE, TO, SUBJECT, OTHER)

# What a label may be wrapped in: emphasis, table marks, list marks, quotes.
_AROUND = " *_|•·\"'\ufeff"
_COLONS = ":：∶"
LONGEST = 32


@cache
def _known() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what each label, casefolded, may be: (role, language), all of them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in _TABLE.strip().splitlines():
        language, _, cells = row.partition(":")
        for role, cell in zip(_ROLES, cells.split(";"), strict=True):
            for label in cell.split("|"):
                plain = bodylines.plain(label.strip()).casefold()
                known = found.setdefault(plain, [])
                known.append((role, language))
    return {label: tuple(known) for label, known in found.items()}


def split(line: str) -> tuple[str, str] | None:
    """Return the label of *line*, casefolded, and its value; None when it has none.

    A label is at most three words before a colon, emphasised or not.
    """
    head = line[: LONGEST + 24]
    places = [at for at in map(head.find, _COLONS) if at >= 0]
    if not places:
        return None
    at = min(places)
    label = line[:at].strip(_AROUND).casefold()
    if not label or len(label) > LONGEST:
        return None
    return label, _value(line, at + 1)


def _value(line: str, start: int) -> str:
    """Return what stands behind a label, without the end of the label's emphasis."""
    value = line[start:].lstrip("*_").strip()
    if value.startswith("*") and value.count("*") % 2:
        value = value[1:].strip()
    if line.startswith("|"):
        value = value.strip("| ")
    return value


def meanings(label: str) -> tuple[tuple[str, str], ...]:
    """Return the (role, language) pairs that *label*, casefolded, may have."""
    return _known().get(label, ())


def without_colon(line: str) -> tuple[str, str] | None:
    """Return label and value of a head that writes its labels without a colon."""
    label, blank, value = line.strip(_AROUND).partition(" ")
    if not blank or not label[:1].isupper() or not meanings(label.casefold()):
        return None
    return label.casefold(), value.strip()


@cache
def inline() -> tuple[str, ...]:
    """Return every label with its capital and colon, the longest first.

    They are looked for where a client has glued a whole head into one line.
    """
    labels = {
        label.strip()
        for row in _TABLE.strip().splitlines()
        for cell in row.partition(":")[2].split(";")[:4]
        for label in cell.split("|")
        if len(label.strip()) > 1 or not label.strip().isascii()
    }
    return tuple(sorted(labels | {"Cc", "CC", "A", "À"}, key=len, reverse=True))
