"""A push in Slack: one message from the yes to the result, in both modes."""

import asyncio
import itertools
from contextlib import asynccontextmanager

import pytest

from bot import underway
from bot.syncing import SYNC
from tests.fakes import clio, office, slackblocks, slackworld
from tests.fakes import practice as fake

LINES = "\n".join(f"0.{n} letter {n} to client, 2024-FAM-0312" for n in (1, 2, 3))
RESULT = "Clio · 3 entries · 0.6 h"


@asynccontextmanager
async def working(url, tmp_path, practice, *, mode="socket"):
    """Open a world whose Ada is connected to *practice* and has dictated three lines."""
    for matter in office.MATTERS:
        clio.matter(practice, *matter)
    async with slackworld.living(
        url, tmp_path, mode=mode, working=True, **office.environ(practice)
    ) as world:
        await world.say("connect clio")
        link = await world.reply()
        done = await asyncio.to_thread(office.connected, world.bot, link["text"])
        await asyncio.to_thread(world.bot.practice.do, SYNC, done.account_id)
        await world.say(LINES)
        await world.reply(2)
        yield world


def said(world):
    return [each["text"] for each in world.replies()]


@pytest.fixture
def practice():
    made = fake.Practice(clio)
    with fake.running(made):
        yield made


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_push_is_one_message_from_its_yes_to_its_result(
    sqlite_url, tmp_path, practice, monkeypatch, mode
):
    monkeypatch.setattr(underway, "monotonic", itertools.count(0, 10).__next__)
    async with working(sqlite_url, tmp_path, practice, mode=mode) as world:
        await world.say("push clio")
        shown = await world.reply(3)
        await world.slack.send(world.slack.pressed(shown, "Yes"))
        await world.until(lambda: said(world)[-1].startswith(RESULT))
        texts = [
            args["text"]
            for method, args in world.slack.calls
            if method == "chat.update" and args["ts"] == shown["ts"]
        ]

    assert len(practice.made) == 3
    assert len(world.replies()) == 3
    assert any("Under way: 2 of 3" in each for each in texts)
    assert texts[-1].startswith(RESULT)
    assert not slackblocks.faults(world.replies()[-1]["blocks"])


async def test_a_push_said_in_words_is_answered_in_one_message(
    sqlite_url, tmp_path, practice
):
    async with working(sqlite_url, tmp_path, practice) as world:
        await world.say("push clio")
        await world.reply(3)
        await world.say("yes")
        await world.until(lambda: said(world)[-1].startswith(RESULT))

    assert len(world.replies()) == 4


async def test_a_push_by_command_is_answered_where_the_person_is_alone(
    sqlite_url, tmp_path, practice
):
    async with working(sqlite_url, tmp_path, practice) as world:
        await world.slack.send(world.slack.command("push clio"))
        told = await world.slack.send(world.slack.command("yes"))
        await world.until(lambda: said(world)[-1].startswith(RESULT))

    assert "Pushing" in told.body["text"]
    assert not world.slack.messages.get("C0GENERAL")
