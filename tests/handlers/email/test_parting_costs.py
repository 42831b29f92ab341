"""No letter, however made, takes more than a line of its length would."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.email import nesting, parting
from handlers.email.letters import Letter

SIZE = 50_000
# Ten times what such a letter takes on an idle core; a square would take minutes.
LIMIT = 0.5
TEXTS = [
    "\n", " ", "\t", "\u00a0", "\r", "\r\n", "\n ", "From:", "From: ", "From:" + " " * 50, "From: a\n", "From: a\n\n",
    "From: a\nx\n", "On ", "On On On\n", "On a a a ", "On Monday x\n", "<a@b ", "<a@b\n", "a@b.c ", ">", "> ", "> > ", "-",
    "- ", "-----\n", "---- Forwarded message ----\n", "----- Forwarded Message ----- From: a To: b Subject: c ", "--- a ---\n",
    "_", "_" * 32 + "\n", "=", "*", "*From:* ", "To: a,\n", "To: a@b.c,\n b,\n", "Subject: \n", "Date: 1\n", "0.2 ",
    "0.2 call\n", "0.", "1:", "a:", "a:\n", ":", "：", "wrote:", "wrote:\n", "On 1/1/2026 wrote\n", "On 1/1/2026, a@b.c\n",
    "2026 ", "12:30 ", "Re: ", "Kind regards\n", "Ada\n", "T 02 9999 0000\n", "CAUTION: external\n", "this email ",
    "This e-mail is \n", "Sent from my \n", "(", "[", "[mailto:", "<mailto:", "<mailto:a@b>", "\ue000", "\ue000\ue001",
    "Von: a\nAn: b\n", "發件人：", "2026年", "x" * 70 + " y\n", "point ", "a ", "A B C D ", "Thanks ", "thanks, A B C\n",
    "+61 ", "0", "00 ", "1.", '"', '"a ', "« ", "-- \n", "a\u200b", "Level ", "www.", "regards ", "confidential ",
]  # fmt: skip
HTMLS = [
    "<div>", "<div><br>", "<blockquote>", "<p>", "<td>", "<table><tr><td>", "<b>", "<a href=mailto:x@y>", "&nbsp;", "&",
    "<", "<br>", "<hr>", "<div class=gmail_quote>", "<div class=gmail_quote><br></div>", "<blockquote type=cite>", "<pre>\n",
    "<div style='border-top:solid #E1E1E1 1.0pt'>", "<div id=divRplyFwdMsg>", "<span>a</span>", "<div>0.2 call</div>",
    "<div hidden>", "<li>", "<style>", "<!--", "<div><b>From:</b> x@y.z</div>", "<div style='" + "a:b;" * 100 + "'>",
]  # fmt: skip


@pytest.mark.parametrize("piece", TEXTS)
def test_no_text_takes_long(piece):
    text = (piece * SIZE)[:SIZE]

    assert _seconds(Letter(sender="ada@firm.example", text=text)) < LIMIT


@pytest.mark.parametrize("piece", HTMLS)
def test_no_html_takes_long(piece):
    html = nesting.bounded((piece * SIZE)[:SIZE])

    assert _seconds(Letter(sender="ada@firm.example", html=html)) < LIMIT


@pytest.mark.parametrize(
    "piece", ["<div>0.2 call</div>", "<p>a</p>", "x ", "<div class=gmail_quote>a</div>"]
)
def test_a_megabyte_of_html_is_read_in_part(piece):
    html = nesting.bounded((piece * 1_000_000)[:1_000_000])

    assert _seconds(Letter(sender="ada@firm.example", html=html)) < 1


@settings(deadline=None, max_examples=150)
@given(st.text(), st.text(), st.text())
def test_whatever_comes_is_parted(subject, text, html):
    parted = parting.part(Letter(subject=subject, text=text, html=html))

    assert parted.kind in {"new", "forward", "reply"}


PIECES = st.sampled_from([
    "From: ", "To: ", "Subject: ", "Date: ", "Von: ", "发件人：", "On ", " wrote:", "> ", "\n", "\n\n", "-- \n", "_" * 32, "jane@x.example",
    "<jane@x.example>", "17 Nov 2026", " 15:15", "-----Original Message-----", "Begin forwarded message:", "0.2 call", "Ada", "Kind regards",
    "Sent from my iPhone", ":", " ", "\t", "----- Forwarded Message ----- ", ">>> ", "<div>", "</div>", "<blockquote type=cite>", "<br>",
    '<div class="gmail_quote">', "<hr>", '<div id="divRplyFwdMsg">', '<a href="mailto:j@x.example">', "</a>", "<td>", "<pre>",
])  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map("".join),
)
def test_whatever_is_made_of_heads_and_quotes_is_parted(text, html):
    parted = parting.part(Letter(sender="ada@x.example", text=text, html=html))

    assert "\r" not in parted.own
    assert not parted.own.startswith("\n")
    told = parted.original
    assert told is None or "\n" not in f"{told.sender}{told.subject}{told.date}"


def _seconds(letter):
    begun = process_time()
    parting.part(letter)
    return process_time() - begun
