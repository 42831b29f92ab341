"""The letters that judge the reader: each beside what it decides for certain."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from handlers.email import reading

LETTERS = Path(__file__).parent / "letters"
NAMES = sorted(each.stem for each in LETTERS.glob("*.eml"))
_ADDRESS = re.compile(r"[\w.+'-]+@[\w.-]+\w")


def test_every_letter_has_its_truth_and_every_truth_its_letter():
    assert len(NAMES) >= 160
    assert sorted(each.stem for each in LETTERS.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_is_read_as_it_was_meant(name):
    raw = (LETTERS / f"{name}.eml").read_bytes()
    meant = json.loads((LETTERS / f"{name}.json").read_text())
    read = reading.read(raw)
    today = read.letter.date.date() if read.letter.date else date(2026, 11, 18)

    told = reading.as_json(read, today=today)

    assert differences(meant, told) == []


def differences(meant, told, where=""):
    """Return what of *meant* is not so in *told*; what is not meant may be anything."""
    if isinstance(meant, dict) and isinstance(told, dict):
        return [
            each
            for key, value in meant.items()
            for each in differences(value, told.get(key), f"{where}.{key}")
        ]
    if where == ".problems":
        told = [each["kind"] for each in told]
    if isinstance(meant, list) and isinstance(told, list) and len(meant) == len(told):
        return [
            each
            for at, (one, other) in enumerate(zip(meant, told, strict=True))
            for each in differences(one, other, f"{where}[{at}]")
        ]
    if isinstance(meant, str) and isinstance(told, str):
        if where in {".forwarded.from", ".forwarded.to"}:
            meant, told = _addresses(meant, told)
        meant, told = " ".join(meant.split()), " ".join(told.split())
    return [] if meant == told else [(where.lstrip("."), meant, told)]


def _addresses(meant, told):
    """Return the addresses that are meant, and as many of those told; else the words."""
    wanted = _ADDRESS.findall(meant.casefold())
    found = _ADDRESS.findall(told.casefold())
    if wanted:
        return " ".join(wanted), " ".join(found[: len(wanted)])
    return meant.casefold(), told.casefold()
