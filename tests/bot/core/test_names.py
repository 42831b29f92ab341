import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import names

FOLDED = [
    ("Smith", "smith"),
    ("Smith file", "smith"),
    ("the Smith matter", "smith"),
    ("Smith's file", "smith"),
    ("Smith’s file", "smith"),
    ("James' file", "james"),
    ("Mr Smith", "smith"),
    ("Mr. Smith", "smith"),
    ("Dr Sarah Chen", "sarah chen"),
    ("SMITH", "smith"),
    ("  Smith\t", "smith"),
    ("Re: Smith v Jones", "smith v jones"),
    ("Smith vs. Jones", "smith v jones"),
    ("Smith versus Jones", "smith v jones"),
    ("Smith -v- Jones", "smith v jones"),
    ("Smith ats Jones", "smith v jones"),
    ("V Smith", "v smith"),
    ("Smith V", "smith v"),
    ("Acme Pty Ltd", "acme ltd"),
    ("Acme Pty. Ltd.", "acme ltd"),
    ("Acme P/L", "acme ltd"),
    ("Acme (Australia) Proprietary Limited", "acme australia ltd"),
    ("Acme Inc.", "acme ltd"),
    ("Acme LLC", "acme ltd"),
    ("Acme Pty Ltd v Beta Limited", "acme ltd v beta ltd"),
    ("Smith & Co", "smith ltd"),
    ("Smith & Jones", "smith jones"),
    ("Smith and Jones", "smith jones"),
    ("Limited Editions Pty Ltd", "limited editions ltd"),
    ("Estate of Smith", "smith estate"),
    ("Smith Estate", "smith estate"),
    ("the estate of the late Mary Smith", "mary smith estate"),
    ("Mary Smith (deceased)", "mary smith estate"),
    ("Mary Smith, dec'd", "mary smith estate"),
    ("the late Mary Smith", "mary smith estate"),
    ("Harbour Real Estate", "harbour realestate"),
    ("estate real", "realestate"),
    ("O'Brien", "obrien"),
    ("O’Brien", "obrien"),
    ("OBrien", "obrien"),
    ("O Brien", "obrien"),
    ("Mc Donald", "mcdonald"),
    ("McDonald", "mcdonald"),
    ("MacDonald", "macdonald"),
    ("D'Angelo", "dangelo"),
    ("Smith-Jones", "smith jones"),
    ("Pérez", "perez"),
    ("Müller", "muller"),
    ("Søren Łukasz", "soren lukasz"),
    ("Strauß", "strauss"),
    ("Æsop", "aesop"),
    ("Nguyễn", "nguyen"),
    ("张伟", "张伟"),
    ("한강", "한강"),
    ("ガス", "ガス"),
    ("Ｓｍｉｔｈ", "smith"),
    ("S\u200bmi\u00adth", "smith"),
    ("J. Smith", "j smith"),
    ("J.R. Smith", "j r smith"),
    ("A.B.C. Holdings", "abc holdings"),
    ("2024-FAM-0312", "2024-fam-0312"),
    ("2024/fam/0312", "2024-fam-0312"),
    ("#2024-FAM-0312", "2024-fam-0312"),
    ("matter no. 1234", "1234"),
    ("file number 12345.001", "12345-001"),
    ("00001-Smith", "00001-smith"),
    ("M-20260001", "m-20260001"),
    ("Dr No", "no"),
    ("The File", "the file"),
    ("", ""),
    ("—", ""),
    ("the estate", "estate"),
]


@pytest.mark.parametrize(("label", "folded"), FOLDED, ids=[row[0] for row in FOLDED])
def test_a_label_has_one_canonical_form(label, folded):
    assert names.fold(label) == folded


APART = [
    ("Smith v Jones", (("smith",), ("jones",)), False, False),
    ("Mary Smith v Jones Pty Ltd", (("mary", "smith"), ("jones",)), True, False),
    ("Estate of Smith", (("smith",),), False, True),
    ("V Smith", (("v", "smith"),), False, False),
    ("", (), False, False),
]


@pytest.mark.parametrize(("label", "sides", "company", "estate"), APART)
def test_a_label_is_taken_apart(label, sides, company, estate):
    assert names.take_apart(label) == names.Label(sides, company, estate)


PARTS = [
    "o",
    "mc",
    "no",
    "v",
    "vs",
    "pty",
    "ltd",
    "co",
    "estate",
    "late",
    "the",
    "real",
]
AWKWARD = st.lists(st.sampled_from([*PARTS, "Smith", "12", "'s", "-", "&", "p/l", "ﬁ"]))


@given(st.one_of(st.text(), AWKWARD.map(" ".join)))
def test_folding_twice_changes_nothing(label):
    assert names.fold(names.fold(label)) == names.fold(label)


@given(st.text(alphabet="abcdefgh ", min_size=1))
def test_case_never_matters(label):
    assert names.fold(label.upper()) == names.fold(label)
