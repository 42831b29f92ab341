from pathlib import Path

import pytest

from bot.errors import BadFormat
from bot.formats import FORMATS, own
from bot.formats.base import Kind
from bot.formats.owncolumns import FIELDS
from tests.bot.formats.nasty import line

SAMPLE = (Path(__file__).parent / "samples" / "acme.toml").read_text("utf-8")
COLUMNS = """
columns = [
    {header = "Day", field = "date"},
    {header = "Hours", field = "hours"},
    {header = "Matter", field = "matter"},
    {header = "Text", field = "narrative"},
    MORE
]
"""


def toml(settings="", more=""):
    return f'name = "acme"\n{settings}\n{COLUMNS.replace("MORE", more)}'


def faults(text):
    with pytest.raises(BadFormat) as caught:
        own.load(text)
    return str(caught.value)


def test_the_sample_is_what_it_says():
    acme = own.load(SAMPLE)

    assert (acme.name, acme.label, acme.target) == ("acme", "Acme Billing", "acme")
    assert acme.dates == "%d.%m.%Y"
    assert acme.dialect.delimiter == ";"
    assert acme.dialect.decimal == ","
    assert acme.says == {"billable", "non_billable"}
    assert [each.header for each in acme.columns][:2] == ["File no", "Day"]
    assert [each.required for each in acme.columns][:2] == [True, False]
    assert acme.columns[4].width == 80
    assert acme.columns[8].get(line()) == "TIME"


def test_what_is_not_said_has_a_default():
    acme = own.load("\ufeff" + toml())

    assert acme.dates == "%d/%m/%Y"
    assert acme.dialect.encoding == "utf-8-sig"
    assert acme.says == {"billable"}
    assert acme.decimals == 2
    assert acme.limit is None


def test_all_limits_are_taken():
    acme = own.load(
        toml("decimals = 1\nunit_minutes = 10\nrounds_to = 15\nlimit = 500\n")
    )

    assert (acme.decimals, acme.unit_minutes) == (1, 10)
    assert (acme.rounds_to, acme.limit) == (15, 500)


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_can_be_written(name):
    acme = own.load(toml(more=f'{{header = "X", field = "{name}"}}'))
    column = acme.columns[-1]

    assert column.kind in Kind
    assert column.get(line(user="u", category="c", activity="call")) is not None


def test_without_its_own_words_billing_has_ours():
    acme = own.load(toml(more='{header = "Bill", field = "billing"}'))

    assert acme.says == {"billable", "no_charge", "non_billable"}
    assert acme.columns[-1].get(line(billing="no_charge")) == "no charge"


@pytest.mark.parametrize(
    ("said", "pattern"),
    [
        ("YYYY-MM-DD", "%Y-%m-%d"),
        ("MM/DD/YYYY", "%m/%d/%Y"),
        ("DD.MM.YY", "%d.%m.%y"),
        ("DD MMM YYYY", "%d %b %Y"),
        ("YYYYMMDD", "%Y%m%d"),
    ],
)
def test_a_date_is(said, pattern):
    assert own.load(toml(f'date = "{said}"')).dates == pattern


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name = ", "The format file is not TOML"),
        (toml().replace('"acme"', '"Acme Co"'), "name is 'Acme Co'"),
        (toml().replace('"acme"', '"clio"'), "which is a format already"),
        (toml().replace('"acme"', "3"), "name is 3; it must be text"),
        (toml("dates = 'X'"), "dates is no setting; did you mean date? There are:"),
        (toml("zzz = 1"), "zzz is no setting. There are: billing, columns"),
        (toml("date = 'DD/MM'"), "date is 'DD/MM'; it must have DD"),
        (toml("date = '%d/%m/%Y'"), "for example DD/MM/YYYY"),
        (toml("date = 'DD/MM/YYYY at'"), "date is"),
        (toml("decimals = 9"), "decimals is 9; it must be from 0 to 6"),
        (toml("decimals = true"), "decimals is True; it must be a whole number"),
        (toml("delimiter = ':'"), "delimiter is ':'; it must be ',' or ';'"),
        (toml("encoding = 'utf8'"), "encoding is 'utf8'; it must be 'utf-8-sig'"),
        (toml("quote_all = 1"), "quote_all is 1; it must be true or false"),
        (toml("billing = {free = 'F'}"), "billing: free is no billing state"),
        (toml("billing = {billable = 1}"), "billing: billable is 1"),
        (toml("billing = 1"), "billing is 1; it must be a table"),
        (toml(more='{header = "X", field = "narative"}'), "did you mean narrative?"),
        (toml(more='{header = "X", field = ["a"]}'), "is no field"),
        (toml(more='{header = "X", fields = "date"}'), "column 5: fields is no setti"),
        (toml(more='{field = "client"}'), "column 5 has no header"),
        (toml(more='{header = "X"}'), "column 5 must have a field, or else a text"),
        (toml(more='{header = "X", text = 1}'), "column 5: text is 1"),
        (toml(more='{header = "Day", text = "x"}'), "two columns have the header 'Day"),
        (toml(more='{header = "X", text = "x", width = 0}'), "width is 0"),
        (toml(more='{header = "X", text = "x", required = 1}'), "required is 1"),
        (toml(more='"client"'), "column 5 must be {header = "),
        ('name = "acme"', "no column has the time, for example"),
        ('name = "acme"\ncolumns = 1', "columns is 1; it must be a list"),
    ],
)
def test_a_fault_is_named(text, words):
    assert words in faults(text)


def test_every_fault_is_named_at_once():
    text = toml("decimals = 9\ndelimiter = ':'", '{header = "X", field = "narative"}')
    said = faults(text.replace('"acme"', '"Acme"'))

    assert said.startswith("This format cannot be used. Mend in its file:\n- ")
    assert said.count("\n- ") == 4


def test_no_format_of_ours_can_be_taken_over():
    for name in FORMATS:
        assert "already" in faults(toml().replace('"acme"', f'"{name}"'))
