"""Channels, commands, shortcuts, forms and the home page: each for its person alone."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.messages import Said
from bot.syncing import SYNC
from tests.fakes import clio, office, slackblocks, slackworld
from tests.fakes import practice as fake

LINE = "0.2 call re scheduling, Smith file"
KEPT = (1, 12, "call re scheduling", "Smith", "ready")


@pytest.fixture(params=["socket", "http"])
async def world(request, sqlite_url, tmp_path):
    async with slackworld.living(sqlite_url, tmp_path, mode=request.param) as opened:
        yield opened


async def test_a_command_keeps_a_line_and_only_its_person_sees_it(world):
    told = await world.slack.send(world.slack.command(LINE))

    assert told.body["response_type"] == "ephemeral"
    assert told.body["text"].startswith("✓ 0.2 h · Smith · call re scheduling")
    assert not slackblocks.faults(told.body["blocks"])
    assert world.rows() == [KEPT]
    await world.settled()
    assert not world.slack.messages.get("C0GENERAL")


async def test_the_same_command_twice_is_once(world):
    payload = world.slack.command(LINE)

    first, second = [await world.slack.send(payload) for _ in range(2)]

    assert first.body["text"] == second.body["text"]
    assert world.rows() == [KEPT]


@pytest.mark.parametrize(
    "text", ["today", "help", "status", "matters", "nonsense without a time", "week"]
)
async def test_commands_answer_in_their_ack(world, text):
    await world.slack.send(world.slack.command(LINE))

    told = await world.slack.send(world.slack.command(text))

    assert told.body["text"]
    assert not slackblocks.faults(told.body["blocks"])


async def test_a_file_asked_for_in_a_channel_comes_to_the_person_alone(world):
    await world.slack.send(world.slack.command(LINE))

    told = await world.slack.send(world.slack.command("export csv"))

    assert "✓" in told.body["text"]
    await world.settled()
    [file] = [each for each in world.slack.files.values() if each.get("channel")]
    assert file["channel"] == "D0ADA"
    assert b"call re scheduling" in file["content"]
    assert not world.slack.messages.get("C0GENERAL")


async def test_a_command_alone_opens_a_form_that_keeps_an_entry(world):
    told = await world.slack.send(world.slack.command(""))
    view = (await world.until(lambda: world.slack.views))[-1]
    sent = world.slack.submitted(
        view,
        {
            "time": "0.3",
            "narrative": "drafting orders",
            "matter": "Patel",
            "billing": "no_charge",
        },
    )

    for _ in range(2):
        assert (await world.slack.send(sent)).acked

    assert told.acked
    await world.settled()
    assert world.rows() == [(1, 18, "drafting orders", "Patel", "ready")]
    assert "0.3 h · Patel · drafting orders · no charge" in world.replies()[-1]["text"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"time": "soon"}, "time"),
        ({"time": "2"}, "time"),
        ({"narrative": " "}, "narrative"),
        ({"day": "2099-01-01"}, "day"),
    ],
)
async def test_a_form_says_at_the_field_what_is_wrong(world, values, field):
    await world.slack.send(world.slack.command(""))
    view = (await world.until(lambda: world.slack.views))[-1]
    good = {"time": "0.3", "narrative": "drafting orders", "matter": "Patel"}

    told = await world.slack.send(world.slack.submitted(view, good | values))

    assert told.body["response_action"] == "errors"
    assert set(told.body["errors"]) == {field}
    assert world.rows() == []
    assert (await world.slack.send(world.slack.submitted(view, good))).acked
    assert len(world.rows()) == 1


async def test_a_matter_is_picked_from_the_list(world):
    await world.say("matter add 2024-FAM-0312 Smith v Jones")
    await world.slack.send(world.slack.command(""))
    view = (await world.until(lambda: world.slack.views))[-1]
    [matter] = [each for each in view["blocks"] if each["block_id"] == "matter"]
    [option] = matter["element"]["options"]

    await world.slack.send(
        world.slack.submitted(
            view,
            {"time": "0.3", "narrative": "drafting orders", "matter": option["value"]},
        )
    )

    await world.settled()
    assert option["text"]["text"] == "Smith v Jones (2024-FAM-0312)"
    assert "Smith v Jones (2024-FAM-0312)" in world.replies()[-1]["text"]


async def test_many_matters_are_searched_for(world):
    for start in range(0, 120, 40):
        for n in range(start, start + 40):
            world.bot.answer(
                await _said(world, f"matter add M-{n:03} Client{n:03} v Other")
            )
    await world.slack.send(world.slack.command(""))
    view = (await world.until(lambda: world.slack.views))[-1]
    [matter] = [each for each in view["blocks"] if each["block_id"] == "matter"]
    ask = {
        **world.slack.shortcut("x"),
        "type": "block_suggestion",
        "action_id": "matter",
        "block_id": "matter",
        "value": "client007",
        "view": view,
        "container": {"type": "view"},
    }

    told = await world.slack.send(ask)

    assert matter["element"]["type"] == "external_select"
    assert [each["text"]["text"] for each in told.body["options"]] == [
        "Client007 v Other (M-007)"
    ]


async def test_a_message_becomes_an_entry_by_a_shortcut(world):
    message = {
        "type": "message",
        "user": "U0BEN",
        "text": "0.4 reviewed R&amp;D contract, Acme file",
        "ts": "1700000000.000100",
    }

    assert (
        await world.slack.send(
            world.slack.shortcut("log_time_message", message=message)
        )
    ).acked

    view = (await world.until(lambda: world.slack.views))[-1]
    initial = {
        each["block_id"]: each["element"].get("initial_value")
        for each in view["blocks"]
    }
    assert (initial["time"], initial["narrative"], initial["matter"]) == (
        "0.4",
        "reviewed R&D contract",
        "Acme",
    )
    await world.slack.send(world.slack.submitted(view, {}))
    await world.settled()
    assert world.rows() == [(1, 24, "reviewed R&D contract", "Acme", "ready")]


async def test_the_global_shortcut_opens_an_empty_form(world):
    assert (await world.slack.send(world.slack.shortcut("log_time_global"))).acked

    assert await world.until(lambda: world.slack.views)


async def test_a_mention_is_answered_to_the_person_alone(world):
    assert (await world.slack.send(world.slack.mentioned(LINE))).acked

    await world.settled()
    assert world.rows() == [KEPT]
    [quiet] = world.slack.ephemerals
    assert (quiet["channel"], quiet["user"]) == ("C0GENERAL", "U0ADA")
    assert not world.slack.messages.get("C0GENERAL")


async def test_an_edited_mention_is_the_same_entry(world):
    payload = world.slack.mentioned(LINE)
    await world.slack.send(payload)
    event = {
        **payload["event"],
        "text": "<@U0BOT> 0.4 call re scheduling, Smith file",
        "edited": {"user": "U0ADA", "ts": world.slack.ts()},
    }

    await world.slack.send(world.slack.event(event))

    await world.settled()
    assert world.rows() == [(1, 24, "call re scheduling", "Smith", "ready")]


async def test_a_mention_where_the_person_cannot_be_whispered_to_is_answered_alone(
    world,
):
    world.slack.channels["C0GENERAL"].discard("U0ADA")

    await world.slack.send(world.slack.mentioned(LINE))

    await world.settled()
    assert "call re scheduling" in world.replies()[-1]["text"]
    assert not world.slack.messages.get("C0GENERAL")


async def test_buttons_of_a_whispered_answer_work(world):
    await world.slack.send(world.slack.mentioned("2 call, Smith file"))
    await world.until(lambda: world.slack.ephemerals)
    [quiet] = world.slack.ephemerals

    assert (
        await world.slack.send(
            world.slack.pressed(quiet, "2.0 hours", channel="C0GENERAL")
        )
    ).acked

    await world.settled()
    assert world.rows()[0][1] == 120
    assert world.slack.responses[-1]["replace_original"] is True
    assert not world.slack.messages.get("C0GENERAL")


async def test_a_bare_mention_is_helped(world):
    await world.slack.send(world.slack.mentioned(""))

    await world.settled()
    assert "keeps an entry" in world.slack.ephemerals[-1]["text"]


async def test_a_channel_bound_to_a_matter_gives_its_lines_that_matter(world):
    for text in ("bind Smith v Jones", "0.2 call", "0.1 email, Chen file"):
        await world.slack.send(world.slack.mentioned(text))
    await world.slack.send(world.slack.command("0.3 research"))
    await world.slack.send(world.slack.command("0.4 elsewhere", channel="C0OTHER"))

    await world.settled()
    assert [(row[2], row[3]) for row in world.rows()] == [
        ("call", "Smith v Jones"),
        ("email", "Chen"),
        ("research", "Smith v Jones"),
        ("elsewhere", None),
    ]


async def test_messages_in_channels_that_do_not_name_us_are_left(world):
    payload = world.slack.said(LINE, channel="C0GENERAL")
    payload["event"]["channel_type"] = "channel"

    assert (await world.slack.send(payload)).acked
    assert world.rows() == []


async def test_the_home_page_shows_the_day_and_follows_it(world):
    await world.slack.send(world.slack.home_opened())
    page = await world.until(lambda: world.slack.homes.get("U0ADA"))
    assert "Nothing is kept for today yet" in str(page)

    await world.say("0.2 call, Smith file\n2 email, Jones file")

    page = await world.until(
        lambda: (p := world.slack.homes["U0ADA"]) and "*Smith*" in str(p) and p
    )
    said = slackblocks.words(page["blocks"])
    assert "Still open" in said
    assert "Total 0.2 h" in said
    assert "This week" in said


async def test_the_home_page_edits_and_exports(world):
    await world.slack.send(world.slack.home_opened())
    await world.say(LINE)
    page = await world.until(
        lambda: (p := world.slack.homes.get("U0ADA")) and "*Smith*" in str(p) and p
    )

    await world.slack.send(world.slack.pressed(page, "Edit"))
    view = (await world.until(lambda: world.slack.views))[-1]
    await world.slack.send(world.slack.submitted(view, {"time": "0.6"}))
    await world.settled()
    await world.slack.send(world.slack.pressed(page, "clio"))
    await world.settled()

    assert world.rows()[0][1] == 36
    [file] = [each for each in world.slack.files.values() if each.get("channel")]
    assert file["name"].endswith("clio.csv")


async def test_the_home_page_shows_settings_and_what_comes_round(world):
    await world.slack.send(world.slack.home_opened())
    await world.say("remind 17:00")
    await world.reply()
    page = await world.until(
        lambda: (p := world.slack.homes.get("U0ADA")) and "17:00" in str(p) and p
    )

    await world.slack.send(world.slack.pressed(page, "Settings"))
    await world.reply(2)
    await world.slack.send(world.slack.pressed(page, "Schedule"))
    await world.settled()

    assert not slackblocks.faults(page["blocks"], "home")
    assert "Push to" not in str(page)
    _, settings, schedule = [each["text"] for each in world.replies()]
    assert "Australia/Sydney" in settings
    assert schedule.startswith("1 · 17:00 · remind below")


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_a_push_from_the_home_page_is_shown_and_not_sent(
    sqlite_url, tmp_path, mode
):
    practice = fake.Practice(clio)
    with fake.running(practice):
        environ = office.environ(practice)
        async with slackworld.living(
            sqlite_url, tmp_path, mode=mode, **environ
        ) as world:
            await world.slack.send(world.slack.home_opened())
            await world.say(LINE)
            await world.reply()
            page = await world.until(
                lambda: (
                    (p := world.slack.homes.get("U0ADA")) and "Smith" in str(p) and p
                )
            )
            await world.slack.send(world.slack.pressed(page, "Connect Clio"))
            link = await world.reply(2)
            done = await asyncio.to_thread(office.connected, world.bot, link["text"])
            await asyncio.to_thread(world.bot.practice.do, SYNC, done.account_id)
            await world.slack.send(world.slack.home_opened())
            page = await world.until(
                lambda: (
                    (p := world.slack.homes.get("U0ADA"))
                    and "Push to Clio" in str(p)
                    and p
                )
            )
            await world.slack.send(world.slack.pressed(page, "Push to Clio"))
            shown = await world.reply(3)

    assert not slackblocks.faults(page["blocks"], "home")
    assert "Clio" in shown["text"]
    assert practice.made == {}


async def test_who_runs_the_workspace_sets_who_may_join(world):
    await world.slack.send(world.slack.home_opened())
    page = await world.until(lambda: world.slack.homes.get("U0ADA"))

    await world.slack.send(world.slack.pressed(page, "Only who is invited may start"))
    await world.slack.send(
        world.slack.pressed(page, "Every full member may start", user="U0BEN")
    )

    await world.say(LINE, user="U0BEN")
    await world.settled()
    assert world.rows("U0BEN") == []


async def test_only_who_runs_the_workspace_sees_that_setting(world):
    await world.slack.send(world.slack.home_opened(user="U0BEN"))

    page = await world.until(lambda: world.slack.homes.get("U0BEN"))
    assert "Who may use Tenths" not in str(page)


async def test_the_messages_tab_publishes_nothing(world):
    await world.slack.send(world.slack.home_opened(tab="messages"))

    await world.settled()
    assert not world.slack.homes


async def _said(world, text):
    if not world.rows():
        await world.say("0.1 first, Chen file")
    return Said(by="slack:T0FIRM:U0ADA", text=text, key=text, at=datetime.now(UTC))
