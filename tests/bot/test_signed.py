"""A person's own name under their lines is no line, unless it is all there is."""

from datetime import date

import pytest

from bot import reading

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("0.2 call, Smith file\nAda", []),
        ("0.2 call, Smith file\nAda Lovelace", []),
        ("0.2 call, Smith file\nAda L.", []),
        ("0.2 call, Smith file\nLOVELACE", []),
        ("0.2 call, Smith file\nBen", ["no_duration"]),
        ("0.2 call, Smith file\nAda Smith", ["no_duration"]),
        ("0.2 call, Smith file\ncall Ada", ["no_duration"]),
        ("Ada", ["no_duration"]),
    ],
)
@pytest.mark.parametrize(
    "who", [{"name": "Ada Lovelace"}, {"by": "ada.lovelace@firm.example"}]
)
def test_a_name_is_a_signature(text, kinds, who):
    answer = reading.parse(text, today=TODAY, **who)

    assert [each["kind"] for each in answer["problems"]] == kinds
