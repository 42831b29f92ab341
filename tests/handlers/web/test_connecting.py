"""The pages on which a person connects, through the real web app."""

import re
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import httpx2
import pytest

from bot import systems
from handlers.web import connecting, pages, server, site
from storage import accounts
from storage.engine import open_store
from tests.fakes import clio, office
from tests.fakes import house as houses
from tests.fakes import practice as fake


async def _well():
    return {}


@pytest.fixture
def desk(sqlite_url, tmp_path):
    store = open_store(sqlite_url, migrate=False)
    practice = fake.Practice(clio)
    with fake.running(practice):
        yield office.opened(houses.opened(store, tmp_path), practice)
    store.close()


@asynccontextmanager
async def _browser(desk):
    """Give a browser at our web app, as others reach it."""
    routes = connecting.Connecting(desk.house.bot.practice, secure=False).routes
    app = site.made(routes, health=_well)
    async with (
        server.opened(app, host="127.0.0.1", port=0) as port,
        httpx2.AsyncClient(
            base_url=f"http://127.0.0.1:{port}", verify=False
        ) as browser,
    ):
        yield browser


def _link(desk):
    return urlsplit(desk.say("connect clio").text.rpartition("\n")[2]).path


async def _back(browser, leaving):
    """Follow a browser to the system, which says yes, and back to us."""
    there = await browser.get(leaving.headers["location"])
    back = urlsplit(there.headers["location"])
    return await browser.get(f"{back.path}?{back.query}")


async def test_a_person_connects(desk):
    async with _browser(desk) as browser:
        path = _link(desk)
        shown = await browser.get(path)
        leaving = await browser.post(path)
        done = await _back(browser, leaving)

    assert "Connect Tenths to Clio (Australia)" in shown.text
    assert "Continue to Clio" in shown.text
    assert leaving.status_code == 303
    assert "Connected to Clio as Ada Byron." in done.text
    assert "say push clio" in done.text
    desk.drain()
    assert "Smith v Jones" in desk.say("matters").text


async def test_what_only_looks_does_not_use_a_link_up(desk):
    async with _browser(desk) as browser:
        path = _link(desk)
        for _ in range(3):
            assert (await browser.get(path)).status_code == 200
            assert (await browser.head(path)).status_code == 200
        assert (await browser.post(path)).status_code == 303
        used = await browser.post(path)

    assert used.status_code == 400
    assert "This link has been used, or is too old." in used.text


async def test_another_browser_gets_nowhere(desk):
    async with _browser(desk) as browser, _browser(desk) as other:
        leaving = await browser.post(_link(desk))
        there = await browser.get(leaving.headers["location"])
        back = urlsplit(there.headers["location"])
        refused = await other.get(f"{back.path}?{back.query}")

    assert refused.status_code == 400
    assert "does not belong to a link" in refused.text
    with desk.house.bot.store.read() as db:
        assert accounts.listed(db, firm_id=1) == []


async def test_a_no_there_is_said_in_plain_words(desk):
    async with _browser(desk) as browser:
        leaving = await browser.post(_link(desk))
        state = dict(httpx2.URL(leaving.headers["location"]).params)["state"]
        refused = await browser.get(f"{systems.BACK}?error=access_denied&state={state}")

    assert refused.status_code == 400
    assert "the request was declined, so nothing was connected" in refused.text


@pytest.mark.parametrize(
    "path",
    [
        "/connect/nothing",
        "/connect/" + "x" * 4_000,
        systems.BACK,
        f"{systems.BACK}?state=%00&code=%F0",
        "/connect/%3Cscript%3E",
    ],
    ids=lambda each: each[:30],
)
async def test_whatever_is_asked_is_a_page_and_no_fault(desk, path):
    async with _browser(desk) as browser:
        answers = [await browser.get(path), await browser.post(path)]

    assert {each.status_code for each in answers} <= {400, 405}
    assert "<script" not in answers[0].text


async def test_a_fault_of_ours_is_said_and_tells_nothing(desk, caplog):
    async with _browser(desk) as browser:
        leaving = await browser.post(_link(desk))
        desk.house.bot.store.close()
        failed = await _back(browser, leaving)

    assert failed.status_code == 500
    assert "a fault of ours" in failed.text
    assert "code=" not in caplog.text


async def test_nothing_may_keep_frame_or_run_a_page(desk):
    async with _browser(desk) as browser:
        shown = await browser.get(_link(desk))

    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["referrer-policy"] == "no-referrer"
    policy = shown.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    style = re.search(r"<style>(.*?)</style>", shown.text, re.DOTALL)[1]
    assert style == pages._STYLE
    assert "<script" not in shown.text


async def test_the_cookie_is_for_this_alone(desk):
    practice = desk.house.bot.practice
    secure = connecting.Connecting(practice, secure=True)._cookie("x", seconds=900)

    assert (
        secure
        == "tenths-connect=x; Path=/connect/; Max-Age=900; HttpOnly; SameSite=Lax; Secure"
    )


def test_a_name_cannot_bring_markup():
    shown = pages.shown(connecting.Page("<b>Ada</b>", ("a & b",), "go"))

    assert b"<b>Ada" not in shown.body
    assert b"a &amp; b" in shown.body
