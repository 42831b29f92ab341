"""Who is not a full member of the workspace gets nowhere, with any kind of payload."""

import json
import logging

import pytest

from tests.fakes import slackworld
from tests.fakes.slack import person

LINE = "0.2 call re scheduling, Smith file"
MARKER = "Quetzalcoatl"


@pytest.fixture(params=["socket", "http"])
async def world(request, sqlite_url, tmp_path):
    async with slackworld.living(sqlite_url, tmp_path, mode=request.param) as opened:
        slack = opened.slack
        for each in (
            person("U0OUT", "Mallory Out", team="T0OTHER", is_stranger=True),
            person("U0QUIET", "Quiet Out", team="T0OTHER"),
            person("U0GUEST", "Guest One", is_restricted=True),
            person("U0SINGLE", "Guest Two", is_ultra_restricted=True),
            person("U0GONE", "Gone One", deleted=True),
            person("U0ROBOT", "Some Robot", is_bot=True),
        ):
            slack.users[each["id"]] = each
            slack.channels["C0GENERAL"].add(each["id"])
        yield opened


OUTSIDE = {
    "U0OUT": {"user_team": "T0OTHER", "source_team": "T0OTHER", "team": "T0OTHER"},
    "U0QUIET": {},
    "U0GUEST": {},
    "U0SINGLE": {},
    "U0GONE": {},
    "U0ROBOT": {},
    "U0NOBODY": {},
}


def payloads(slack, user, asked, view):
    """Return one payload of each kind that *user* may send."""
    more = OUTSIDE[user]
    own = {
        "id": user,
        "username": "x",
        "name": "x",
        "team_id": more.get("team", "T0FIRM"),
    }
    said = slack.said(LINE, user=user, **{"team": "T0FIRM", **more})
    team = {"team_id": more["team"]} if more else {}
    return {
        "message": said,
        "edit": slack.edited(said, "0.9 other, Smith file"),
        "delete": slack.deleted(said),
        "mention": slack.mentioned(LINE, user=user, **{"team": "T0FIRM", **more}),
        "home": slack.home_opened(user=user, **more),
        "reaction": slack.reacted(
            {"event": {"user": "U0ADA", "channel": "D0ADA", "ts": asked["ts"]}},
            user=user,
        ),
        "command": slack.command(LINE, user=user, **team),
        "press": {**slack.pressed(asked, "2.0 hours", user=user), "user": own},
        "undo": {**slack.pressed(asked, "Undo", user=user), "user": own},
        "submission": {
            **slack.submitted(view, {"time": "9.9", "narrative": "theirs"}, user=user),
            "user": own,
        },
        "shortcut": {**slack.shortcut("log_time_global", user=user), "user": own},
    }


@pytest.mark.parametrize("user", OUTSIDE)
async def test_outsiders_are_refused_whatever_they_send(world, user):
    await world.say("2 call, Smith file")
    asked = await world.reply()
    await world.settled()
    await world.slack.send(world.slack.pressed(asked, "Edit"))
    view = (await world.until(lambda: world.slack.views))[-1]
    before = (
        len(world.slack.views),
        {each: len(world.slack.messages.get(each, [])) for each in ("D0ADA",)},
    )

    for kind, payload in payloads(world.slack, user, asked, view).items():
        told = await world.slack.send(payload)
        assert told.acked, kind
        assert "theirs" not in json.dumps(told.body or ""), kind

    await world.settled()
    assert world.rows() == [(1, None, "call", "Smith", "open")]
    assert world.rows(user) == []
    assert len(world.slack.views) == before[0]
    assert user not in world.slack.homes
    with world.bot.store.read() as db:
        assert (
            db.connection().exec_driver_sql("SELECT count(*) FROM timekeeper").scalar()
            == 1
        )


async def test_our_own_messages_and_other_bots_are_left(world):
    await world.say(LINE)
    await world.settled()
    before = len(world.slack.by_bot("D0ADA"))

    for more in (
        {"user": "U0BOT"},
        {"bot_id": "B0OTHER"},
        {"bot_id": "B0BOT", "user": "U0BOT"},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"user": "USLACKBOT"},
    ):
        payload = world.slack.said("0.9 robot work, Smith file")
        payload["event"] |= more
        assert (await world.slack.send(payload)).acked

    await world.settled()
    assert len(world.rows()) == 1
    assert len(world.slack.by_bot("D0ADA")) == before


async def test_a_guest_is_told_why_by_a_command(world):
    told = await world.slack.send(world.slack.command(LINE, user="U0GUEST"))

    assert "guests cannot use it" in told.body["text"]


async def test_nobody_presses_the_buttons_of_a_colleague(world):
    await world.say("2 call, Smith file")
    asked = await world.reply()
    await world.settled()
    await world.say("0.1 mine, Chen file", user="U0BEN")

    for label in ("2.0 hours", "Undo", "Edit"):
        assert (
            await world.slack.send(world.slack.pressed(asked, label, user="U0BEN"))
        ).acked

    await world.settled()
    assert world.rows() == [(1, None, "call", "Smith", "open")]
    assert [row[2] for row in world.rows("U0BEN")] == ["mine"]
    assert not world.slack.views


async def test_a_new_person_is_greeted_once_with_what_slack_says_of_them(world):
    world.slack.users["U0BEN"] |= {"tz": "Pacific/Auckland", "locale": "en-US"}

    await world.say("0.1 a first thing, Chen file", user="U0BEN")
    await world.say("0.1 a second thing, Chen file", user="U0BEN")
    await world.slack.send(world.slack.home_opened(user="U0BEN"))

    await world.settled()
    greetings = [
        each
        for each in world.slack.by_bot("D0BEN")
        if each["text"].startswith("Hello Ben")
    ]
    assert len(greetings) == 1
    assert greetings[0]["text"].count("\n") == 3
    [ben] = [
        each
        for each in world.bot.people("slack:T0FIRM:U0BEN")
        if each.name == "Ben Okri"
    ]
    assert (ben.zone, ben.locale) == ("Pacific/Auckland", "en-AU")


async def test_joining_by_invitation(sqlite_url, tmp_path):
    async with slackworld.living(
        sqlite_url, tmp_path, TENTHS_JOINING="invited"
    ) as world:
        world.bot.join("chat:local", name="Ada")
        await world.slack.send(world.slack.home_opened(user="U0BEN"))
        for _ in range(2):
            await world.say(LINE, user="U0BEN")
        await world.settled()
        assert world.rows("U0BEN") == []
        assert (
            len(
                [
                    each
                    for each in world.slack.by_bot("D0BEN")
                    if "by invitation" in each["text"]
                ]
            )
            == 1
        )
        assert "by invitation" in str(world.slack.homes["U0BEN"])

        world.bot.person_add(
            "chat:local", address="slack:T0FIRM:U0ADA", name="Ada Byron"
        )
        await world.say("invite <@U0BEN>")
        await world.settled()
        assert "Ben Okri may keep time here" in world.slack.by_bot("D0ADA")[-1]["text"]
        await world.say(LINE, user="U0BEN")
        assert len(world.rows("U0BEN")) == 1


async def test_somebody_known_by_mail_is_the_same_person(sqlite_url, tmp_path):
    async with slackworld.living(sqlite_url, tmp_path) as world:
        world.bot.join("chat:local", name="Admin")
        world.bot.person_add("chat:local", email="ada@firm.example", name="Ada Byron")

        await world.say(LINE)

        assert len(world.bot.people("chat:local")) == 2


async def test_no_word_is_logged_and_no_word_is_in_a_button(world, caplog):
    caplog.set_level(logging.DEBUG)
    for name in ("bot", "handlers", "storage"):
        logging.getLogger(name).propagate = True

    said = await world.say(f"2 call re {MARKER}, {MARKER} file")
    await world.slack.send(
        world.slack.edited(said, f"0.3 call re {MARKER}, {MARKER} file")
    )
    await world.say(f"nothing readable {MARKER}")
    await world.say(f"0.2 outsider {MARKER}, Smith file", user="U0GUEST")
    await world.slack.send(world.slack.command(f"0.2 {MARKER} work, Smith file"))
    world.slack.fail("chat.postMessage", "500", "invalid_blocks", "channel_not_found")
    await world.say(f"0.4 more {MARKER}, Smith file")
    await world.settled()

    assert MARKER not in caplog.text
    assert "xoxb" not in caplog.text
    for each in world.slack.by_bot("D0ADA"):
        for block in each["blocks"]:
            for element in block.get("elements", []):
                assert MARKER not in str(element.get("value", ""))
