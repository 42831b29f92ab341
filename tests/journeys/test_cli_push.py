"""A push from the terminal: connect, push, receipts, without anything that serves."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from bot import service
from bot.settings import Settings
from tests.fakes import clio, office
from tests.fakes import practice as fake
from tests.fakes.terminal import Terminal, furnished


@pytest.fixture
def practice():
    system = fake.Practice(clio)
    clio.matter(system, 12345, "2024-FAM-0312", "Smith v Jones")
    with fake.running(system):
        yield system


@pytest.fixture
def terminal(tmp_path, practice):
    env = {
        "TENTHS_CLIO_CLIENT_ID": "client",
        "TENTHS_CLIO_CLIENT_SECRET": "s3cret",
        "TENTHS_CLIO_URL": practice.url,
        "TENTHS_CLIO_REGION": "au",
        "TENTHS_SECRET_KEY": office.SECRET,
        "TENTHS_WEB_URL": office.WEB,
    }
    return furnished(tmp_path, env)


def _connected(terminal: Terminal):
    """Follow the link that the terminal gives, as the web app would."""
    said = terminal.call("say", "connect", "clio").stdout
    word = said.rpartition("/connect/")[2].split()[0]
    database = terminal.home / ".local/share/tenths/tenths.sqlite3"
    settings = Settings.from_env(
        {**terminal.environ, "TENTHS_DATABASE_URL": f"sqlite:///{database}"}
    )
    bot = service.open_bot(settings, now=lambda: datetime.now(UTC))
    leaving = bot.practice.leave(word)
    back = urlsplit(office._BROWSER.get(leaving.address).headers["location"])
    told = dict(parse_qsl(back.query))
    bot.practice.come_back(
        state=told["state"], browser=leaving.browser, code=told["code"], error=""
    )
    bot.close()


def test_a_day_is_pushed_from_the_terminal(terminal, practice):
    _connected(terminal)
    terminal.call("say", "0.2 call re scheduling, Smith file")
    first = terminal.call("push", "clio")
    terminal.call("say", "matter 1 2024-FAM-0312")
    shown = terminal.call("push", "clio")
    asked = len(practice.made)
    done = terminal.call("push", "--yes")

    assert "They are being fetched" in first.stdout
    assert "Push 1 entry to Clio? Say yes or no." in shown.stdout
    assert asked == 0
    assert (done.returncode, len(practice.made)) == (0, 1)
    [made] = practice.made
    assert f"Clio {made}" in done.stdout
    assert f"Clio {made}" in terminal.call("say", "receipts").stdout
    assert f"Clio {made}" in terminal.call("say", "why", "1").stdout


def test_a_yes_in_another_command_pushes_what_was_shown(terminal, practice):
    _connected(terminal)
    terminal.call("push", "clio")
    terminal.call("say", "0.2 call re scheduling, Smith file")
    terminal.call("push", "clio")

    done = terminal.call("say", "yes")

    assert "1 entry · 0.2 h" in done.stdout
    assert len(practice.made) == 1


def test_in_the_chat_the_result_follows_the_yes(terminal, practice):
    _connected(terminal)
    terminal.call("push", "clio")

    done = terminal.call(
        "chat", said="0.2 call re scheduling, Smith file\npush clio\nyes\nundo push\n"
    )

    assert "1 entry · 0.2 h" in done.stdout
    assert "1 entry taken out again" in done.stdout
    assert practice.made == {}


def test_status_says_who_is_connected(terminal):
    before = terminal.call("status").stdout
    _connected(terminal)

    assert "nobody is connected; say connect clio" in before
    assert "1 person connected" in terminal.call("status").stdout


def test_without_a_system_the_terminal_says_what_to_set(tmp_path):
    done = furnished(tmp_path).call("push")

    assert done.returncode == 1
    assert "TENTHS_CLIO_CLIENT_ID" in done.stderr
