"""The letters in the folder are the letters that the tables make."""

import json

from tests.handlers.email import write_letters


def test_every_letter_is_as_it_was_written():
    found = write_letters.letters()

    for name, (raw, truth) in found.items():
        path = write_letters.FOLDER / f"{name}.eml"
        assert path.read_bytes() == raw, name
        assert json.loads(path.with_suffix(".json").read_text("utf-8")) == truth, name


def test_no_letter_is_there_that_nobody_writes():
    there = {path.name for path in write_letters.FOLDER.glob("*.*")} - {
        ".gitattributes"
    }

    made = {
        f"{name}.{end}" for name in write_letters.letters() for end in ("eml", "json")
    }
    assert there == made


def test_no_two_letters_have_one_name():
    ids = [
        truth["message_id"]
        for _, truth in write_letters.letters().values()
        if "message_id" in truth
    ]

    assert len(ids) == len(set(ids))
