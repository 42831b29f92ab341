"""The manifest asks Slack for exactly what the listeners use, within Slack's limits."""

import re
from pathlib import Path

import pytest

from handlers.slack import app
from handlers.slack.installing import SCOPES
from tests.fakes.slack import NEEDS

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "deploy/slack-manifest.yaml").read_text()
SOURCES = "\n".join(each.read_text() for each in (ROOT / "handlers/slack").glob("*.py"))
# What the listeners of these events need of their own.
BY_EVENT = {
    "app_mention": "app_mentions:read",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
}


def listed(name):
    """Return the items of the list called *name*."""
    block = re.search(rf"^( *){name}:\n((?:\1 +- .*\n)+)", TEXT, re.MULTILINE)
    return [line.strip().removeprefix("- ") for line in block[2].splitlines()]


def values(name):
    """Return what every *name* says."""
    return [
        each.strip()
        for each in re.findall(rf"^\s*(?:- )?{name}: (.*)$", TEXT, re.MULTILINE)
    ]


def test_it_subscribes_to_what_is_listened_to():
    heard = {"message.im" if name == "message" else name for name, _ in app.EVENTS}

    assert set(listed("bot_events")) == heard


def test_it_asks_for_the_scopes_that_an_installation_asks_for():
    assert set(listed("bot")) == set(SCOPES)


def test_every_scope_is_needed_and_every_need_is_asked_for():
    used = {
        scope for method, scope in NEEDS.items() if method.replace(".", "_") in SOURCES
    }
    used |= {BY_EVENT[each] for each in listed("bot_events") if each in BY_EVENT}
    # Commands and shortcuts; a mail address in users.info; opening a conversation.
    used |= {"commands", "users:read.email", "im:read"}

    assert used == set(SCOPES)


def test_its_shortcuts_and_command_are_known():
    assert set(values("callback_id")) == {app.GLOBAL, app.MESSAGE}
    assert values("command") == ["/time"]


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("name", 35),
        ("display_name", 80),
        ("description", 140),
        ("usage_hint", 1000),
        ("callback_id", 255),
    ],
)
def test_its_words_are_within_slacks_limits(name, most):
    assert all(len(each) <= most for each in values(name))


def test_no_channel_is_read_and_no_user_token_is_asked_for():
    assert not [
        each for each in SCOPES if each.startswith(("channels:", "groups:", "mpim:"))
    ]
    assert not re.search(r"^ +user:", TEXT, re.MULTILINE)
