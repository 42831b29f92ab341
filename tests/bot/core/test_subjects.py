"""Subjects lose their prefixes, and only what is shaped like a label is one."""

from time import process_time

import pytest

from bot.core import subjects


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Settlement offer", "Settlement offer"),
        ("Re: Fwd: RE: Settlement offer", "Settlement offer"),
        ("AW: WG: Settlement offer", "Settlement offer"),
        ("TR : Settlement offer", "Settlement offer"),
        ("Re[2]: FW(3): Settlement offer", "Settlement offer"),
        ("[EXTERNAL] RE: Settlement offer", "Settlement offer"),
        ("转发:Settlement offer", "Settlement offer"),
        ("回复： Settlement offer", "Settlement offer"),
        ("İLT: Settlement offer", "Settlement offer"),
        ("Re:", ""),
        ("", ""),
        ("Reply to defence", "Reply to defence"),
        ("Re Smith", "Re Smith"),
        ("R v Smith: indictment", "R v Smith: indictment"),
        ("Settle\x00ment\r\n offer", "Settle ment offer"),
        ("Settle\u200bment \u202eoffer", "Settlement offer"),
        ("x" * 900, "x" * 300),
    ],
)
def test_a_subject_is_bare(subject, bare):
    assert subjects.bare(subject) == bare


@pytest.mark.parametrize(
    ("subject", "labels"),
    [
        ("Smith v Jones", ["Smith v Jones"]),
        ("Smith v Jones - settlement offer", ["Smith v Jones"]),
        ("Smith v Jones Settlement Offer", ["Smith v Jones"]),
        ("Mediation Smith v Jones, 3 December", ["Smith v Jones"]),
        ("Settlement (2024-FAM-0312)", ["2024-FAM-0312"]),
        ("M-20260001 disclosure", ["M-20260001"]),
        ("Estate of Brown: probate", ["Estate of Brown"]),
        ("Fees for Acme Pty Ltd", ["Acme Pty Ltd"]),
        ("Jones file", ["Jones"]),
        ("the whole file", []),
        ("Invoice 2024/25", []),
        ("Settlement Offer", []),
        ("Weekly update", []),
        ("lunch on 3 December?", []),
        ("Jane Doe", []),
        ("", []),
    ],
)
def test_what_is_shaped_like_a_label_is_found(subject, labels):
    assert subjects.labels(subject) == labels


@pytest.mark.parametrize(
    "filled", ["Re: ", "A ", "[", "(re)", " ", "Smith v ", "- ", "a-1/", "re", "£"]
)
def test_no_subject_takes_long(filled):
    begun = process_time()
    for each in (subjects.bare, subjects.labels, subjects.names, subjects.segments):
        each(filled * 20_000)
    assert process_time() - begun < 2
