"""What stands before a subject: the marks of replies and forwards, in any language."""

from typing import NamedTuple

_FORWARDS = (
    "fw fwd forward forwarded wg weitergeleitet tr transf i inoltro rv reenv reenviado enc encaminhado "
    "res-enc vs vb vl vidarebefordrat videresend videresendt vidarebef doorst doorgestuurd pd "
    "prz przekazane předáno fwd-př přep fw-př továbbítás továbbítva redir trimis пер переслано пересл "
    "пересланное fwd-п перенапр препратено ilt ilet iletilen yön προωθ πρθ προωθημένο "
    "העבר הועבר إعادة توجيه محول بازارسال 转发 轉寄 轉發 転送 전달 ส่งต่อ trs terusan "
    "teruskan fs framsent edasi edast persiųsta pārsūtīts proslijeđeno proslijeđena posredovano "
    "преслато прослеђено"
)
_REPLIES = (
    "re aw antw antwort sv svar vs ang odp odpowiedź r resp respuesta "
    "resposta réponse vá válasz ynt cvp yanıt ответ отв отг відповідь ατ απ απάντηση σχετ "
    "תשובה תגובה رد پاسخ 回复 回覆 答复 答覆 返信 回信 회신 답장 bls balas ตอบกลับ "
    "vast vastaus svarið odg odgovor răsp răspuns rép"
)


class Marked(NamedTuple):
    """A subject without its marks, and the outermost: forward, reply or none."""

    kind: str
    bare: str


_MARKS = dict.fromkeys(_REPLIES.split(), "reply") | dict.fromkeys(
    _FORWARDS.split(), "forward"
)
# Two words, or one that both mean: in Danish and Norwegian VS is a forward.
_MARKS |= {
    "إعادة توجيه": "forward",
    "chuyển tiếp": "forward",
    "podaj dalej": "forward",
    "trả lời": "reply",
    "i̇lt": "forward",
    "i̇let": "forward",
}


def unmark(subject: str) -> Marked:
    """Return *subject* without what replies and forwards have put before it.

    A mark is a known short word before a colon, with a counter ("Re[2]:") or without.
    """
    kind = "none"
    rest = subject.strip()
    for _ in range(20):
        mark, colon, behind = _split(rest)
        meaning = _MARKS.get(mark) if colon else None
        if meaning is None:
            break
        kind = meaning if kind == "none" else kind
        rest = behind.strip()
    return Marked(kind, rest)


def _split(subject: str) -> tuple[str, str, str]:
    """Return the word before the first colon, the colon, and what is behind it."""
    at = min(
        (where for where in (subject.find(":"), subject.find("：")) if where >= 0),
        default=-1,
    )
    if not 0 < at <= 20:
        return "", "", subject
    word = subject[:at].strip().casefold()
    if word.endswith(("]", ")")):
        opens = max(word.rfind("["), word.rfind("("))
        if opens > 0 and word[opens + 1 : -1].isdigit():
            word = word[:opens].strip()
    return word.rstrip("."), ":", subject[at + 1 :]
