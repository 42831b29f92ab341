"""The home page as Slack's blocks."""

from datetime import date, timedelta

from bot.messages import Home, Item, Sheet
from handlers.slack import views

TODAY = date(2026, 11, 18)


def item(number, day):
    return Item(
        id=number,
        number=number,
        day=day,
        time="0.2",
        matter="",
        narrative=f"letter {number}",
        more="",
        missing=("matter",),
        state="open",
    )


def test_what_is_open_today_comes_before_what_has_been_open_for_days():
    older = tuple(item(n, TODAY - timedelta(days=1)) for n in range(1, 21))
    sheet = Sheet("Today", TODAY, TODAY, (item(99, TODAY),), "0.2 h")
    page = Home("Ada", "UTC", sheet, older, "", ("clio",), "up", coming="Nothing.")
    lines = [
        block["text"]["text"]
        for block in views.home(page, joining=None)["blocks"]
        if "accessory" in block
    ]

    assert len(lines) == 10
    assert "letter 99" in lines[0]
