"""Slack's writing of a message is undone exactly, and nothing that is echoed calls out."""

import pytest

from handlers.slack import words


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("0.2 call, Smith file", "0.2 call, Smith file"),
        ("R&amp;D &lt;draft&gt;", "R&D <draft>"),
        ("&amp;lt;", "&lt;"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<tel:+61299991234|+61 2 9999 1234>", "+61 2 9999 1234"),
        ("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"),
        ("<http://smith.example|smith.example>", "smith.example"),
        ("<@U1>, <@U2|ben> and <@U3>", "@Ada Byron, @ben and @U3"),
        ("<#C1|general> <#C2>", "#general #C2"),
        (
            "<!here> <!channel> <!subteam^S1|@partners> <!subteam^S2>",
            "@here @channel @partners @subteam",
        ),
        ("<!date^1392734382^{date}|18 Feb>", "18 Feb"),
        ("0.2\u00a0call\r\n0.1 email", "0.2 call\n0.1 email"),
        ("a < b", "a < b"),
        ("<>", ""),
        ("<unfinished", "<unfinished"),
        ("“0.2” — call…", "“0.2” — call…"),
    ],
)
def test_what_was_typed(raw, typed):
    assert words.said(raw, names={"U1": "Ada Byron"}) == typed


@pytest.mark.parametrize(
    "text", ["<!channel>", "<@U1>", "R&D <b>", "&amp;", "<https://evil.example|click>"]
)
def test_what_is_echoed_is_shown_and_calls_nobody(text):
    assert "<" not in words.escaped(text)
    assert words.said(words.escaped(text)) == text


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("<@U0BOT> 0.2 call, Smith", "0.2 call, Smith"),
        ("<@U0BOT>: 0.2 call\n0.1 email", "0.2 call\n0.1 email"),
        ("hey <@U0BOT|tenths> today", "hey today"),
        ("<@U0BOT>", ""),
        ("<@U0OTHER> hi", "<@U0OTHER> hi"),
    ],
)
def test_the_bots_own_name_is_left_out(text, bare):
    assert words.without_mention(text, "U0BOT") == bare


@pytest.mark.parametrize(
    "text", ["", " \n", ":+1:", ":wave::skin-tone-2:", "👍🏽", "!?…"]
)
def test_what_says_nothing(text):
    assert words.says_nothing(text)


@pytest.mark.parametrize("text", ["ok", "1", "0.2", ":+1: thanks", "é", "合同"])
def test_what_says_something(text):
    assert not words.says_nothing(text)
