"""Slack fails in its ways: every answer arrives, once; nothing is acked and lost."""

import asyncio
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Unavailable
from handlers.slack import outbox
from tests.fakes import slackworld
from tests.fakes.slack import FakeSlack

LINE = "0.2 call re scheduling, Smith file"
KEPT = [(1, 12, "call re scheduling", "Smith", "ready")]


@pytest.fixture
async def world(sqlite_url, tmp_path):
    async with slackworld.living(sqlite_url, tmp_path, mode="http") as opened:
        await opened.say("0.1 the first, Chen file")
        await opened.settled()
        yield opened


@pytest.mark.parametrize(
    "kinds",
    [
        ["drop_after"],
        ["drop_before"],
        ["drop_after", "drop_before"],
        ["429"],
        ["429", "drop_after"],
        ["500"],
        ["html"],
        ["internal_error"],
        ["service_unavailable"],
        ["slow"],
    ],
)
async def test_an_answer_arrives_once_whatever_slack_does(world, kinds):
    world.slack.fail("chat.postMessage", *kinds)

    await world.say(LINE)

    await world.settled()
    answers = [each for each in world.replies() if "call re scheduling" in each["text"]]
    assert len(answers) == 1


async def test_no_ack_waits_for_slack_to_take_an_answer(world):
    world.slack.fail("chat.postMessage", "held")

    await world.say(LINE)
    before = len(world.replies())
    world.slack.held.set()

    await world.reply(2)
    assert before == 1


async def test_an_answer_that_cannot_be_shown_as_a_table_is_shown_as_text(world):
    world.slack.fail("chat.postMessage", "invalid_blocks")

    await world.say("today")

    await world.settled()
    sheet = world.replies()[-1]
    assert not any(each["type"] == "table" for each in sheet["blocks"])
    assert "the first" in str(sheet["blocks"])


@pytest.mark.parametrize(
    "kinds", [["drop_after"], ["429"], ["500"], ["message_not_found"]]
)
async def test_an_update_arrives(world, kinds):
    said = await world.say(LINE)
    await world.settled()
    world.slack.fail("chat.update", *kinds)

    await world.slack.send(
        world.slack.edited(said, "0.3 call re scheduling, Smith file")
    )

    await world.settled()
    assert [
        each
        for each in world.replies()
        if "0.3 h" in each["text"] and "call re" in each["text"]
    ]


@pytest.mark.parametrize(
    "method", ["files.getUploadURLExternal", "files.completeUploadExternal"]
)
@pytest.mark.parametrize("kind", ["drop_after", "429", "500"])
async def test_a_file_arrives_once(world, method, kind):
    world.slack.fail(method, kind)

    await world.say("export csv")

    await world.settled()
    shared = [each for each in world.slack.by_bot("D0ADA") if each.get("files")]
    assert len(shared) == 1


async def test_what_is_left_comes_however_much_it_is(sqlite_url, tmp_path, monkeypatch):
    monkeypatch.setattr(outbox, "_BATCH", 3)
    monkeypatch.setattr(outbox, "_FEW", 1)
    fake = FakeSlack()
    async with fake.running():
        async with slackworld.living(
            sqlite_url, tmp_path, mode="http", fake=fake
        ) as world:
            await world.say("0.1 first, Smith file")
            await world.settled()
            monkeypatch.setattr(
                world.opened.slack.outbox, "bring", lambda *_, **__: None
            )
            for n in range(10):
                await world.say(f"0.1 letter {n} to client, Smith file")
            assert len(world.replies()) == 1
        async with slackworld.living(
            sqlite_url, tmp_path, mode="http", fake=fake
        ) as world:
            await world.until(lambda: len(world.replies()) == 11)
            await world.settled()
            texts = [each["text"] for each in world.replies()]

    assert all(sum(f"letter {n} " in each for each in texts) == 1 for n in range(10))


async def test_an_answer_far_back_in_the_conversation_is_found(world, monkeypatch):
    monkeypatch.setattr(outbox, "_LOOKED_AT", 2)
    world.slack.fail("chat.postMessage", "drop_after")
    await world.say(LINE)
    await world.reply(2)
    for n in range(7):
        other = {"ts": world.slack.ts(), "user": "U0ADA", "text": f"other {n}"}
        world.slack.messages["D0ADA"].append(other)
    await world.settled()

    assert sum("0.2 h" in each["text"] for each in world.replies()) == 1


async def test_marks_that_fail_harm_nothing(world):
    world.slack.fail("reactions.add", "already_reacted", "drop_after", "429")

    await world.say(LINE)

    await world.settled()
    assert len(world.replies()) == 2


async def test_without_the_right_to_look_the_answer_still_comes(world):
    world.slack.teams["xoxb-firm"].scopes.remove("im:history")
    world.slack.fail("chat.postMessage", "500")

    await world.say(LINE)

    await world.settled()
    assert any("call re scheduling" in each["text"] for each in world.replies())


async def test_a_revoked_token_loses_no_line(world):
    [team] = world.slack.teams.values()
    world.slack.teams = {}

    assert (await world.slack.send(world.slack.said(LINE))).acked

    await world.settled()
    assert len(world.rows()) == 2
    world.slack.teams = {"xoxb-firm": team}


async def test_what_cannot_be_kept_is_not_acknowledged_and_comes_again(
    world, monkeypatch
):
    payload = world.slack.said(LINE)

    def full(self, work, *, snapshot=False):
        raise Unavailable("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(type(world.bot.store), "write", full)
        first = await world.slack.send(payload)
        command = await world.slack.send(world.slack.command(LINE))
    second = await world.slack.send(payload, retry=1)

    assert first.status == 500
    assert "disk is full" in command.body["text"]
    assert second.acked
    assert [row[2] for row in world.rows()] == ["the first", "call re scheduling"]


async def test_a_fault_of_ours_has_a_reference_and_comes_again(
    world, monkeypatch, caplog
):
    payload = world.slack.said(LINE)

    def broken(self, said, *, progress=None):
        raise ZeroDivisionError("Quetzalcoatl")

    with monkeypatch.context() as patch:
        patch.setattr(type(world.bot), "answer", broken)
        first = await world.slack.send(payload)
        command = await world.slack.send(world.slack.command(LINE))

    assert first.status == 500
    assert "fault of ours" in command.body["text"]
    assert (await world.slack.send(payload, retry=1)).acked
    assert len(world.rows()) == 2


async def test_somebody_new_who_cannot_be_looked_up_comes_again(world):
    world.slack.fail("users.info", "429")
    payload = world.slack.said(LINE, user="U0BEN")

    assert (await world.slack.send(payload)).status == 500
    assert (await world.slack.send(payload, retry=1)).acked
    assert len(world.rows("U0BEN")) == 1


async def test_redelivery_days_later_is_known_and_has_its_own_day(world):
    old = f"{time.time() - 4 * 86_400:.6f}"
    payload = world.slack.said("0.2 an older call, Smith file", ts=old)

    for retry in range(3):
        assert (await world.slack.send(payload, retry=retry)).acked

    assert len(world.rows()) == 2
    await world.settled()
    day = datetime.fromtimestamp(float(old), ZoneInfo("Australia/Sydney"))
    assert day.strftime(" · %a %-d %b · ") in world.replies()[-1]["text"]


async def test_answers_that_were_not_brought_are_brought_after_a_restart(
    sqlite_url, tmp_path
):
    fake = FakeSlack()
    async with fake.running():
        async with slackworld.living(
            sqlite_url, tmp_path, mode="http", fake=fake
        ) as world:
            world.slack.fail("chat.postMessage", *["429"] * 40)
            assert (await world.slack.send(world.slack.said(LINE))).acked
            world.opened.slack.outbox.closing = True
            for task in list(world.opened.slack.outbox.tasks):
                task.cancel()
        fake.faults.clear()
        async with slackworld.living(
            sqlite_url, tmp_path, mode="http", fake=fake
        ) as world:
            # The engine's sweep may do so at the same moment, again and again.
            key = f"slack:T0FIRM:D0ADA:{fake.messages['D0ADA'][0]['ts']}"
            for _ in range(4):
                await asyncio.to_thread(
                    world.bot.bring,
                    "slack:T0FIRM:U0ADA",
                    key,
                    world.opened.slack.outbox.carry,
                )
            await world.reply()
            await world.settled()
            answers = [each for each in world.replies() if "0.2 h" in each["text"]]

    assert len(answers) == 1


async def test_a_socket_that_goes_is_opened_again(sqlite_url, tmp_path):
    async with slackworld.living(sqlite_url, tmp_path, mode="socket") as world:
        await world.say(LINE)
        health = await world.opened.health()
        for each in list(world.slack.sockets):
            await each.close()

        assert (await world.slack.send(world.slack.said("0.1 later, Smith file"))).acked
        assert health["ok"]
        assert world.slack.connects >= 2


async def test_slack_asks_for_a_new_socket(sqlite_url, tmp_path):
    async with slackworld.living(sqlite_url, tmp_path, mode="socket") as world:
        await world.say(LINE)
        await world.slack.sockets[0].send_json(
            {"type": "disconnect", "reason": "refresh_requested"}
        )
        await world.until(lambda: world.slack.connects >= 2)

        assert (await world.slack.send(world.slack.said("0.1 later, Smith file"))).acked


async def test_a_socket_that_cannot_open_says_so_and_opens_later(sqlite_url, tmp_path):
    fake = FakeSlack()
    fake.fail("apps.connections.open", "internal_error", "500")
    async with slackworld.living(
        sqlite_url, tmp_path, mode="socket", fake=fake
    ) as world:
        assert not (await world.opened.health())["ok"]

        await world.until(lambda: world.slack.sockets)
        await world.say(LINE)
        assert (await world.opened.health())["ok"]


async def test_a_slack_that_is_not_there_at_the_start_is_waited_for(
    sqlite_url, tmp_path
):
    fake = FakeSlack()
    fake.fail("auth.test", "internal_error", "internal_error", "internal_error")
    async with slackworld.living(sqlite_url, tmp_path, mode="http", fake=fake) as world:
        payload = world.slack.said(LINE)
        assert (await world.slack.send(payload)).status == 500

        await asyncio.sleep(2.5)
        for retry in range(2):
            told = await world.slack.send(payload, retry=1 + retry)
        assert told.acked
        assert world.rows() == KEPT


@pytest.mark.soak
async def test_a_socket_that_falls_silent_is_opened_anew(sqlite_url, tmp_path):
    fake = FakeSlack()
    fake.silent = True
    async with slackworld.living(
        sqlite_url, tmp_path, mode="socket", fake=fake
    ) as world:
        await world.say(LINE)
        fake.silent = False

        await world.until(lambda: fake.connects >= 2)
        await world.say("0.1 later, Smith file")
        assert len(world.rows()) == 2
