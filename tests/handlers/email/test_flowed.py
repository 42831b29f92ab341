"""Flowed text is read as it was written."""

import pytest

from handlers.email import flowed


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0.2 call re \nscheduling", "0.2 call re scheduling"),
        ("0.2 call\n0.3 email", "0.2 call\n0.3 email"),
        (" 0.2 call", "0.2 call"),
        (" From Jones: 0.2 call", "From Jones: 0.2 call"),
        ("a \nb \nc\nd", "a b c\nd"),
        ("-- \nAda", "-- \nAda"),
        ("a \n-- \nAda", "a \n-- \nAda"),
        ("a \n> b", "a \n> b"),
        ("> a \n> b\n>> c \n> d", "> a b\n>> c \n> d"),
        ("a \n\nb", "a \nb"),
        ("", ""),
    ],
)
def test_soft_breaks_are_undone(text, meant):
    assert flowed.unfolded(text, joined=False) == meant


def test_delsp_joins_without_the_blank():
    assert flowed.unfolded("電話 \n会議", joined=True) == "電話会議"
