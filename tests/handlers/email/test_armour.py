"""PGP's armour is taken off what is signed, and what is sealed is taken out."""

import pytest

from handlers.email import armour

SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{}\n-----BEGIN PGP SIGNATURE-----\n\nabc0.5def=\n-----END PGP SIGNATURE-----\n"
SEALED = "-----BEGIN PGP MESSAGE-----\n\nabc0.5def=\n-----END PGP MESSAGE-----"


@pytest.mark.parametrize(
    ("text", "bare", "sealed"),
    [
        ("0.2 call", "0.2 call", False),
        (SIGNED.format("0.2 call"), "0.2 call\n", False),
        (SIGNED.format("- - 0.2 call\n- -- \nAda"), "- 0.2 call\n-- \nAda\n", False),
        (SIGNED.replace("Hash: SHA256\n", "").format("0.2 call"), "0.2 call\n", False),
        (
            "above\n" + SIGNED.format("0.2 call") + "below",
            "above\n0.2 call\nbelow",
            False,
        ),
        (f"0.2 call\n{SEALED}\nunder", "0.2 call\nunder", True),
        (SEALED, "", True),
        ("-----BEGIN PGP MESSAGE-----\nnever ended", "", True),
        (
            "> -----BEGIN PGP MESSAGE-----\n> abc",
            "> -----BEGIN PGP MESSAGE-----\n> abc",
            False,
        ),
    ],
)
def test_armour_is_taken_off(text, bare, sealed):
    assert armour.without(text) == armour.Bare(bare, sealed)
