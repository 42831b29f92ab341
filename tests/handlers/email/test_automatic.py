"""Machines are told from people, and people who hand on a machine's letter."""

import pytest

from handlers.email import letters
from tests.handlers.email.making import OWN, attached, letter, multipart, part, whole

MACHINES = {
    "auto-replied": {"Auto-Submitted": "auto-replied"},
    "auto-generated": {"Auto-Submitted": "auto-generated (rejected)"},
    "auto-notified, with parameters": {
        "Auto-Submitted": "Auto-Notified; owner-email=x"
    },
    "said twice": {"Auto-Submitted": "no\r\nAuto-Submitted: auto-replied"},
    "bulk": {"Precedence": "bulk"},
    "list": {"Precedence": "List"},
    "junk": {"Precedence": "junk"},
    "auto_reply": {"Precedence": "auto_reply"},
    "a list's id": {"List-Id": "<x.lists.example>"},
    "a newsletter": {"List-Unsubscribe": "<https://x.example>"},
    "X-Autoreply": {"X-Autoreply": "yes"},
    "X-Autorespond": {"X-Autorespond": "Away"},
    "Delivered-To": {"Delivered-To": "Autoresponder"},
    "X-POST-MessageClass": {"X-POST-MessageClass": "9; Autoresponder"},
    "a bounce by exim": {"X-Failed-Recipients": "jane@client.example"},
    "an empty return path": {"Return-Path": "<>"},
    "a report": {
        "Content-Type": "multipart/report; report-type=delivery-status; boundary=x"
    },
    "a receipt": {
        "Content-Type": 'multipart/report; report-type="disposition-notification"; boundary=x'
    },
    "ourselves": {"Message-ID": f"<re.{'0a' * 32}@firm.example>"},
    "a daemon": {"From": "Mail Delivery System <MAILER-DAEMON@firm.example>"},
    "a postmaster": {"From": "postmaster@firm.example"},
    "no-reply": {"From": "no-reply@court.example"},
    "noreply with more": {"From": "noreply+abc@court.example"},
    "do not reply": {"From": "do_not_reply@court.example"},
    "a list's bounces": {"From": "lawyers-bounces@lists.example"},
    "Outlook away": {"Subject": "Automatic reply: Smith v Jones"},
    "Outlook away, older": {"Subject": "Out of Office: Smith"},
    "away in German": {"Subject": "Automatische Antwort: Smith"},
    "away in French": {"Subject": "Réponse automatique : Smith"},
    "away in Spanish": {"Subject": "Respuesta automática: Smith"},
    "away in Polish": {"Subject": "Odpowiedź automatyczna: Smith"},
    "away in Russian": {"Subject": "Автоматический ответ: Smith"},
    "away in Chinese": {"Subject": "自动答复：会议"},
    "away in Japanese": {"Subject": "自動応答: 会議"},
    "away in Hebrew": {"Subject": "מענה אוטומטי: x"},
    "undeliverable": {"Subject": "Undeliverable: Smith"},
    "away, without a colon": {"Subject": "Out of Office"},
    "away, with a dash": {"Subject": "Automatic reply - Smith"},
    "a calendar, for somebody": {
        "Sender": "Google Calendar <calendar-notification@google.com>"
    },
    "fifty hops": {"Received": "a" + "\r\nReceived: a" * 49},
}
PEOPLE = {
    "anybody": {},
    "says no": {"Auto-Submitted": "no"},
    "says no, with a comment": {"Auto-Submitted": "No (a person)"},
    "Exchange asks for no answers": {"X-Auto-Response-Suppress": "All"},
    "Exchange, in part": {"X-Auto-Response-Suppress": "DR, OOF, AutoReply"},
    "first-class": {"Precedence": "first-class"},
    "X-Autoreply: no": {"X-Autoreply": "no"},
    "forwards one away": {"Subject": "FW: Automatic reply: Smith"},
    "answers one away": {"Subject": "Re: Automatic reply: Smith"},
    "forwards in German": {"Subject": "WG: Automatische Antwort: Smith"},
    "a subject about cars": {"Subject": "Auto: 0.2 call"},
    "away in the middle": {"Subject": "Re Jane: out of office: call back"},
    "a word of it": {"Subject": "Auto"},
    "more words than it": {"Subject": "Out of office call with Jane"},
    "a secretary sends": {"Sender": "Ben <ben@firm.example>"},
    "a matter named so": {"Subject": "Vacation of orders"},
    "a person named so": {"From": "norah.reply@firm.example"},
    "a person named Bounce": {"From": "jbounce@firm.example"},
    "an answer to us": {"In-Reply-To": f"<re.{'0a' * 32}@firm.example>"},
    "49 hops": {"Received": "a" + "\r\nReceived: a" * 48},
    "a return path": {"Return-Path": "<ada@firm.example>"},
    "a read receipt is asked for": {"Disposition-Notification-To": "ada@firm.example"},
}


@pytest.mark.parametrize("head", MACHINES.values(), ids=MACHINES)
def test_a_machines_letter_is_known(head):
    assert letters.read(letter(OWN, **head)).automatic


@pytest.mark.parametrize("head", PEOPLE.values(), ids=PEOPLE)
def test_a_persons_letter_is_known(head):
    assert not letters.read(letter(OWN, **head)).automatic


def test_a_person_may_attach_a_machines_letter_under_its_own_subject():
    away = "Automatic reply: Smith"
    made = whole(
        multipart(part(OWN), attached(away, "Jane <jane@client.example>")), Subject=away
    )

    assert not letters.read(made).automatic


def test_a_machine_may_attach_a_letter():
    made = whole(multipart(part(OWN), attached()), Auto_Submitted="auto-generated")

    assert letters.read(made).automatic
