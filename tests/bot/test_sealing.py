"""Tokens are sealed for one place, opened nowhere else, and outlive a change of key."""

import pytest

from bot import sealing
from bot.sealing import Unsealable

OLD, NEW = sealing.generate(), sealing.generate()
ABOUT = ("connection", 1, "clio", 7)
TOKEN = "xoxb-1234-Zoë-\u2028"


def test_what_was_sealed_opens_again():
    ring = sealing.keys(OLD)

    assert (
        sealing.unseal(ring, sealing.seal(ring, TOKEN, about=ABOUT), about=ABOUT)
        == TOKEN
    )


def test_the_same_token_never_looks_the_same_and_is_not_to_be_seen():
    ring = sealing.keys(OLD)
    first, second = (sealing.seal(ring, TOKEN, about=ABOUT) for _ in range(2))

    assert first != second
    assert "xoxb" not in first


@pytest.mark.parametrize(
    "about",
    [
        ("connection", 2, "clio", 7),
        ("connection", 1, "clio", 8),
        ("connection", 1, "clio7"),
        ("connection", 1, "actionstep", 7),
        ("installation", 1, "clio", 7),
        (),
    ],
)
def test_it_does_not_open_in_another_row(about):
    ring = sealing.keys(OLD)
    sealed = sealing.seal(ring, TOKEN, about=ABOUT)

    with pytest.raises(Unsealable):
        sealing.unseal(ring, sealed, about=about)


@pytest.mark.parametrize(
    "change",
    [
        lambda each: each[:-6] + "AAAA==",
        lambda each: each + "x",
        lambda each: "",
        lambda each: "nonsense",
        lambda each: each.replace(".", ".!"),
    ],
)
def test_what_was_tampered_with_does_not_open(change):
    ring = sealing.keys(OLD)

    with pytest.raises(Unsealable):
        sealing.unseal(
            ring, change(sealing.seal(ring, TOKEN, about=ABOUT)), about=ABOUT
        )


def test_a_new_key_in_front_reads_and_reseals_what_the_old_one_sealed():
    sealed = sealing.seal(sealing.keys(OLD), TOKEN, about=ABOUT)
    both = sealing.keys(f"{NEW} {OLD}")

    assert sealing.unseal(both, sealed, about=ABOUT) == TOKEN
    assert not sealing.is_current(both, sealed)
    anew = sealing.rotate(both, sealed, about=ABOUT)
    assert sealing.unseal(sealing.keys(NEW), anew, about=ABOUT) == TOKEN
    assert sealing.rotate(both, anew, about=ABOUT) == anew


def test_without_the_old_key_it_says_what_to_do():
    sealed = sealing.seal(sealing.keys(OLD), TOKEN, about=ABOUT)

    with pytest.raises(Unsealable, match="TENTHS_SECRET_KEY"):
        sealing.unseal(sealing.keys(NEW), sealed, about=ABOUT)


def test_a_short_word_is_no_secret():
    with pytest.raises(ValueError, match="shorter than 32"):
        sealing.keys("letmein")


def test_no_secret_holds_no_key():
    assert sealing.keys("  ") == ()
