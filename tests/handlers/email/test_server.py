"""The door speaks SMTP and LMTP as it should, whoever knocks."""

import asyncio
import logging
import smtplib
import socket
import ssl
import threading
import time
from contextlib import suppress

import pytest

from handlers.email import limits, reception, statuses, visits
from tests.fakes import certificate
from tests.fakes import door as doors
from tests.fakes.door import Tray

LETTER = b"From: ada@x\r\nSubject: hello\r\n\r\n0.2 call, Smith file\r\n"


@pytest.fixture
def tray():
    return Tray()


@pytest.fixture
def door(tray):
    with doors.running(tray) as here:
        yield here


def code(status):
    return int(status[:3])


def send(client, *recipients, data=LETTER, sender="ada@x"):
    """Bring a letter by hand; return what was said to it at the end."""
    assert client.mail(sender)[0] == 250
    for each in recipients or ["ada@x"]:
        client.rcpt(each)
    return client.data(data)


def reply(knock):
    """Read one reply of a bare connection, all its lines."""
    lines = [knock.reader.readline()]
    while lines[-1][3:4] == b"-":
        lines.append(knock.reader.readline())
    return b"".join(lines).decode()


def ask(knock, *commands):
    """Say commands on a bare connection one by one; return the last reply."""
    for command in commands:
        knock.send(command if isinstance(command, bytes) else f"{command}\r\n".encode())
        told = reply(knock)
    return told


def test_it_names_itself_and_offers_no_login(door):
    with door.knock() as client:
        offered = client.esmtp_features

        assert client.ehlo_resp.startswith(b"mx.firm.example")
        assert offered["size"] == "200000"
        assert {"8bitmime", "smtputf8", "pipelining"} <= set(offered)
        assert not {"auth", "starttls"} & set(offered)
        assert client.docmd("AUTH", "PLAIN AAA=")[0] >= 500


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (LETTER, LETTER),
        (b"a\r\n..b\r\n...\r\n", b"a\r\n..b\r\n...\r\n"),
        (b"bare\nline and \xff\x00 bytes\rhere\r\n", None),
        (b"x" * 100_000 + b"\r\n", b"x" * 100_000 + b"\r\n"),
    ],
    ids=["plain", "dots", "rubbish", "one long line"],
)
def test_a_letter_is_handed_over_byte_for_byte(door, tray, sent, kept):
    knock = door.socket()
    reply(knock)
    ask(knock, "EHLO client", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
    stuffed = sent.replace(b"\r\n.", b"\r\n..")
    told = ask(knock, stuffed + b".\r\n")

    (arrival,) = tray.letters
    assert told == f"{statuses.TAKEN}\r\n"
    assert arrival.raw == (sent if kept is None else kept)
    assert (arrival.giver, arrival.recipients) == ("ada@x", ("ada@x",))


@pytest.mark.parametrize(
    "end",
    [b"\n.\n", b"\n.\r\n", b"\r.\r", b"\r\n.\n", b"\r\n.\r", b"\r\n\x00.\r\n"],
)
def test_no_second_letter_is_smuggled_in(door, tray, end):
    inner = b"MAIL FROM:<eve@x>\r\nRCPT TO:<ben@x>\r\nDATA\r\nevil\r\n.\r\n"
    knock = door.socket()
    reply(knock)
    ask(knock, "EHLO client", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
    told = ask(knock, b"text" + end + inner)

    assert told == f"{statuses.TAKEN}\r\n"
    assert [each.giver for each in tray.letters] == ["ada@x"]


def test_commands_may_come_all_at_once(door, tray):
    knock = door.socket()
    one = b"MAIL FROM:<ada@x>\r\nRCPT TO:<ada@x>\r\nDATA\r\n"
    knock.send(b"EHLO client\r\n" + one)
    assert [code(reply(knock)) for _ in range(5)] == [220, 250, 250, 250, 354]
    knock.send(LETTER + b".\r\n" + one)

    assert [code(reply(knock)) for _ in range(4)] == [250, 250, 250, 354]
    knock.close()
    door.empty()
    assert len(tray.letters) == 1


def test_an_unknown_mailbox_is_refused_before_the_letter_is_sent(door, tray):
    with door.knock() as client:
        client.mail("ada@x")
        told = client.rcpt("eve@x")
        known = client.rcpt("ada@x")

    assert f"{told[0]} {told[1].decode()}" == statuses.NO_MAILBOX
    assert known[0] == 250
    assert tray.asked == ["eve@x", "ada@x"]


def test_who_guesses_mailboxes_is_sent_away(door):
    client = door.knock()
    client.mail("ada@x")
    told = [client.rcpt(f"guess{n}@x")[0] for n in range(reception.MOST_GUESSES + 1)]

    assert told == [550] * reception.MOST_GUESSES + [421]
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.noop()


def test_more_recipients_than_a_letter_may_have_come_again(door, tray):
    tray.known = {f"p{n}@x" for n in range(reception.MOST_RECIPIENTS + 1)}
    with door.knock() as client:
        client.mail("ada@x")
        told = [client.rcpt(each)[0] for each in sorted(tray.known)]

    assert told == [250] * reception.MOST_RECIPIENTS + [452]


def test_a_letter_too_large_is_refused_when_it_says_so_and_when_it_does_not(door, tray):
    with door.knock() as client:
        early = client.mail("ada@x", options=["SIZE=200001"])
        late = send(client, data=b"x" * 900 + b"\r\n" + (b"y" * 900 + b"\r\n") * 300)
        fine = send(client)

    assert f"{early[0]} {early[1].decode()}" == statuses.TOO_LARGE
    assert f"{late[0]} {late[1].decode()}" == statuses.TOO_LARGE
    assert (fine[0], len(tray.letters)) == (250, 1)


def test_anybody_may_write_to_the_postmaster_and_only_in_short(tray):
    tray.known |= {"postmaster@mx.firm.example", "Postmaster"}
    long = b"y" * 998 + b"\r\n"
    with doors.running(tray) as door, door.knock() as client:
        told = [
            send(client, *to, data=long * count)
            for to, count in (
                (("postmaster@mx.firm.example",), 100),
                (("postmaster@mx.firm.example",), 101),
                (("Postmaster", "postmaster@mx.firm.example"), 101),
                (("Postmaster", "ada@x"), 190),
                (("ada@x",), 190),
            )
        ]

    assert [each[0] for each in told] == [250, 552, 552, 250, 250]
    assert told[1][1].decode() in statuses.TOO_LARGE


def lines(size):
    return (b"y" * 998 + b"\r\n") * (size // 1_000)


def test_letters_on_their_way_in_share_the_room_there_is(tray):
    with doors.running(tray, size=5_000_000, memory=6_000_000) as door:
        waiting = door.socket()
        reply(waiting)
        begun = ("EHLO c", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
        ask(waiting, *begun)
        waiting.send(lines(4_000_000))
        with door.knock() as client, door.knock_locally() as local:
            large = [send(each, data=lines(3_000_000)) for each in (client, local)]
            small = send(client, data=lines(800_000))
            told = ask(waiting, b".\r\n")
            after = send(client, data=lines(3_000_000))

    for each in large:
        assert f"{each[0]} {each[1].decode()}" == statuses.NO_ROOM
    assert (small[0], code(told), after[0]) == (250, 250, 250)
    assert [len(each.raw) for each in tray.letters] == [800_000, 4_000_000, 3_000_000]
    assert door.door.limits._held == 0


def test_what_is_not_kept_takes_no_room(tray):
    with doors.running(tray, size=1_500_000, memory=6_000_000) as door:
        endless = door.socket()
        reply(endless)
        ask(endless, "EHLO c", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
        endless.send(lines(9_000_000))
        short_lines = door.socket()
        reply(short_lines)
        ask(short_lines, "EHLO c", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
        crowded = ask(short_lines, b"\r\n" * 700_000 + b".\r\n")
        with door.knock() as client:
            told = send(client, data=lines(1_400_000))
        late = ask(endless, b".\r\n")

    assert (told[0], code(late)) == (250, 552)
    assert crowded == f"{statuses.NO_ROOM}\r\n"
    assert door.door.limits._held == 0


def test_who_hangs_up_gives_back_the_room(tray):
    with doors.running(tray, size=5_000_000, memory=6_000_000) as door:
        gone = door.socket()
        reply(gone)
        ask(gone, "EHLO c", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
        gone.send(lines(4_000_000))
        gone.close()
        door.empty()
        until = time.monotonic() + 60
        while door.door.limits._held and time.monotonic() < until:
            time.sleep(0.01)

        assert door.door.limits._held == 0


def test_a_line_that_never_ends_is_not_heard_to_the_end(tray):
    with doors.running(tray, size=5_000_000) as door:
        knock = door.socket()
        reply(knock)
        ask(knock, "EHLO c", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
        sent = 0
        with suppress(ConnectionError):
            while sent < 60_000_000:
                knock.send(b"y\n" * 500_000)
                sent += 1_000_000

    # Some more than is heard fits between the two ends.
    assert sent < 30_000_000
    assert tray.letters == []


def test_the_largest_letter_that_is_taken_always_has_room():
    assert limits.memory_for(36_000_000) == 400_000_000
    assert limits.memory_for(200_000_000) == 600_000_000


def test_a_line_longer_than_we_hold_is_refused_and_the_next_letter_taken(tray):
    with doors.running(tray, size=5_000_000) as door, door.knock() as client:
        told = send(client, data=b"x" * 2_500_000 + b"\r\n")
        fine = send(client)

    assert f"{told[0]} {told[1].decode()}" == statuses.LONG_LINE
    assert (fine[0], len(tray.letters)) == (250, 1)


def test_an_address_may_have_letters_of_any_language(door, tray):
    tray.known.add("zoë@x")
    with door.knock() as client:
        client.mail("ада@x", options=["SMTPUTF8"])
        told = client.rcpt("zoë@x")
        client.data(LETTER)

    assert told[0] == 250
    assert (tray.letters[0].giver, tray.letters[0].recipients) == ("ада@x", ("zoë@x",))


def test_nobody_and_the_postmaster_are_addresses_too(door, tray):
    tray.known.add("Postmaster")
    with door.knock() as client:
        told = send(client, "Postmaster", sender="")

    assert told[0] == 250
    assert (tray.letters[0].giver, tray.letters[0].recipients) == (
        "<>",
        ("Postmaster",),
    )


@pytest.mark.parametrize(
    "told",
    [
        "<ada@x>",
        "<ada@x> SIZE=10 BODY=8BITMIME",
        "<ada@x>SIZE=10",
        "<ada@x>  ",
        "<ada.b+k5xw@mx-1.firm.example>",
        "<>",
        "<Postmaster>",
        "< ada@x >",
        "<ada..b@x>",
        "<.ada@x>",
        "<ada@x.>",
        '<"a b"@x>',
        "<ada@[192.0.2.1]>",
        "<ada(who)@x>",
        "<ada@x",
        "ada@x",
        "<ada@x> <ben@x>",
        "<@relay:ada@x>",
        "<zoë@x>",
        "<ada@x\t>",
    ],
)
def test_an_address_is_read_as_the_library_reads_it(door, told):
    async def read():
        visit = visits.Visit(door.door, None, door.loop)
        return visit._getaddr(told), super(visits.Visit, visit)._getaddr(told)

    ours, theirs = asyncio.run_coroutine_threadsafe(read(), door.loop).result(10)

    assert ours[0] == theirs[0]
    assert (ours[1] or "").split() == (theirs[1] or "").split()


# --- Several recipients ---------------------------------------------------------


def answers(*told):
    return lambda arrival: list(told)


def test_over_lmtp_each_recipient_has_an_answer(door, tray):
    tray.told = answers(statuses.TAKEN, statuses.NOT_SHOWN)
    knock = door.socket(lmtp=True)
    reply(knock)
    ask(knock, "LHLO mx", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "RCPT TO:<ben@x>")
    ask(knock, "DATA")
    first = ask(knock, LETTER + b".\r\n")
    second = reply(knock)

    assert (first, second) == (f"{statuses.TAKEN}\r\n", f"{statuses.NOT_SHOWN}\r\n")
    assert code(ask(knock, "NOOP")) == 250


@pytest.mark.parametrize(
    ("data", "fails", "status"),
    [
        ((b"y" * 900 + b"\r\n") * 300, False, statuses.TOO_LARGE),
        (LETTER, True, statuses.TROUBLE),
    ],
    ids=["too large", "a fault"],
)
def test_over_lmtp_what_goes_wrong_is_said_to_each(door, tray, data, fails, status):
    def told(arrival):
        if fails:
            raise RuntimeError("secret")

    tray.told = told
    knock = door.socket(lmtp=True)
    reply(knock)
    ask(knock, "LHLO mx", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "RCPT TO:<ben@x>")
    ask(knock, "DATA")

    assert [ask(knock, data + b".\r\n"), reply(knock)] == [f"{status}\r\n"] * 2
    assert code(ask(knock, "NOOP")) == 250


def test_over_lmtp_nobody_says_helo_or_ehlo(door):
    knock = door.socket(lmtp=True)
    reply(knock)

    assert [code(ask(knock, each)) for each in ("EHLO a", "HELO a")] == [500, 500]
    assert code(ask(knock, "LHLO a")) == 250


@pytest.mark.parametrize(
    ("each", "together"),
    [
        ((statuses.TAKEN, statuses.NOT_SHOWN), statuses.TAKEN),
        ((statuses.TAKEN, statuses.TROUBLE), statuses.TROUBLE),
        ((statuses.NOT_SHOWN, statuses.NOT_SHOWN), statuses.NOT_SHOWN),
    ],
)
def test_over_smtp_all_recipients_have_one_answer(door, tray, each, together):
    tray.told = answers(*each)
    with door.knock() as client:
        told = send(client, "ada@x", "ben@x")

    assert f"{told[0]} {told[1].decode()}" == together


# --- What goes wrong ------------------------------------------------------------


def test_a_fault_of_ours_is_temporary_and_says_nothing(door, tray, caplog):
    caplog.set_level(logging.DEBUG)

    def fail(_):
        raise RuntimeError("zanzibar is in the message")

    tray.told = fail
    with door.knock() as client:
        told = send(client)
        tray.told = None
        fine = send(client)

    assert f"{told[0]} {told[1].decode()}" == statuses.TROUBLE
    assert fine[0] == 250
    assert "zanzibar" not in caplog.text


def test_nothing_of_a_letter_or_its_people_is_logged(door, tray, caplog):
    caplog.set_level(logging.DEBUG)
    tray.known.add("zanzibar@x")
    with door.knock() as client:
        send(client, "zanzibar@x", data=b"Subject: zanzibar\r\n\r\nzanzibar\r\n")
        client.docmd("ZANZIBAR")
        client.vrfy("zanzibar@x")
        client.mail("zanzibar")
        client.rcpt("unknown-zanzibar@x")

    assert len(tray.letters) == 1
    assert "zanzibar" not in caplog.text.casefold()


def test_who_hangs_up_in_the_middle_has_sent_nothing(door, tray):
    knock = door.socket()
    reply(knock)
    ask(knock, "EHLO client", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
    knock.send(LETTER)
    knock.close()
    door.empty()

    assert tray.letters == []


@pytest.mark.parametrize("how", [socket.SHUT_WR, socket.SHUT_RDWR])
def test_a_letter_that_is_being_kept_is_kept_though_its_sender_hangs_up(
    door, tray, how
):
    begun, gone, done = (threading.Event() for _ in range(3))

    def slow(_):
        begun.set()
        gone.wait(10)
        done.set()

    tray.told = slow
    knock = door.socket()
    reply(knock)
    ask(knock, "EHLO client", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
    knock.send(LETTER + b".\r\n")
    assert begun.wait(10)
    knock.socket.shutdown(how)
    door.empty()
    gone.set()
    door.close()

    assert done.is_set()


def test_rubbish_is_answered_and_ends(door, tray):
    knock = door.socket()
    reply(knock)
    told = [
        code(ask(knock, each))
        for each in (b"\xff\xfe\r\n", b"\r\n", b"MAIL " + b"x" * 9_000 + b"\r\n")
    ]
    # At once: the door may be shut before the last of them.
    knock.send(b"WHATEVER\r\n" * 30)
    left = knock.reader.read()

    assert told == [500, 500, 500]
    assert b"502 5.5.1" in left


# --- Limits ----------------------------------------------------------------------


def test_one_connection_more_than_there_is_room_for_comes_later(tray):
    with doors.running(tray, connections=2) as door:
        one, two = door.knock(), door.knock()
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            door.knock()
        one.quit()
        two.quit()
        door.empty()
        with door.knock() as again:
            assert send(again)[0] == 250

    assert refused.value.smtp_code == 421
    assert refused.value.smtp_error.decode() in statuses.FULL


def proxied(door, line=b"PROXY TCP4 192.0.2.7 192.0.2.1 4000 25\r\n"):
    knock = door.socket()
    knock.send(line)
    return knock


@pytest.fixture
def behind(tray):
    with doors.running(tray, letters=2, connections=100, proxied=True) as door:
        yield door


def test_a_proxy_says_who_comes_and_that_is_who_is_limited(behind, tray):
    def bring(knock):
        return [
            code(ask(knock, each))
            for each in ("MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "RSET")
        ]

    one = proxied(behind)
    two = proxied(behind, b"PROXY TCP6 2001:db8::7 2001:db8::1 4000 25\r\n")
    assert [code(ask(each, "EHLO c")) for each in (one, two)] == [220, 220]
    assert [code(reply(each)) for each in (one, two)] == [250, 250]

    assert [bring(one) for _ in range(3)] == [[250] * 3, [250] * 3, [450, 503, 250]]
    assert bring(two) == [250] * 3


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.9.9.9"])
def test_whoever_a_proxy_says_it_is_has_limits(behind, peer):
    knocks = [
        proxied(behind, f"PROXY TCP4 {peer} 192.0.2.1 4000 25\r\n".encode())
        for _ in range(26)
    ]
    told = [code(reply(each)) for each in knocks]
    ask(knocks[0], "EHLO c")
    letters = [code(ask(knocks[0], "MAIL FROM:<ada@x>", "RSET")) for _ in range(2)]
    one_more = ask(knocks[0], "MAIL FROM:<ada@x>")

    assert told == [220] * 25 + [421]
    assert letters == [250, 250]
    assert one_more == f"{statuses.TOO_FAST}\r\n"


def test_a_proxy_that_names_nobody_brings_no_more_than_others(behind):
    knock = proxied(behind, b"\r\n\r\n\x00\r\nQUIT\n\x20\x00\x00\x00")
    assert code(reply(knock)) == 220
    ask(knock, "EHLO c")
    told = [ask(knock, "RSET", "MAIL FROM:<ada@x>") for _ in range(3)]

    assert [code(each) for each in told] == [250, 250, 450]


def test_our_own_machine_has_no_limits_but_beside_a_proxy_of_its_own(behind):
    with behind.knock_locally() as local:
        told = [send(local)[0] for _ in range(4)]
        peers = {each.peer for each in behind.door.visits}

    assert told == [250] * 4
    assert peers == {"127.0.0.1"}


def test_a_machine_that_is_not_ours_has_a_share_of_the_connections(behind):
    knocks = [proxied(behind) for _ in range(26)]
    told = [code(reply(each)) for each in knocks]
    for each in knocks:
        each.close()
    behind.empty()

    assert told == [220] * 25 + [421]
    assert behind.door.limits._open.total() == 0


@pytest.mark.parametrize("line", [b"EHLO client\r\n", b"PROXY NONSENSE\r\n"])
def test_where_a_proxy_is_expected_nobody_else_comes_in(behind, line):
    knock = proxied(behind, line)

    assert knock.reader.read() == b""


def test_the_binary_form_of_the_proxy_and_its_own_look_in_are_understood(behind):
    header = b"\r\n\r\n\x00\r\nQUIT\n"
    told = header + b"\x21\x11\x00\x0c" + bytes([192, 0, 2, 8, 192, 0, 2, 1])
    knocks = [
        proxied(behind, told + b"\x10\x00\x00\x19"),
        proxied(behind, header + b"\x20\x00\x00\x00"),
    ]

    assert [code(reply(each)) for each in knocks] == [220, 220]


def test_a_silent_client_is_let_go_and_a_slow_letter_is_not(door, tray, monkeypatch):
    monkeypatch.setattr(visits, "IDLE", 2.0)
    silent, slow = door.socket(), door.socket()
    for each in (silent, slow):
        reply(each)
    ask(slow, "EHLO client", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
    began = time.monotonic()
    for _ in range(8):
        slow.send(b"line\r\n")
        time.sleep(0.4)
    told = ask(slow, b".\r\n")

    assert time.monotonic() - began > 2.0
    assert code(told) == 250
    assert silent.reader.read() == b""


# --- Encryption --------------------------------------------------------------------


@pytest.fixture
def encrypting(tray, tmp_path):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate.write(tmp_path))
    with doors.running(tray, tls=context) as door:
        yield door


def trusting(tmp_path):
    return ssl.create_default_context(cafile=tmp_path / "cert.pem")


def test_a_letter_may_come_encrypted_or_not(encrypting, tray, tmp_path):
    with encrypting.knock() as plain:
        assert plain.has_extn("starttls")
        assert send(plain)[0] == 250
    client = encrypting.knock()
    client._host = "mx.firm.example"
    client.starttls(context=trusting(tmp_path))
    client.ehlo()

    assert not {"starttls", "auth"} & set(client.esmtp_features)
    assert send(client)[0] == 250
    client.quit()
    encrypting.empty()
    assert len(tray.letters) == 2
    assert encrypting.door.limits._open.total() == 0


def test_what_was_said_before_encryption_is_forgotten(encrypting, tray, tmp_path):
    knock = encrypting.socket()
    reply(knock)
    ask(knock, "EHLO client")
    knock.send(b"STARTTLS\r\nMAIL FROM:<eve@x>\r\nRCPT TO:<ben@x>\r\n")
    assert code(reply(knock)) == 220
    inside = trusting(tmp_path).wrap_socket(
        knock.socket, server_hostname="mx.firm.example"
    )
    inside.sendall(b"DATA\r\n")

    assert inside.recv(1_000).startswith(b"503")
    inside.close()
    encrypting.empty()
    assert tray.letters == []


def test_a_client_that_cannot_encrypt_after_all_harms_nobody(encrypting, tray):
    knock = encrypting.socket()
    reply(knock)
    ask(knock, "EHLO client", "STARTTLS")
    knock.send(b"this is no handshake\r\n" * 20)
    knock.reader.read()
    knock.close()
    encrypting.empty()
    with encrypting.knock() as client:
        assert send(client)[0] == 250


# --- Closing -----------------------------------------------------------------------


def test_when_it_closes_the_idle_are_told_and_the_letter_under_way_is_finished(
    door, tray
):
    idle, busy = door.socket(), door.socket()
    for each in (idle, busy):
        reply(each)
    ask(busy, "EHLO client", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
    closing = threading.Thread(target=door.close)
    closing.start()

    assert reply(idle) == f"{statuses.CLOSING}\r\n"
    assert ask(busy, LETTER + b".\r\n") == f"{statuses.TAKEN}\r\n"
    assert reply(busy) == f"{statuses.CLOSING}\r\n"
    closing.join(10)
    assert len(tray.letters) == 1
    with pytest.raises(ConnectionRefusedError):
        door.socket()


def test_a_client_that_never_finishes_does_not_keep_it_open(door, tray):
    knock = door.socket()
    reply(knock)
    ask(knock, "EHLO client", "MAIL FROM:<ada@x>", "RCPT TO:<ada@x>", "DATA")
    began = time.monotonic()
    door.close(patience=0.3)

    assert time.monotonic() - began < 60
    assert tray.letters == []
