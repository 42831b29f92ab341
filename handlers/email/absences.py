"""What stands before the colon in subjects that machines write, in any language.

A forwarded or answered one has a mark of its own before it, and is a person's.
"""

_WORDS = (
    # English
    "automatic reply, automatic response, auto reply, auto-reply, autoreply, auto, "
    "auto response, auto-response, autoresponse, autoresponder, ooo, out of office, "
    "out of the office, out of office reply, out of office autoreply, "
    "out of office auto-reply, out of office response, out of office notice, "
    "out of office message, out of office notification, vacation, vacation reply, "
    "vacation response, vacation notice, undelivered mail, undeliverable, "
    "undelivered mail returned to sender, delivery status notification, "
    "delivery status notification (failure), delivery status notification (delay), "
    "mail delivery failed, mail delivery failure, mail delivery subsystem, "
    "returned mail, failure notice, delivery failure, delivery delayed, "
    # German, French, Spanish, Italian, Portuguese, Dutch
    "automatische antwort, automatische rückmeldung, automatische rueckmeldung, "
    "abwesend, abwesenheit, abwesenheitsnotiz, abwesenheitsnachricht, "
    "abwesenheitsmeldung, abwesenheitsassistent, abwesenheitsbenachrichtigung, "
    "autoantwort, nicht im büro, unzustellbar, réponse automatique, "
    "reponse automatique, absence du bureau, absent du bureau, message d'absence, "
    "avis d'absence, non remis, respuesta automática, respuesta automatica, "
    "fuera de la oficina, fuera de oficina, no se puede entregar, "
    "risposta automatica, fuori sede, fuori ufficio, non recapitabile, "
    "resposta automática, resposta automatica, fora do escritório, ausência, "
    "ausência temporária, não é possível entregar, automatisch antwoord, "
    "automatische antwoord, afwezigheidsmelding, afwezig, niet op kantoor, "
    # Swedish, Danish, Norwegian, Finnish, Icelandic, Estonian
    "autosvar, automatiskt svar, automatisk svar, frånvaro, frånvaromeddelande, "
    "fraværsbesked, fraværsmelding, ikke til stede, automaattinen vastaus, "
    "poissaoloilmoitus, sjálfvirkt svar, automaatvastus, "
    # Polish, Czech, Slovak, Hungarian, Romanian, Croatian, Slovene, Baltic
    "odpowiedź automatyczna, autoodpowiedź, automatyczna odpowiedź, "
    "automatická odpověď, automatická odpoveď, nepřítomnost, automatikus válasz, "
    "răspuns automat, raspuns automat, automatski odgovor, samodejni odgovor, "
    "avtomatski odgovor, automatinis atsakymas, automātiska atbilde, "
    # Russian, Ukrainian, Bulgarian, Greek, Turkish
    "автоматический ответ, автоответ, автоматична відповідь, автоматичен отговор, "
    "αυτόματη απάντηση, otomatik yanıt, otomatik cevap, "
    # Hebrew, Arabic, Persian, Chinese, Japanese, Korean, Thai, Vietnamese, Indonesian
    "מענה אוטומטי, תשובה אוטומטית, رد تلقائي, الرد التلقائي, پاسخ خودکار, 自动答复, "
    "自动回复, 自動回覆, 自動答覆, 自動応答, 自動返信, 不在通知, 자동 회신, 자동 응답, "
    "ตอบกลับอัตโนมัติ, trả lời tự động, thư trả lời tự động, balasan otomatis"
)
_KNOWN = frozenset(each.strip() for each in _WORDS.split(","))
_LONGEST = max(len(each) for each in _KNOWN)


# Said without a colon, these alone could be a person's: “Auto”, “Vacation”.
_WHOLE = frozenset(each for each in _KNOWN if " " in each or len(each) > 9)


def begins(subject: str) -> bool:
    """Say whether *subject* begins as a machine's does.

    >>> begins("Automatic reply: Smith v Jones"), begins("Auto: 0.2 call")
    (True, False)
    """
    head = subject[: _LONGEST + 4].replace("：", ":").replace("–", "-")
    if _plain(head) in _WHOLE or _plain(head.partition(" - ")[0]) in _WHOLE:
        return True
    said, colon, _ = head.partition(":")
    behind = subject[len(said) + 1 :].lstrip()
    return bool(colon) and _plain(said) in _KNOWN and not behind[:1].isdigit()


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())
