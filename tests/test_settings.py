"""The environment is read once; whatever is wrong with it is said at once."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import settings
from bot.errors import Problem
from bot.settings import Settings, SettingsProblem

ROOT = Path(__file__).parents[1]


def read(**environ: str) -> Settings:
    return Settings.from_env(environ, machine_zone=lambda: "Australia/Sydney")


def faults(**environ: str) -> tuple[str, ...]:
    with pytest.raises(SettingsProblem) as caught:
        read(**environ)
    return caught.value.faults


def test_nothing_needs_to_be_set():
    chosen = read()

    assert chosen.database_url.startswith("sqlite:///")
    assert chosen.locale == "en-AU"
    assert chosen.zone == ZoneInfo("Australia/Sydney")
    assert (chosen.rounding, chosen.unit_minutes, chosen.minimum_units) == ("up", 6, 1)
    assert chosen.notes == ()


def test_a_variable_that_is_empty_is_not_set():
    assert read(TENTHS_ROUNDING="", TENTHS_LOCALE="  ").rounding == "up"


def test_other_programs_variables_are_none_of_ours():
    assert read(PATH="/bin", SLACK_BOT_TOKEN="xoxb").locale == "en-AU"


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("TENTHS_LOCALE", "en_us", "locale", "en-US"),
        ("TENTHS_LOCALE", "en_GB.UTF-8", "locale", "en-GB"),
        ("TENTHS_TIMEZONE", "Pacific/Auckland", "timezone", "Pacific/Auckland"),
        ("TENTHS_ROUNDING", "Nearest", "rounding", "nearest"),
        ("TENTHS_UNIT_MINUTES", "15", "unit_minutes", 15),
        ("TENTHS_MINIMUM_UNITS", "0", "minimum_units", 0),
        ("TENTHS_CLIO_DATES", "mm/dd/yyyy", "clio_dates", "MM/DD/YYYY"),
        ("TENTHS_NARRATIVE_LIMIT", "500", "narrative_limit", 500),
        ("TENTHS_EXPORTS", "/nowhere/yet", "exports", Path("/nowhere/yet")),
        (
            "TENTHS_DATABASE_URL",
            "postgres://ada:p@db/tenths",
            "database_url",
            "postgresql+psycopg://ada:p@db/tenths",
        ),
        (
            "TENTHS_DATABASE_URL",
            "sqlite:////tmp/a.sqlite3",
            "database_url",
            "sqlite:////tmp/a.sqlite3",
        ),
    ],
)
def test_a_variable_is_read(name, value, field, expected):
    assert getattr(read(**{name: value}), field) == expected


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("TENTHS_LOCALE", "fr-FR", "is not one of en-AU, en-NZ, en-GB, en-US"),
        ("TENTHS_TIMEZONE", "Sydney", "did you mean Australia/Sydney?"),
        ("TENTHS_TIMEZONE", "AEST", "is not the IANA name of a time zone"),
        ("TENTHS_TIMEZONE", "../../etc/passwd", "is not the IANA name"),
        ("TENTHS_ROUNDING", "down", "is not up, nearest or none"),
        ("TENTHS_UNIT_MINUTES", "six", "is not a whole number of minutes from 1 to 60"),
        ("TENTHS_UNIT_MINUTES", "0", "is not a whole number of minutes from 1 to 60"),
        ("TENTHS_MINIMUM_UNITS", "-1", "is not a whole number of units from 0 to 100"),
        ("TENTHS_FORMATS", "/no/such/place", "is not a folder"),
        ("TENTHS_EXPORTS", __file__, "is a file, not a folder"),
        ("TENTHS_CLIO_DATES", "YYYY-MM-DD", "is not DD/MM/YYYY or MM/DD/YYYY"),
        ("TENTHS_NARRATIVE_LIMIT", "long", "is not a whole number of characters"),
        ("TENTHS_DATABASE_URL", "mysql://x/y", "is neither a sqlite:// nor"),
        ("TENTHS_DATABASE_URL", "postgresql://a:b@c:port/d", "is neither a sqlite://"),
        ("TENTHS_DATABASE_URL", "tenths.sqlite3", "is neither a sqlite://"),
    ],
)
def test_a_fault_names_the_variable_what_is_wrong_and_an_example(name, value, says):
    (fault,) = faults(**{name: value})

    assert fault.startswith(f"{name}: ")
    assert says in fault
    assert f"Example: {name}=" in fault


@pytest.mark.parametrize("name", settings.VARIABLES)
def test_every_example_can_be_used(name, tmp_path):
    example = str(
        Settings.model_fields[name.removeprefix("TENTHS_").lower()].examples[0]
    )
    value = str(tmp_path) if example.startswith("/") else example

    assert read(**{name: value})


def test_all_faults_are_named_at_once():
    found = faults(
        TENTHS_LOCALE="xx",
        TENTHS_TIMEZONE="Mars/Olympus",
        TENTHS_UNIT_MINUTES="six",
        TENTHS_LOCAL="en-AU",
        TENTHS_DATABASE_URL_FILE="/no/such/file",
    )

    assert [each.partition(":")[0] for each in found] == [
        "TENTHS_DATABASE_URL_FILE",
        "TENTHS_LOCAL",
        "TENTHS_LOCALE",
        "TENTHS_TIMEZONE",
        "TENTHS_UNIT_MINUTES",
    ]


def test_the_fault_is_a_problem_that_lists_them():
    with pytest.raises(Problem, match="2 settings in the environment") as caught:
        read(TENTHS_LOCALE="xx", TENTHS_ROUNDING="yy")

    assert str(caught.value).count("\n- ") == 2


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("TENTHS_LOCAL", "TENTHS_LOCALE"),
        ("TENTHS_TIME_ZONE", "TENTHS_TIMEZONE"),
        ("TENTHS_DATABASE", "TENTHS_DATABASE_URL"),
        ("TENTHS_MINUMUM_UNIT", "TENTHS_MINIMUM_UNITS"),
        ("TENTHS_rounding", "TENTHS_ROUNDING"),
    ],
)
def test_a_name_that_is_not_ours_is_answered_with_the_nearest(name, nearest):
    (fault,) = faults(**{name: "x"})

    assert fault == f"{name}: there is no such setting. Did you mean {nearest}?"


def test_a_name_like_none_of_ours_is_answered_with_all():
    (fault,) = faults(TENTHS_ZZZZ="x")

    assert all(name in fault for name in settings.VARIABLES)


def test_a_secret_is_read_from_its_file(tmp_path):
    secret = tmp_path / "url"
    secret.write_text("postgresql://ada:hush@db/tenths\n")

    chosen = read(TENTHS_DATABASE_URL_FILE=str(secret))

    assert chosen.database_url == "postgresql+psycopg://ada:hush@db/tenths"


def test_a_secret_said_twice_is_a_fault(tmp_path):
    (fault,) = faults(
        TENTHS_DATABASE_URL="sqlite:///a", TENTHS_DATABASE_URL_FILE=str(tmp_path / "b")
    )

    assert "Keep one of the two" in fault


def test_a_password_is_shown_nowhere(tmp_path):
    (fault,) = faults(TENTHS_DATABASE_URL="mysql://ada:hush@db/tenths")
    chosen = read(TENTHS_DATABASE_URL="postgresql://ada:hush@db/tenths")

    assert "hush" not in fault + repr(chosen) + str(chosen)


def test_a_fault_about_a_password_has_no_cause_that_quotes_it():
    with pytest.raises(SettingsProblem) as caught:
        read(TENTHS_DATABASE_URL="mysql://ada:hush@db/tenths")

    assert caught.value.__suppress_context__


@pytest.mark.parametrize("found", ["", "Not/AZone", None])
def test_a_machine_without_a_zone_counts_in_utc_and_says_so(found):
    chosen = Settings.from_env({}, machine_zone=lambda: found)

    assert chosen.timezone == "UTC"
    assert "Set yours, for example TENTHS_TIMEZONE=Australia/Sydney" in chosen.notes[0]


def test_slack_has_the_names_that_everyone_uses_for_it(tmp_path):
    secret = tmp_path / "token"
    secret.write_text("xoxb-1\n")

    chosen = read(
        SLACK_BOT_TOKEN_FILE=str(secret),
        SLACK_API_URL="http://127.0.0.1:9/api",
        SLACK_CHANNEL="#ours-is-another-program",
    )

    assert chosen.slack_bot_token == "xoxb-1"
    assert chosen.slack_api_url == "http://127.0.0.1:9/api/"


def test_settings_cannot_be_changed():
    chosen = read()

    with pytest.raises(ValueError, match="frozen"):
        chosen.locale = "en-GB"


def test_the_environment_itself_is_not_looked_at(monkeypatch):
    monkeypatch.setenv("ROUNDING", "none")
    monkeypatch.setenv("TENTHS_ROUNDING", "none")

    assert read().rounding == "up"


def test_the_example_file_lists_every_variable_and_no_other():
    text = (ROOT / "deploy/.env.example").read_text()
    listed = re.findall(r"^#?((?:TENTHS|SLACK)_\w+)=", text, flags=re.MULTILINE)

    assert set(listed) == {
        *settings.VARIABLES,
        *(f"{each}_FILE" for each in settings.SECRETS),
    }
    assert len(listed) == len(set(listed))
