"""The way out: what the relay says, and what becomes of the letter and the line."""

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.parcels import Refused, Sent
from bot.work import Later
from handlers.email import relay as relays
from handlers.email.relay import Address, Relay, TooLarge
from tests.fakes import relay as fakes

LETTER = b"Subject: Re: x\r\n\r\nprivileged words\r\n"
REFERENCE = "<re.1@firm.example>"


@pytest.fixture
def fake():
    with fakes.running() as running:
        yield running


@asynccontextmanager
async def connected(port, **how):
    address = Address("127.0.0.1", port, "firm.example", **{"timeout": 2.0, **how})
    relay = Relay(address, bounces="time@firm.example")
    try:
        yield relay
    finally:
        await relay.close()


async def send(relay, letter=LETTER, to="ada@firm.example"):
    return await relay.send(letter, to=to, reference=REFERENCE)


async def test_a_burst_goes_over_one_connection_from_nobody(fake):
    async with connected(fake.port) as relay:
        outcomes = [await send(relay) for _ in range(5)]

    assert outcomes == [Sent(REFERENCE)] * 5
    assert [each.giver for each in fake.taken] == ["<>"] * 5
    assert fake.taken[0].recipients == ["ada@firm.example"]
    assert fake.handler.connections == 1


async def test_many_at_once_wait_for_one_another(fake):
    async with connected(fake.port) as relay:
        outcomes = await asyncio.gather(*(send(relay) for _ in range(20)))

    assert set(outcomes) == {Sent(REFERENCE)}
    assert len(fake.taken) == 20


@pytest.mark.parametrize(
    ("where", "answer", "outcome"),
    [
        ("data", "451 4.3.0 disk of Smith", Later(why="451")),
        ("data", "554 5.7.1 spam Smith", Refused("554")),
        ("rcpt", "450 4.2.1 busy", Later(why="450")),
        ("rcpt", "550 5.1.1 unknown", Refused("550")),
        ("mail", "421 4.3.2 going down", Later(why="421")),
        ("mail", "530 5.7.0 must log in", Later(why="530")),
    ],
)
async def test_what_the_relay_says_decides(fake, where, answer, outcome):
    getattr(fake.faults, where).append(answer)
    async with connected(fake.port) as relay:
        first = await send(relay)
        second = await send(relay)

    assert first == outcome
    assert second == Sent(REFERENCE)
    assert len(fake.taken) == 1


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_a_line_that_breaks_is_tried_later_on_another(fake, drop):
    fake.faults.drop.append(drop)
    async with connected(fake.port) as relay:
        first = await send(relay)
        second = await send(relay)

    assert isinstance(first, Later)
    assert first.why
    assert second == Sent(REFERENCE)
    assert len(fake.taken) == 1 + (drop == "after")


async def test_a_slow_relay_is_not_waited_for_for_ever(fake):
    fake.faults.slow.append(20)
    async with connected(fake.port, timeout=2.0) as relay:
        first = await send(relay)
        second = await send(relay)

    assert (first, second) == (Later(why="timeout"), Sent(REFERENCE))


async def test_a_relay_that_is_not_there_is_tried_later():
    async with connected(fakes.free_port()) as relay:
        outcome = await send(relay)

    assert isinstance(outcome, Later)
    assert outcome.why == "SMTPConnectError"


async def test_a_relay_that_has_closed_meanwhile_is_called_again(fake):
    async with connected(fake.port) as relay:
        await send(relay)
        fake.stop()
        fake.start()
        outcome = await send(relay)

    assert outcome == Sent(REFERENCE)
    assert len(fake.taken) == 2


async def test_a_relay_that_knows_no_nobody_gets_our_own_address(fake):
    fake.faults.mail.append("550 5.7.1 null sender not allowed")
    async with connected(fake.port) as relay:
        outcomes = [await send(relay), await send(relay)]

    assert outcomes == [Sent(REFERENCE)] * 2
    assert [each.giver for each in fake.taken] == ["time@firm.example"] * 2


async def test_a_letter_that_is_too_large_is_told_apart():
    with fakes.running(data_size_limit=1_000) as fake:
        async with connected(fake.port) as relay:
            with pytest.raises(TooLarge):
                await send(relay, LETTER + b"x" * 2_000)
            outcome = await send(relay)

    assert outcome == Sent(REFERENCE)


async def test_an_idle_line_is_closed(fake, monkeypatch):
    monkeypatch.setattr(relays, "_IDLE", 0.05)
    async with connected(fake.port) as relay:
        await send(relay)
        async with asyncio.timeout(60):
            while relay._client is not None:  # noqa: ASYNC110 - as a clock would
                await asyncio.sleep(0.01)
        await send(relay)

    assert fake.handler.connections == 2


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Give the files of a certificate that nobody vouches for, and of its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "relay.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("certificate")
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return fakes.tls(folder / "cert.pem", folder / "key.pem")


async def test_tls_is_taken_when_it_is_offered(certificate):
    with fakes.running(tls_context=certificate, require_starttls=True) as fake:
        async with connected(fake.port) as relay:
            outcome = await send(relay)

    assert outcome == Sent(REFERENCE)


@pytest.mark.parametrize("how", ["starttls", "tls"])
async def test_a_certificate_that_nobody_vouches_for_is_not_believed(certificate, how):
    name = "tls_context" if how == "starttls" else "ssl_context"
    with fakes.running(**{name: certificate}) as fake:
        async with connected(fake.port, tls=how) as relay:
            outcome = await send(relay)

    assert isinstance(outcome, Later)
    assert fake.taken == []


async def test_starttls_that_is_not_offered_is_waited_for(fake):
    async with connected(fake.port, tls="starttls") as relay:
        outcome = await send(relay)

    assert isinstance(outcome, Later)
    assert fake.taken == []


async def test_a_password_is_not_sent_where_it_could_be_read(fake):
    async with connected(fake.port, user="tenths", password="secret") as relay:
        outcome = await send(relay)

    assert outcome == Later(why="NoTls")


async def test_an_address_beyond_ascii_needs_a_relay_that_knows_such(fake):
    async with connected(fake.port) as relay:
        taken = await send(relay, to="zoë@firm.example")
    with fakes.running(enable_SMTPUTF8=False) as old:
        async with connected(old.port) as relay:
            refused = await send(relay, to="zoë@firm.example")
            after = await send(relay)

    assert (taken, refused, after) == (
        Sent(REFERENCE),
        Refused("smtputf8"),
        Sent(REFERENCE),
    )
    assert fake.taken[0].recipients == ["zoë@firm.example"]


async def test_a_login_that_is_not_offered_is_tried_later(fake):
    how = {"tls": "none", "user": "tenths", "password": "secret"}
    async with connected(fake.port, **how) as relay:
        outcome = await send(relay)

    assert isinstance(outcome, Later)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
@pytest.mark.parametrize(
    ("password", "outcome"),
    [("secret", Sent(REFERENCE)), ("wrong", Later(why="535"))],
)
async def test_a_login_that_is_refused_is_mended_and_tried_later(password, outcome):
    options = {
        "authenticator": fakes.only("tenths", "secret"),
        "auth_require_tls": False,
    }
    with fakes.running(auth_required=True, **options) as fake:
        async with connected(
            fake.port, tls="none", user="tenths", password=password
        ) as relay:
            assert await send(relay) == outcome


async def test_nothing_of_letter_relay_or_password_is_logged(fake, caplog):
    fake.faults.data += ["451 4.3.0 privileged words", "554 5.7.1 privileged words"]
    with caplog.at_level(logging.DEBUG):
        async with connected(
            fake.port, tls="none", user="tenths", password="secret"
        ) as relay:
            await send(relay)
    ours = [
        each for each in caplog.records if each.name.startswith(("handlers", "bot"))
    ]

    assert all("privileged" not in each.getMessage() for each in ours)
    assert "secret" not in repr(relay._address)
