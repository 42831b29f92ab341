"""HTML is read as deep as people nest it."""

import pytest

from handlers.email import nesting

THREAD = "<div class=gmail_quote><blockquote><div><p>He wrote:<br>" * 200
TABLES = "<table><tbody><tr><td><p>x</p></td></tr></tbody></table>" * 2_000


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Hello</p>",
        THREAD,
        TABLES,
        "<p>x<br><li>y<img src=z>" * 5_000,
        "<b>x</b><i>y</i>" * 5_000,
        "</div>" * 5_000,
        "a < b & c > d " * 5_000,
    ],
)
def test_what_people_send_stays_whole(html):
    assert nesting.bounded(html) == html


@pytest.mark.parametrize(
    ("html", "most"),
    [
        ("<div>" * 100_000, nesting.DEEPEST),
        ("<span><div>" * 100_000, nesting.DEEPEST),
        ("<p><font color=red>x" * 100_000, nesting.MOST_FORMATS),
        ("<B><I>" * 100_000, nesting.MOST_FORMATS),
        ("</div><div></p><div>" * 100_000, nesting.DEEPEST),
    ],
)
def test_what_is_deeper_is_left_out(html, most):
    kept = nesting.bounded("<p>0.2 call</p>" + html)

    assert kept.startswith("<p>0.2 call</p>")
    assert most / 3 < kept.count("<") < 5 * most
