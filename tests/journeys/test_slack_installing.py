"""Workspaces install the app: tokens sealed, renewed, forgotten; each firm apart."""

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot import sealing
from bot.workspaces import Tokens
from tests.fakes import slackworld
from tests.fakes.slack import FakeSlack, Team, person

LINE = "0.2 call re scheduling, Smith file"
KEY = sealing.generate()
MANY = {
    "SLACK_BOT_TOKEN": "",
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "secret",
    "TENTHS_SECRET_KEY": KEY,
    "TENTHS_WEB_URL": "http://127.0.0.1:1",
}


@pytest.fixture
async def world(store_url, tmp_path):
    async with slackworld.living(store_url, tmp_path, mode="http", **MANY) as opened:
        yield opened


async def install(world, team, *, rotate=False):
    """Install the app as somebody in a browser would; return the last page."""
    fake = world.slack
    fake.installing, fake.rotate = team, rotate
    async with aiohttp.ClientSession(
        cookie_jar=aiohttp.CookieJar(unsafe=True)
    ) as browser:
        async with browser.get(
            f"{world.web}/slack/install", allow_redirects=False
        ) as answer:
            where = answer.headers["location"]
        async with browser.get(where, allow_redirects=False) as answer:
            back = answer.headers["location"].replace("http://127.0.0.1:1", world.web)
        async with browser.get(back) as answer:
            return answer.status, await answer.text(), back


async def test_a_workspace_installs_and_its_people_keep_time(world):
    [team] = world.slack.teams.values()

    status, page, _ = await install(world, team)
    await world.say(LINE)

    await world.settled()
    assert (status, "Tenths is installed in Lovelace &amp; Co." in page) == (200, True)
    assert len(world.rows()) == 1
    assert "0.2 h" in world.replies()[-1]["text"]


async def test_before_it_is_installed_nothing_is_kept(world):
    assert (await world.slack.send(world.slack.said(LINE))).acked
    told = await world.slack.send(world.slack.command(LINE))

    assert "not installed" in told.body["text"]
    assert world.rows() == []


async def test_tokens_are_sealed_where_they_are_kept(world):
    [team] = world.slack.teams.values()

    await install(world, team, rotate=True)

    with world.bot.store.read() as db:
        kept = db.connection().exec_driver_sql("SELECT * FROM workspace").all()
    assert len(kept) == 1
    assert "xox" not in str(kept)


async def test_a_link_is_for_one_browser_and_one_time(world):
    [team] = world.slack.teams.values()
    _, _, back = await install(world, team)

    async with aiohttp.ClientSession() as other, other.get(back) as answer:
        assert answer.status == 400
        assert "did not begin" in await answer.text()
    state = back.partition("state=")[2]
    async with (
        aiohttp.ClientSession(cookies={"tenths-slack-installation": state}) as same,
        same.get(back) as answer,
    ):
        assert answer.status == 400
        assert "used before" in await answer.text()


@pytest.mark.parametrize(
    "query",
    [
        "",
        "code=x",
        "state=x",
        "code=x&state=y",
        "error=access_denied&state=z",
        "state=%00&code=%00",
    ],
)
async def test_a_page_without_a_beginning_says_what_to_do(world, query):
    async with (
        aiohttp.ClientSession() as browser,
        browser.get(f"{world.web}/slack/oauth_redirect?{query}") as answer,
    ):
        assert answer.status == 400
        assert "Begin again" in await answer.text()


async def test_two_workspaces_are_two_firms(world):
    [team] = world.slack.teams.values()
    await install(world, team)
    other = Team("T0ZOE", "Wicomb Chambers", "xoxb-zoe", "U0BOTZ", "B0BOTZ")
    world.slack.teams["xoxb-zoe"] = other
    await install(world, other)
    world.slack.users["U0ZOE"] = person("U0ZOE", "Zoë Wicomb", team="T0ZOE")
    await world.say(LINE)

    theirs = world.slack.said("0.9 secret work, Brown file", user="U0ZOE", team="T0ZOE")
    theirs = world.slack.event({**theirs["event"], "team": "T0ZOE"}, team="T0ZOE")
    assert (await world.slack.send(theirs)).acked

    await world.settled()
    assert [row[2] for row in world.rows("U0ZOE", home="T0ZOE")] == ["secret work"]
    assert len(world.rows()) == 1
    names = {each.name for each in world.bot.people("slack:T0FIRM:U0ADA")}
    assert names == {"Ada Lovelace"}
    last = next(
        args
        for method, args in reversed(world.slack.calls)
        if method == "chat.postMessage" and args["channel"] == "D0ZOE"
    )
    assert "secret work" in last["text"] or "Hello" in last["text"]


async def test_somebody_of_one_workspace_is_a_stranger_in_the_other(world):
    [team] = world.slack.teams.values()
    await install(world, team)
    other = Team("T0ZOE", "Wicomb Chambers", "xoxb-zoe", "U0BOTZ", "B0BOTZ")
    world.slack.teams["xoxb-zoe"] = other
    await install(world, other)
    world.slack.users["U0ZOE"] = person("U0ZOE", "Zoë Wicomb", team="T0ZOE")

    shared = world.slack.said(
        LINE, user="U0ZOE", user_team="T0ZOE", source_team="T0ZOE"
    )
    assert (await world.slack.send(shared)).acked

    assert world.rows("U0ZOE") == []
    assert world.rows("U0ZOE", home="T0ZOE") == []


@pytest.mark.parametrize(
    "event",
    [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}},
    ],
)
async def test_a_workspace_that_takes_the_app_out_is_forgotten_and_its_time_kept(
    world, event
):
    [team] = world.slack.teams.values()
    await install(world, team)
    await world.say(LINE)
    await world.settled()

    assert (await world.slack.send(world.slack.event(event))).acked
    assert (await world.slack.send(world.slack.said("0.1 after, Smith file"))).acked

    assert len(world.rows()) == 1
    await install(world, team)
    await world.say("0.1 again, Smith file")
    assert len(world.rows()) == 2


async def test_a_token_is_renewed_before_it_ends_once(world):
    [team] = world.slack.teams.values()
    await install(world, team, rotate=True)
    spaces = world.opened.slack.workspaces
    found = spaces.find("slack:T0FIRM")
    spaces.renewed(
        found,
        Tokens(
            found.tokens.access,
            found.tokens.refresh,
            datetime.now(UTC) + timedelta(minutes=30),
        ),
    )
    world.opened.slack.homes.forget("T0FIRM")

    payloads = [world.slack.said(f"0.1 letter {n}, Smith file") for n in range(10)]
    told = await asyncio.gather(*(world.slack.send(each) for each in payloads))

    await world.settled()
    assert all(each.acked for each in told)
    renewals = [
        args
        for method, args in world.slack.calls
        if method == "oauth.v2.access" and args.get("grant_type") == "refresh_token"
    ]
    assert len(renewals) == 1
    assert spaces.find("slack:T0FIRM").tokens.access in world.slack.teams
    assert len(world.replies()) == 10


async def test_an_organisation_installs_for_all_its_workspaces(world):
    [team] = world.slack.teams.values()
    team.enterprise, team.org = "E0ORG", True
    await install(world, team)
    for user, name in (("W0ADA", "Ada Lovelace"), ("W0OUT", "Mallory Out")):
        world.slack.users[user] = person(
            user,
            name,
            team="T1",
            enterprise_user={
                "enterprise_id": "E0ORG" if user == "W0ADA" else "E0OTHER"
            },
        )

    for user, inside in (("W0ADA", "T1"), ("W0ADA", "T2"), ("W0OUT", "T1")):
        payload = world.slack.said(
            f"0.2 call from {inside}, Smith file", user=user, team=inside
        )
        payload |= {"team_id": inside, "enterprise_id": "E0ORG"}
        payload["authorizations"] = [
            {
                "enterprise_id": "E0ORG",
                "team_id": inside,
                "user_id": "U0BOT",
                "is_bot": True,
                "is_enterprise_install": True,
            }
        ]
        assert (await world.slack.send(payload)).acked

    await world.settled()
    assert [row[2] for row in world.rows("W0ADA", home="E0ORG")] == [
        "call from T1",
        "call from T2",
    ]
    assert world.rows("W0OUT", home="E0ORG") == []
    assert {
        args.get("team_id")
        for method, args in world.slack.calls
        if method == "chat.postMessage"
    } == {"T1", "T2"}


async def test_the_key_can_be_changed(sqlite_url, tmp_path):
    fake = FakeSlack()
    new = sealing.generate()
    async with fake.running():
        async with slackworld.living(
            sqlite_url, tmp_path, mode="http", fake=fake, **MANY
        ) as world:
            [team] = fake.teams.values()
            await install(world, team, rotate=True)
        both = MANY | {"TENTHS_SECRET_KEY": f"{new} {KEY}"}
        async with slackworld.living(
            sqlite_url, tmp_path, mode="http", fake=fake, **both
        ) as world:
            assert world.opened.slack.workspaces.reseal() == 2
            assert world.opened.slack.workspaces.reseal() == 0
        async with slackworld.living(
            sqlite_url,
            tmp_path,
            mode="http",
            fake=fake,
            **MANY | {"TENTHS_SECRET_KEY": new},
        ) as world:
            await world.say(LINE)
            assert len(world.rows()) == 1
