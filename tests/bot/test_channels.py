"""What the status says of the ways in and out, from the settings alone."""

import pytest

from bot import channels
from bot.settings import Settings

MAIL = {"TENTHS_MAIL_ADDRESS": "time@firm.example"}
RELAY = {"TENTHS_RELAY_HOST": "smtp.firm.example"}


def rows(environ):
    settings = Settings.from_env({"TENTHS_TIMEZONE": "UTC", **environ})
    return dict(channels.on(settings)), dict(channels.off(settings))


def test_without_an_address_there_is_no_mail_and_it_says_what_is_missing():
    on, off = rows({**RELAY})

    assert on == {}
    assert list(off) == ["email"]
    assert "TENTHS_MAIL_ADDRESS" in off["email"]


@pytest.mark.parametrize(
    ("environ", "on", "off"),
    [
        (
            {},
            {"email": "SMTP 127.0.0.1:8025", "senders": "DKIM, verified here"},
            {"answers by email": "TENTHS_RELAY_HOST"},
        ),
        (
            {
                **RELAY,
                "TENTHS_LMTP_PORT": "8024",
                "TENTHS_AUTHSERV_ID": "mx.firm.example",
            },
            {
                "email": "and LMTP 127.0.0.1:8024",
                "senders": "the results of mx.firm.example or DKIM",
                "answers by email": "smtp.firm.example:25",
            },
            {},
        ),
        (
            {**RELAY, "TENTHS_MAIL_DKIM": "false"},
            {"email": "time+…@firm.example", "answers by email": ""},
            {"senders": "every letter is refused"},
        ),
        (
            {**RELAY, "TENTHS_MAIL_DKIM": "false", "TENTHS_MAIL_UNPROVEN": "ask"},
            {"email": "", "answers by email": ""},
            {"senders": "waits for a yes"},
        ),
    ],
    ids=["least", "all", "nobody is shown", "all are asked"],
)
def test_what_is_set_is_on_and_what_is_missing_is_named(environ, on, off):
    told = rows({**MAIL, **environ})

    for shown, wanted in zip(told, (on, off), strict=True):
        assert list(shown) == list(wanted)
        assert [
            name for name, words in wanted.items() if words not in shown[name]
        ] == []
