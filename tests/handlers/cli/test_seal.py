"""`tenths seal`: a new key takes the old one's place."""

from bot import sealing
from storage import accounts
from storage.engine import open_store
from tests.fakes import clio, office
from tests.fakes import house as houses
from tests.fakes import practice as fake
from tests.fakes.terminal import Terminal, furnished

NEW = "another-secret-of-more-than-thirty-two-characters"


def test_tokens_are_sealed_under_the_new_key(sqlite_url, tmp_path):
    store = open_store(sqlite_url, migrate=False)
    with fake.running(fake.Practice(clio)) as practice:
        office.opened(houses.opened(store, tmp_path), practice).connect()
    both = {
        "TENTHS_DATABASE_URL": sqlite_url,
        "TENTHS_SECRET_KEY": f"{NEW} {office.SECRET}",
    }

    done = Terminal(tmp_path / "home", both).call("seal")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "✓ Every token is under the newest key; 1 were not.\n"
    with store.read() as db:
        kept = accounts.of_person(db, firm_id=1, timekeeper_id=1, system="clio")
    assert sealing.is_current(sealing.keys(NEW), kept.access)
    assert sealing.is_current(sealing.keys(NEW), kept.refresh)
    store.close()


def test_without_a_key_it_says_how_to_make_one(tmp_path):
    done = furnished(tmp_path).call("seal")

    assert done.returncode == 1
    assert "openssl rand -base64 32" in done.stderr
