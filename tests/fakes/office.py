"""An office: the house of two firms, connected to a practice system that is a fake."""

import atexit
from dataclasses import dataclass, field, replace
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

import httpx2

from bot import sealing, systems
from bot.settings import Settings
from bot.work import Later
from tests.fakes import house as houses
from tests.fakes.carrier import Carrier
from tests.fakes.house import House
from tests.fakes.practice import Practice

SECRET = "a-secret-of-more-than-thirty-two-characters"
WEB = "https://tenths.firm.example"
MATTERS = (
    (12345, "2024-FAM-0312", "Smith v Jones"),
    (12400, "2024-COM-0007", "Chen Holdings"),
)
# Making a client reads all the certificates there are; a test need not wait for that.
_BROWSER = httpx2.Client(follow_redirects=False, verify=False)
_CARRIER = Carrier()
atexit.register(_CARRIER.close)
atexit.register(_BROWSER.close)


def environ(practice: Practice) -> dict[str, str]:
    """Return an environment in which *practice* is the only practice system."""
    name = practice.dialect.__name__.rpartition(".")[2]
    urls = {
        "clio": {"TENTHS_CLIO_URL": practice.url, "TENTHS_CLIO_REGION": "au"},
        "actionstep": {
            "TENTHS_ACTIONSTEP_AUTHORISE_URL": f"{practice.url}/api/oauth/authorize",
            "TENTHS_ACTIONSTEP_TOKEN_URL": f"{practice.url}/api/oauth/token",
        },
        "smokeball": {
            "TENTHS_SMOKEBALL_URL": practice.url,
            "TENTHS_SMOKEBALL_AUTH_URL": practice.url,
            "TENTHS_SMOKEBALL_REGION": "au",
            "TENTHS_SMOKEBALL_API_KEY": "key",
        },
    }[name]
    return {
        f"TENTHS_{name.upper()}_CLIENT_ID": "client",
        f"TENTHS_{name.upper()}_CLIENT_SECRET": "s3cret",
        "TENTHS_SECRET_KEY": SECRET,
        "TENTHS_WEB_URL": WEB,
        **urls,
    }


def settings(practice: Practice, **more) -> Settings:
    """Return settings with which *practice* is the only practice system."""
    return Settings.from_env({"TENTHS_TIMEZONE": "UTC", **environ(practice), **more})


def opened_link(bot, text):
    """Open the link in a *text*, say yes there; return where the browser ends."""
    word = text.rpartition("/connect/")[2].split()[0]
    assert bot.practice.offered(word).button
    leaving = bot.practice.leave(word)
    answer = _BROWSER.get(leaving.address)
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["location"])
    return leaving, dict(parse_qsl(back.query))


def connected(bot, text):
    """Follow the link in a *text* to the end, and come back connected."""
    leaving, said = opened_link(bot, text)
    return bot.practice.come_back(
        state=said["state"], browser=leaving.browser, code=said["code"], error=""
    )


@dataclass
class Office:
    """Ada at work: what she says, and the work that her answers make due."""

    house: House
    practice: Practice
    name: str
    due: list = field(default_factory=list)
    told: list = field(default_factory=list)
    closing: tuple = ()

    def say(self, text, **more):
        return self.house.say(text, **more)

    def pass_time(self, seconds):
        self.house.clock[0] += timedelta(seconds=seconds)

    def open_link(self, who="ada", region=""):
        """Ask for a link, open it, say yes there; return where the browser ends."""
        text = self.say(f"connect {self.name} {region}".strip(), who=who).text
        return opened_link(self.house.bot, text)

    def connect(self, who="ada"):
        text = self.say(f"connect {self.name}", who=who).text
        done = connected(self.house.bot, text)
        self.drain()
        return done

    def drain(self, *, most=400):
        """Do what is due until nothing is, letting time pass where it is waited for."""
        for _ in range(most):
            if not self.due:
                return
            job, number = self.due[0]
            outcome = self.house.bot.practice.do(job, number)
            if isinstance(outcome, Later):
                self.pass_time((outcome.seconds or 1.0) + 0.01)
                continue
            self.due.pop(0)
            if outcome is not None:
                self.told.append(outcome.text)
        raise AssertionError("it does not come to an end")

    def push(self, words="", *, who="ada"):
        """Push and say yes; return what was shown, and the result."""
        shown = self.say(f"push {self.name} {words}".strip(), who=who)
        if not shown.choices:
            return shown.text, ""
        self.say("yes", who=who)
        self.drain()
        return shown.text, self.told[-1]


def opened(house: House, practice: Practice, *, settle=120.0, **environ) -> Office:
    """Return an office in *house* whose practice system is *practice*."""
    name = practice.dialect.__name__.rpartition(".")[2]
    made = systems.configured(settings(practice, **environ))
    office = Office(house, practice, name)

    def enqueue(db, job, number):
        del db
        office.due.append((job, number))

    found = replace(made, send=_CARRIER.send, settle=settle)
    house.bot = replace(
        house.bot, desk=replace(house.bot.desk, systems=found, enqueue=enqueue)
    )
    for matter_id, number, words in MATTERS:
        practice.dialect.matter(practice, matter_id, number, words)
    return office


__all__ = ["Office", "houses", "opened", "sealing", "settings"]
