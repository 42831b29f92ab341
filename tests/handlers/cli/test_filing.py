"""A file is put where the person is; no other file is ever touched."""

import pytest

from bot.messages import File
from handlers.cli import filing


@pytest.fixture
def here(tmp_path):
    (tmp_path / "here").mkdir()
    return tmp_path / "here"


@pytest.fixture
def made(tmp_path):
    (tmp_path / "exports").mkdir()
    path = tmp_path / "exports" / "7f"
    path.write_bytes(b"entries")
    return File("2026-11-18-ada-clio.csv", path)


def test_the_file_is_copied_for_its_owner_and_kept_where_it_was_made(made, here):
    path = filing.put_down(made, here)

    assert path == here / "2026-11-18-ada-clio.csv"
    assert path.read_bytes() == made.path.read_bytes() == b"entries"
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_earlier_file_stays_as_it_is(made, here):
    (here / made.name).write_bytes(b"earlier")
    (here / "2026-11-18-ada-clio-2.csv").write_bytes(b"earlier, too")

    path = filing.put_down(made, here)

    assert path == here / "2026-11-18-ada-clio-3.csv"
    assert (here / made.name).read_bytes() == b"earlier"


def test_a_link_is_not_followed(made, here, tmp_path):
    (here / made.name).symlink_to(tmp_path / "elsewhere")

    assert filing.put_down(made, here).name == "2026-11-18-ada-clio-2.csv"
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_that_is_there_already_stays(made):
    assert filing.put_down(made, made.path.parent) == made.path
    assert made.path.read_bytes() == b"entries"


def test_where_nothing_can_be_written_the_file_stays_where_it_was_made(made, tmp_path):
    assert filing.put_down(made, tmp_path / "gone") == made.path
    assert made.path.read_bytes() == b"entries"


def test_a_full_disk_leaves_no_half_file(made, here, monkeypatch):
    def full(source, copy):
        copy.write(b"ent")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filing.shutil, "copyfileobj", full)

    assert filing.put_down(made, here) == made.path
    assert list(here.iterdir()) == []
    assert made.path.read_bytes() == b"entries"
