"""What cannot be done is said in words that help, and loses nothing."""

import logging
import sqlite3

import pytest

from bot import service
from bot.errors import BadSetting, Problem, Unavailable
from bot.settings import Settings
from storage.engine import open_store
from tests.fakes import house as houses
from tests.fakes.house import NOON


def _settings(url, tmp_path, **environ):
    return Settings.from_env(
        {
            "TENTHS_DATABASE_URL": url,
            "TENTHS_TIMEZONE": "Australia/Sydney",
            "TENTHS_EXPORTS": str(tmp_path / "exports"),
            **environ,
        }
    )


@pytest.fixture
def bot(sqlite_url, tmp_path):
    opened = service.open_bot(_settings(sqlite_url, tmp_path), now=lambda: NOON)
    yield opened
    opened.close()


def test_a_fresh_machine_has_its_bot_and_its_person_at_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'new' / 'tenths.db'}"
    bot = service.open_bot(_settings(url, tmp_path), now=lambda: NOON)

    assert bot.join("chat:local", name="Ada Lovelace") is True
    assert bot.join("chat:local", name="Ada Lovelace") is False
    assert [each.code for each in bot.people("chat:local")] == ["AL"]
    bot.close()


def test_two_at_one_house_are_one_firm_with_codes_of_their_own(bot):
    bot.join("chat:local:ada", name="Ada Lovelace")
    bot.join("chat:local:al", name="Al Lowe")

    assert [each.code for each in bot.people("chat:local:al")] == ["AL", "AL2"]


def test_the_operators_rounding_holds_from_the_next_start(sqlite_url, tmp_path):
    for policy, unit in (("up", "6"), ("nearest", "15")):
        environ = {"TENTHS_ROUNDING": policy, "TENTHS_UNIT_MINUTES": unit}
        bot = service.open_bot(
            _settings(sqlite_url, tmp_path, **environ), now=lambda: NOON
        )
        bot.join("chat:local", name="Ada")
        words = " ".join(state for _, state in bot.status().on)
        assert f"{unit} minutes" in words
        bot.close()


def test_people_are_added_changed_and_refused(bot):
    bot.join("chat:local", name="Ada Lovelace")
    ben = bot.person_add("chat:local", address="chat:ben", name="Ben Okri", rate="380")
    assert (ben.code, str(ben.rate), ben.zone) == ("BO", "380", "Australia/Sydney")

    changed = bot.person_change("chat:local", who="BO", zone="auckland", clio="ben@x")
    assert (changed.zone, changed.targets) == ("Pacific/Auckland", {"clio": "ben@x"})
    for said in ({"zone": "nowhere"}, {"rate": "-3"}, {"name": " "}, {"locale": "fr"}):
        with pytest.raises(BadSetting):
            bot.person_change("chat:local", who="BO", **said)
    with pytest.raises(BadSetting, match="There are AL, BO"):
        bot.person_change("chat:local", who="ZZ", rate="1")
    with pytest.raises(BadSetting, match="belongs to somebody already"):
        bot.person_add("chat:local", address="chat:ben", name="Bea")
    assert len(bot.people("chat:local")) == 2


def test_a_locked_database_is_said_and_the_line_can_be_said_again(sqlite_url, tmp_path):
    house = houses.opened(open_store(sqlite_url, migrate=False, patience=0.1), tmp_path)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    other.execute("BEGIN EXCLUSIVE")

    with pytest.raises(Unavailable, match="Another program is keeping the database"):
        house.say("0.2 call, Smith file", key="k")
    other.rollback()
    other.close()
    assert house.say("0.2 call, Smith file", key="k").text.startswith("✓ 0.2 h")
    house.bot.close()


def test_a_full_disk_is_said_and_nothing_is_half_kept(sqlite_url, tmp_path):
    store = open_store(sqlite_url, migrate=False)
    house = houses.opened(store, tmp_path)

    def limit(pages):
        return store.write(
            lambda db: db.connection().exec_driver_sql(
                f"PRAGMA max_page_count = {pages}"
            )
        )

    limit(1)
    with pytest.raises(Unavailable, match="The disk is full"):
        house.say("0.2 call, Smith file\n" + "0.3 letter, Jones file\n" * 150)
    assert house.day() == []

    limit(1_000_000)
    assert house.say("0.2 call, Smith file").text.startswith("✓ 0.2 h")
    store.close()


def test_a_newer_database_is_left_alone(sqlite_url, tmp_path):
    path = sqlite_url.removeprefix("sqlite:///")
    db = sqlite3.connect(path)
    db.execute("UPDATE alembic_version SET version_num = 'from_the_future'")
    db.commit()
    db.close()

    with pytest.raises(Unavailable, match="newer Tenths than this one"):
        service.open_bot(_settings(sqlite_url, tmp_path), now=lambda: NOON)


def test_a_server_that_was_not_migrated_says_how(empty_postgres_url, tmp_path):
    settings = _settings(empty_postgres_url, tmp_path)

    with pytest.raises(Unavailable, match="tenths migrate"):
        service.open_bot(settings, now=lambda: NOON)
    service.migrate(settings)
    service.open_bot(settings, now=lambda: NOON).close()


def test_a_database_out_of_reach_is_said_without_its_password(tmp_path):
    settings = _settings(
        "postgresql://ada:s3cret@127.0.0.1:1/tenths?connect_timeout=1", tmp_path
    )

    with pytest.raises(Unavailable, match="cannot be reached") as fault:
        service.open_bot(settings, now=lambda: NOON)
    assert "s3cret" not in str(fault.value)


def test_a_fault_of_ours_keeps_nothing_and_logs_no_word(bot, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    bot.join("chat:local", name="Ada")

    def fail(*_, **__):
        raise RuntimeError("broken")

    monkeypatch.setattr("bot.capture.keep", fail)
    house = houses.House(bot, tmp := bot.desk.exports, [NOON])
    with pytest.raises(RuntimeError):
        house.say("0.2 call about zanzibar, Smith", who="local", key="k")
    monkeypatch.undo()

    assert "zanzibar" not in caplog.text
    assert "✓" in house.say("0.2 call about zanzibar, Smith", who="local", key="k").text
    assert tmp == bot.desk.exports


def test_several_firms_in_one_database_take_no_stranger_in(store, tmp_path):
    house = houses.opened(store, tmp_path)

    with pytest.raises(Problem, match="several firms"):
        house.bot.join("chat:eve", name="Eve")
