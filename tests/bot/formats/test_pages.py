from datetime import date, timedelta

import pytest

from bot.formats import fields, pages
from bot.formats.base import Line
from bot.formats.pages import LONGEST, Lines
from bot.formats.persondays import parted, split

DAY = date(2026, 11, 18)


def lines(*days, timekeeper="Ada"):
    """Return so many lines for each of some days, one day after the other."""
    return [
        Line(*(n, n, DAY + timedelta(at), 6, 6, 1, f"call {n}"), timekeeper=timekeeper)
        for at, length in enumerate(days)
        for n in range(length)
    ]


@pytest.mark.parametrize(
    "days",
    [
        (),
        (1,),
        (3, 2, 1),
        (499, 1, 1),
        (250, 250, 250),
        (10, LONGEST - 1, 10),
        (10, LONGEST, 10),
        (10, 2 * LONGEST + 3, 10),
    ],
)
def test_pages_part_no_day_and_lose_no_line(days):
    given = [*lines(*days), *lines(*days, timekeeper="Ben")]
    turned = list(pages.turned(given))
    parts = [list(day) for page in turned for day in parted(page)]

    assert [line for page in turned for line in page] == given
    assert parts == list(split(given))
    assert all(len(page) <= LONGEST + 500 for page in turned)


def test_a_stream_of_pages_is_read_line_by_line_alike():
    given = lines(300, 300, 300)
    stream = Lines(pages.turned(given))

    assert next(stream) == given[0]
    assert list(stream) == given[1:]
    assert list(stream) == []


def test_a_page_is_read_at_any_place():
    given = lines(3)
    page = pages.of(given)

    assert (page[1], page[-1], page[1:]) == (given[1], given[2], given[1:])
    assert page[1] == given[1]
    assert list(page.without({0, 2})) == [given[1]]


@pytest.mark.parametrize("get", [fields.matter, fields.user, fields.code, fields.rate])
def test_a_column_is_what_each_line_gives(get):
    first, second, third = lines(3)
    page = pages.of(
        [
            first._replace(matter="Smith", code="A"),
            second._replace(matter="Smith", matter_number="7", user="ada@x"),
            third._replace(matter="Smith", matter_number="7", remote="SM", code=""),
        ]
    )

    assert list(fields.column(get, page)) == [get(line) for line in page]
