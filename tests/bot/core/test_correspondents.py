"""Headers as mail programs print them name their people."""

from time import process_time

import pytest

from bot.core import correspondents

JANE = ("Jane Doe", "jane@client.example")


@pytest.mark.parametrize(
    ("header", "people"),
    [
        ("Jane Doe <jane@client.example>", [JANE]),
        ('"Jane Doe" <Jane@Client.example>', [JANE]),
        ("'Jane Doe' <jane@client.example>", [JANE]),
        ("*Jane Doe* <jane@client.example>", [JANE]),
        ("Jane Doe [mailto:jane@client.example]", [JANE]),
        ("Jane Doe <jane@client.example<mailto:jane@client.example>>", [JANE]),
        ("jane@client.example (Jane Doe)", [JANE]),
        ("Jane Doe via Lists <jane@client.example>", [JANE]),
        ("Jane Doe (Client Ltd) <jane@client.example>", [JANE]),
        ("jane@client.example", [("", "jane@client.example")]),
        ("jane@client.example <jane@client.example>", [("", "jane@client.example")]),
        ("Doe, Jane", [("Doe, Jane", "")]),
        ("Doe, Jane <j@x>, Roe, Ed <e@x>", [("Doe, Jane", "j@x"), ("Roe, Ed", "e@x")]),
        ("Jane Doe <j@x>, e@x, Ann <a@x>", [("Jane Doe", "j@x"), ("", "e@x"), ("Ann", "a@x")]),
        ("Jane Doe; Ed Roe", [("Jane Doe", ""), ("Ed Roe", "")]),
        ("Jane Doe, Ed Roe", [("Jane Doe", ""), ("Ed Roe", "")]),
        ("undisclosed-recipients:;", []),
        ("", []),
        (" <> ", []),
    ],
)  # fmt: skip
def test_a_header_names_its_people(header, people):
    assert [(each.name, each.address) for each in correspondents.read(header)] == people


def test_names_are_bounded():
    (person,) = correspondents.read(f"{'Jane ' * 50} <{'j' * 90}@x.example>")
    assert (len(person.name), len(person.address)) == (60, 60)
    assert len(correspondents.read("Jane Doe <j@x>, " * 90)) == 20


@pytest.mark.parametrize("filled", ["a@b", "<a@b ", ",", "a,", ";", '"', "[", "(", "@"])
def test_no_header_takes_long(filled):
    begun = process_time()
    correspondents.read(filled * 20_000)
    assert process_time() - begun < 2
