"""A From line is believed when it is shown, and no trick makes it look so."""

import socket
import threading
import time

import authres
import authres.dmarc
import dns.message
import dns.resolver
import dns.rrset
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot import mailboxes
from handlers.email import authresults, letters, trust
from handlers.email.dnstexts import Texts, Undecided
from tests.fakes import signing
from tests.fakes.signing import Dns, sign

ADA = "ada@firm.example"
NAME = "mx.firm.example"
LETTER = (
    b"From: Ada <ada@firm.example>\r\nTo: time@firm.example\r\nSubject: time\r\n"
    b"Date: Wed, 18 Nov 2026 12:00:00 +1100\r\nMessage-ID: <1@firm.example>\r\n"
    b"Content-Type: text/plain\r\n\r\n0.2 call, Smith file\r\n"
)
OURS = b"Received: from client (client [192.0.2.9])\r\n\tby mx.firm.example (Postfix)\r\n\tid 1 for <x>; Wed\r\n"
THEIRS = b"Received: from evil by mx.evil.example; Wed\r\n"


def results(text, name=NAME):
    return f"Authentication-Results: {name}; {text}\r\n".encode()


def told(raw, *, sender=ADA, name=NAME):
    return trust.by_results(raw, sender=sender, authserv_id=name)


PASS = "dmarc=pass (p=reject dis=none) header.from=firm.example"


@pytest.mark.parametrize(
    ("top", "shown"),
    [
        (results(PASS), "dmarc"),
        (OURS + results(PASS), "dmarc"),
        (results(PASS) + OURS, "dmarc"),
        (results("dmarc=pass"), "dmarc"),
        (results(PASS, name="MX.Firm.Example"), "dmarc"),
        (results(PASS, name="mx.firm.example 1"), "dmarc"),
        (results(PASS, name="(we) mx.firm.example"), "dmarc"),
        (
            results("spf=pass smtp.mailfrom=x.example;\r\n\tdkim=none;\r\n " + PASS),
            "dmarc",
        ),
        (
            results("dmarc=pass action=none header.from=firm.example; compauth=pass"),
            "dmarc",
        ),
        (results("dkim=pass header.d=firm.example header.s=s1 header.b=abc"), "dkim"),
        (results("dkim=pass header.i=@firm.example header.b=abc"), "dkim"),
        (results("dkim=pass (2048-bit key) header.d=mail.firm.example"), "dkim"),
        (
            results("dkim=fail header.d=firm.example; dkim=pass header.d=firm.example"),
            "dkim",
        ),
        (results("dmarc=none; dkim=pass header.d=firm.example"), "dkim"),
        # Nothing that shows her.
        (b"", "none"),
        (results("none"), "none"),
        (results("spf=pass smtp.mailfrom=ada@firm.example"), "none"),
        (results("dmarc=fail header.from=firm.example"), "none"),
        (results("dmarc=none"), "none"),
        (results("dmarc=temperror; spf=pass"), "none"),
        (results("dkim=pass header.d=evil.example"), "none"),
        (results("dkim=pass header.d=example"), "none"),
        (results("dkim=pass header.d=xfirm.example"), "none"),
        (results("dkim=pass"), "none"),
        (results("dkim=policy header.d=firm.example"), "none"),
        (results("dmarc=pass header.from=evil.example"), "none"),
        (results("dmarc=fail; dkim=pass header.d=firm.example"), "none"),
        (results("dmarc=pass; dmarc=fail"), "none"),
        # Somebody else's word.
        (results(PASS, name="mx.evil.example"), "none"),
        (results(PASS, name="mx.firm.example.evil.example"), "none"),
        (results(PASS, name="evil.example (mx.firm.example)"), "none"),
        (results(PASS, name='"x mx.firm.example"'), "none"),
        (b"X-Authentication-Results: mx.firm.example; dmarc=pass\r\n", "none"),
        (b"ARC-Authentication-Results: i=1; mx.firm.example; dmarc=pass\r\n", "none"),
        (
            b"Authentication-Results: spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=x; dmarc=pass\r\n",
            "none",
        ),
        # Ours is on top, theirs beneath.
        (results("dmarc=fail") + results(PASS), "none"),
        (results("none") + results(PASS), "none"),
        (results("spf=none") + OURS + results(PASS), "none"),
        (results(PASS) + results("dmarc=fail"), "dmarc"),
        (results("dmarc=fail", name="MX.FIRM.EXAMPLE") + results(PASS), "none"),
        (results("dmarc=pass =x; (", name=NAME) + results(PASS), "none"),
        (results('reason="' + "x" * 9_000) + results(PASS), "none"),
        (results("dmarc=fail", name="mx.firm.example 2") + results(PASS), "none"),
        # It was put there before a stranger's server had the letter.
        (THEIRS + results(PASS), "none"),
        (OURS + THEIRS + results(PASS), "none"),
        (OURS + results(PASS) + THEIRS, "dmarc"),
        (
            b"Received: by 2002:a05:6a10::1 with SMTP id 1; Wed\r\n" + results(PASS),
            "dmarc",
        ),
        (b"Received: by localhost (amavis); Wed\r\n" + OURS + results(PASS), "dmarc"),
        (b"Received: (qmail 1 invoked by uid 0); Wed\r\n" + results(PASS), "dmarc"),
        (b"Received: by in.firm.example; Wed\r\n" + results(PASS), "dmarc"),
        # A verdict in a comment or in quotes is none.
        (results("spf=none (dmarc=pass)"), "none"),
        (results("spf=none (x; dmarc=pass header.from=firm.example)"), "none"),
        (results('spf=none reason="; dmarc=pass"'), "none"),
        (results('spf=pass smtp.mailfrom="a; dmarc=pass"@evil.example'), "none"),
        (results("spf=pass smtp.mailfrom=dmarc=pass"), "none"),
        (results("spf=none (\\); dmarc=pass)"), "none"),
        (results("spf=none (a (b; dmarc=pass) c)"), "none"),
        (results("dkim=pass header.d=evil.example (header.d=firm.example)"), "none"),
        (results('dkim=pass header.d=evil.example header.i="@firm.example"'), "none"),
        (results("x-dmarc=pass"), "none"),
        (results('spf=pass smtp.mailfrom="é; dmarc=pass"@evil.example'), "none"),
        (results('spf=pass smtp.mailfrom="\x01; dmarc=pass"@evil.example'), "none"),
        (results("spf=pass (é; dmarc=pass)"), "none"),
        (results('spf=pass smtp.mailfrom="x; dmarc=pass'), "none"),
        (results("spf=pass (x; dmarc=pass"), "none"),
        (results('spf=pass smtp.mailfrom=a"b; dmarc=pass"'), "none"),
        (results("dmarc=passed"), "none"),
        (results("dmarc=pass-ish"), "none"),
    ],
    ids=str,
)
def test_what_the_firms_own_server_says(top, shown):
    assert told(top + LETTER) == shown


# As those servers write them, but for the names.
_REAL = {
    "Gmail": """mx.google.com;
       dkim=pass header.i=@firm.example header.s=google header.b="a/b+c";
       spf=pass (google.com: domain of ada@firm.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ada@firm.example;
       dmarc=pass (p=QUARANTINE sp=QUARANTINE dis=NONE) header.from=firm.example;
       dara=pass header.i=@firm.example""",
    "OpenDMARC": """mx.google.com; dmarc=pass (p=none dis=none) header.from=firm.example""",
    "OpenDKIM": """mx.google.com;
\tdkim=pass (2048-bit key; unprotected) header.d=firm.example header.i=@firm.example header.a=rsa-sha256 header.s=s1 header.b=Xy/+z=;
\tdkim-atps=neutral""",
    "rspamd": """mx.google.com;
\tdkim=pass header.d=firm.example header.s=dkim header.b=abc;
\tspf=pass (mail.firm.example: domain of ada@firm.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=ada@firm.example;
\tdmarc=pass (policy=reject) header.from=firm.example""",
    "Fastmail": """mx.google.com;
    dkim=pass (2048-bit rsa key sha256) header.d=firm.example
    header.i=@firm.example header.b=abc header.a=rsa-sha256 header.s=fm1
    x-bits=2048;
    dmarc=pass policy.published-domain-policy=none
    policy.applied-disposition=none policy.evaluated-disposition=none
    (p=none,d=none,d.eval=none) policy.policy-from=p header.from=firm.example;
    iprev=pass policy.iprev=192.0.2.1 (out.firm.example);
    spf=pass smtp.mailfrom=ada@firm.example smtp.helo=out.firm.example""",
    "Yahoo": """mx.google.com;
 dkim=pass header.i=@firm.example header.s=s1;
 spf=pass smtp.mailfrom=firm.example;
 dmarc=pass(p=REJECT) header.from=firm.example;""",
}


@pytest.mark.parametrize("server", _REAL)
def test_the_results_of_real_servers_are_understood(server):
    value = _REAL[server].replace("\n", "\r\n")
    raw = f"Authentication-Results: {value}\r\n".encode() + LETTER

    assert told(raw, name="mx.google.com") == (
        "dkim" if server == "OpenDKIM" else "dmarc"
    )
    assert told(raw.replace(b"=pass", b"=fail"), name="mx.google.com") == "none"
    forged = raw.replace(b"firm.example", b"evil.example").replace(
        b"<ada@evil", b"<ada@firm"
    )
    assert told(forged, name="mx.google.com") == "none"


@pytest.mark.parametrize(
    "extra",
    [
        b"From: Eve <eve@evil.example>\r\n",
        b"FROM : Eve <eve@evil.example>\r\n",
        b"Subject: other\r\n",
        b"Date: Thu, 19 Nov 2026 12:00:00 +1100\r\n",
        b"To: x@y\r\n",
        b"Message-ID: <2@x>\r\n",
        b"Content-Type: text/html\r\n",
    ],
)
def test_a_header_that_stands_twice_is_believed_in_no_way(extra):
    dns = Dns("firm.example")

    assert told(results(PASS) + extra + LETTER) == "none"
    assert verified(extra + sign(LETTER), dns=dns) == "none"
    if b" :" not in extra:
        assert verified(sign(extra + LETTER), dns=dns) == "none"


def test_without_a_name_of_ours_or_one_sender_nothing_is_believed():
    assert told(results(PASS) + LETTER, name=None) == "none"
    assert told(results(PASS) + LETTER, sender="") == "none"


def test_a_signature_that_covers_half_is_no_signature_though_ours_says_pass():
    short = sign(LETTER, length=True) + b"0.9 added by somebody\r\n"
    passed = results("dkim=pass header.d=firm.example")

    assert told(passed + sign(LETTER)) == "dkim"
    assert told(passed + short) == "none"
    assert told(passed + sign(LETTER, "other.example", length=True)) == "dkim"


_GMAIL = "from to subject date message-id mime-version".split()
_PARTS = (
    b"--real\r\nContent-Type: text/plain\r\n\r\nThanks.\r\n\r\nJane wrote:\r\n"
    b"--evil\r\nContent-Type: text/plain\r\n\r\n9.9 drafting, Jones file\r\n--evil--\r\n"
    b"--real--\r\n"
)


def formed(kind, body, *, names=_GMAIL):
    head = LETTER.partition(b"Content-Type")[0]
    raw = head + b"Content-Type: " + kind + b"\r\n\r\n" + body
    return sign(raw, include_headers=[each.encode() for each in names])


@pytest.mark.parametrize(
    ("kind", "body", "other"),
    [
        (b"multipart/mixed; boundary=real", _PARTS, b"multipart/mixed; boundary=evil"),
        (b"multipart/mixed; boundary=real", _PARTS, b"multipart/mixed; boundary=no"),
        (b"multipart/mixed; boundary=real", _PARTS, b"text/plain"),
        (
            b'multipart/mixed; boundary="real"',
            b"This is a multi-part message in MIME format.\r\n\r\n" + _PARTS,
            b"text/html",
        ),
        (b"text/plain", b"0.2 call\r\n> <p>9.9 call</p>\r\n", b"text/html"),
        (
            b"text/plain",
            b"-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: x\r\n",
            b"text/html",
        ),
        (b"text/plain", b"-- \r\n\r\n0.2 call", b"text/html"),
        (b"text/html", b"\r\n<p>0.2 call</p>", b"text/plain"),
        (
            b"text/html\r\nContent-Transfer-Encoding: base64",
            b"PGRpdj4wLjI8L2Rpdj4=\r\n",
            b"text/plain",
        ),
    ],
    ids=range(9),
)
def test_where_the_form_is_not_signed_the_body_shows_it(kind, body, other):
    """Or who has a signed letter could have a quoted part of it read as the whole."""
    dns = Dns("firm.example")
    signed = formed(kind, body)
    changed = signed.replace(
        b"Content-Type: " + kind.partition(b"\r")[0], b"Content-Type: " + other, 1
    )
    assert changed != signed

    assert verified(signed, dns=dns) == "dkim"
    assert verified(changed, dns=dns) == "none"
    assert (
        verified(formed(kind, body, names=[*_GMAIL, "content-type"]), dns=dns) == "dkim"
    )
    for passed in ("dkim=pass header.d=firm.example", PASS):
        shown = passed[: passed.index("=")]
        assert told(results(passed) + signed) == shown
        assert told(results(passed) + changed) == "none"
    sent = results(f"spf=pass smtp.mailfrom=ada@firm.example; {PASS}")
    assert told(sent + changed) == "dmarc"


@pytest.mark.parametrize(
    "signed",
    [
        sign(LETTER, length=True) + b"0.9 added\r\n",
        sign(sign(LETTER, length=True)),
        sign(LETTER, include_headers=[b"from", b"date"]),
        sign(LETTER).replace(b"b=", b"b=" + b" " * 100, 1),
        b"DKIM-Signature: v=1; d=x.example\r\n" * 20 + sign(LETTER, length=True),
    ],
    ids=range(5),
)
def test_where_a_signature_leaves_gaps_dmarc_wants_more_than_it(signed):
    """DMARC passes by any one signature, and does not say which it was."""
    elsewhere = results(f"spf=pass smtp.mailfrom=eve@evil.example; {PASS}")
    sent = results(f"spf=pass smtp.mailfrom=bounces@firm.example; {PASS}")

    assert told(results(PASS) + signed) == "none"
    assert told(elsewhere + signed) == "none"
    assert told(sent + signed) == "dmarc"


# --- Verified here ----------------------------------------------------------------


def verified(raw, *, dns, sender=ADA):
    return trust.shown(raw, sender=sender, authserv_id=None, lookup=dns)


@pytest.mark.parametrize(
    "canonical",
    [(b"relaxed", b"relaxed"), (b"simple", b"simple"), (b"relaxed", b"simple")],
)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"0.2 call\r\n",
        b"a  b \t\r\n\r\n c\t\r\n\r\n\r\n",
        b"no end",
        b"x\r\n.y\r\n \r\n",
    ],
    ids=str,
)
def test_a_signature_of_the_senders_domain_shows_the_sender(canonical, body):
    raw = LETTER.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" + body
    signed = sign(raw, canonicalize=canonical)

    assert verified(signed, dns=Dns("firm.example")) == "dkim"
    assert verified(OURS + signed, dns=Dns("firm.example")) == "dkim"
    assert verified(signed + b"x", dns=Dns("firm.example")) == "none"
    assert (
        verified(
            signed.replace(b"Subject: time", b"Subject: tame"), dns=Dns("firm.example")
        )
        == "none"
    )


def test_what_the_relaxed_form_allows_is_allowed():
    signed = sign(LETTER.replace(b"0.2 call", b"0.2  call"))
    passed_on = signed.replace(b"0.2  call", b"0.2 \t call").replace(
        b"Subject: time", b"SUBJECT:  time "
    )

    assert verified(passed_on, dns=Dns("firm.example")) == "dkim"


def test_a_domain_above_or_below_signs_for_the_sender_and_no_other():
    def by(domain, sender):
        raw = LETTER.replace(ADA.encode(), sender.encode())
        return verified(sign(raw, domain), dns=Dns(domain), sender=sender)

    assert by("firm.example", "ada@mail.firm.example") == "dkim"
    assert by("mail.firm.example", ADA) == "dkim"
    assert by("evil.example", ADA) == "none"
    assert by("xfirm.example", ADA) == "none"
    assert by("example", ADA) == "none"


def test_a_domain_that_only_looks_folded_is_anothers():
    """Names with ß were once the same as those with ss; now anybody may have either."""

    def by(domain, sender):
        raw = LETTER.replace(ADA.encode(), sender.encode())
        read = letters.read(raw).sender
        assert read == sender
        return verified(sign(raw, domain), dns=Dns(domain), sender=read)

    sharp, plain = "ada@gro\u00df.example", "ada@gross.example"
    assert by("xn--gro-7ka.example", sharp) == "dkim"
    assert by("gross.example", sharp) == "none"
    assert by("xn--gro-7ka.example", plain) == "none"
    assert by("xn--mller-kva.example", "ada@mail.m\u00fcller.example") == "dkim"
    assert mailboxes.registered(sharp) != mailboxes.registered(plain)


def test_nobody_asks_the_dns_for_a_stranger():
    dns = Dns("evil.example")
    verified(sign(LETTER, "evil.example"), dns=dns)

    assert dns.asked == []


def test_any_one_good_signature_is_enough_wherever_it_stands():
    dns = Dns("firm.example", "list.example")
    good = sign(LETTER)
    broken = good.partition(b"From:")[0].replace(b"bh=", b"bh=AAAA")

    assert verified(sign(good, "list.example"), dns=dns) == "dkim"
    assert verified(broken + good, dns=dns) == "dkim"
    assert verified(broken + LETTER, dns=dns) == "none"


def covering(*names):
    return sign(LETTER, include_headers=[each.encode() for each in names])


@pytest.mark.parametrize(
    "signed",
    [
        sign(LETTER, length=True),
        sign(LETTER, length=True) + b"more\r\n",
        covering("from", "date"),
        covering("from", "subject"),
        sign(LETTER, signature_algorithm=b"rsa-sha1"),
        sign(LETTER).replace(b"v=1", b"v=2"),
        sign(LETTER).replace(b"d=firm.example", b"d=other.example"),
        sign(LETTER).replace(b"s=s1", b"s=s2"),
        sign(LETTER).replace(b"s=s1", b"s=../s1"),
        b" " + sign(LETTER),
        b"nonsense\r\n" + sign(LETTER),
        sign(LETTER).replace(b"Subject:", b"Subject :"),
        b"DKIM-Signature: \r\n" + LETTER,
        b"DKIM-Signature: v=1; v=1\r\n" + LETTER,
        b"DKIM-Signature: v=1; a=rsa-sha256; d=firm.example; s=s1; h=from:subject:date; bh=x; b=y\r\n"
        + LETTER,
        b"DKIM-Signature: v=1; a=rsa-sha256; d=firm.example; i=firm.example; s=s1; h=from:subject:date; bh=eA==; b=eA==\r\n"
        + LETTER,
        b"DKIM-Signature: v=1; a=rsa-sha256; d=firm.example; s=s1; h=from:subject:date; bh=!; b=eA==\r\n"
        + LETTER,
        LETTER,
        b"",
    ],
    ids=range(19),
)
def test_what_is_no_good_signature_shows_nobody(signed):
    assert verified(signed, dns=Dns("firm.example")) == "none"


def test_of_many_signatures_few_are_tried():
    asked = Dns("firm.example")
    broken = sign(LETTER).partition(b"From:")[0].replace(b"bh=", b"bh=AAAA")

    assert verified(broken * 3 + sign(LETTER), dns=asked) == "dkim"
    assert verified(broken * 19 + sign(LETTER), dns=asked) == "none"
    assert len(asked.asked) == 8


def test_words_slipped_in_beside_a_good_signature_are_not_read_as_signed():
    """A header that one of us takes for the body's first line ends both our heads."""
    long = b"X" * 300 + b":\r\n 0.9 smuggled, Smith file\r\n"
    signed = sign(LETTER)
    at = signed.index(b"Content-Type")

    assert verified(signed[:at] + long + signed[at:], dns=Dns("firm.example")) == "none"


@pytest.mark.parametrize(
    "kept",
    [
        None,
        b"",
        b"v=DKIM1; p=",
        b"v=DKIM1; k=rsa; p=AAAA",
        b"v=DKIM2; p=AAAA",
        b"v=DKIM1; k=ed25519; p=AAAA",
        b"v=DKIM1; k=rsa; p=!!!",
        b"\xff\x00",
        b"v=spf1 -all",
        b"v=DKIM1; k=other; p=AAAA",
    ],
)
def test_a_key_that_is_none_shows_nobody(kept):
    dns = Dns(records={f"{signing.SELECTOR}._domainkey.firm.example.": kept})

    assert verified(sign(LETTER), dns=dns) == "none"


def test_a_dns_that_does_not_answer_leaves_it_undecided():
    dns = Dns(records={"s1._domainkey.firm.example.": Undecided()})

    with pytest.raises(Undecided):
        verified(sign(LETTER), dns=dns)


def test_the_firms_own_server_is_asked_first():
    dns = Dns(records={"s1._domainkey.firm.example.": Undecided()})
    raw = results(PASS) + sign(LETTER)

    assert trust.shown(raw, sender=ADA, authserv_id=NAME, lookup=dns) == "dmarc"
    assert dns.asked == []


@pytest.mark.parametrize(
    "raw",
    [
        sign(LETTER) + b" \t" * 2_000_000,
        sign(LETTER) + b"\r\n" * 2_000_000,
        sign(LETTER) + b" \r \t" * 800_000,
        sign(LETTER).replace(b"b=", b"b=" + b"\r\n " * 2_000),
        sign(LETTER).replace(b"b=", b"b=" + b"\t " * 3_000),
        b"".join(b"X: y\r\n" for _ in range(100_000)) + sign(LETTER),
        sign(b"X: y\r\n" + b" z\r\n" * 100_000 + LETTER),
        results("x" * 200_000) + LETTER,
        results("(" * 7_000) + LETTER,
        results("spf=pass " * 800) + LETTER,
        results("\t " * 3_900) + LETTER,
        results('"' * 7_000) + LETTER,
        (b"Received: by " + b"x " * 100_000 + b"\r\n") * 20 + LETTER,
        results(PASS, name="mx.evil.example") * 1_500 + LETTER,
    ],
    ids=range(14),
)
def test_no_letter_keeps_us_long(raw):
    began = time.process_time()
    trust.shown(raw, sender=ADA, authserv_id=NAME, lookup=Dns("firm.example"))

    assert time.process_time() - began < 1.0


_WORDS = ["dmarc", "dkim", "spf", "=", "pass", "fail", ";", "(", ")", '"', "\\", " ", "\t",
    "header", ".", "from", "d", "i", "firm.example", "evil.example", "@", "reason", "/", "1", NAME, "\r\n "]  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=40).map("".join))
@example("dmarc=pass (")
@example("dmarc=pass smtp.x=\x00")
def test_whatever_the_results_are_they_are_read_without_a_fault(text):
    raw = b"Authentication-Results: " + NAME.encode() + b"; " + text.encode() + b"\r\n"

    assert told(raw + LETTER) in {"dmarc", "dkim", "none"}


@given(st.lists(st.sampled_from(_WORDS), max_size=40).map("".join))
def test_what_stands_in_quotes_or_comments_is_never_a_verdict(text):
    inside = "".join(each for each in text if each not in '()"\\\r\n')

    assert told(results(f"spf=none ({inside})") + LETTER) == "none"
    assert told(results(f'spf=none reason="{inside}"') + LETTER) == "none"


@given(st.binary(max_size=400))
def test_whatever_a_signature_is_it_is_read_without_a_fault(value):
    raw = b"DKIM-Signature: " + value.replace(b"\n", b"\n ") + b"\r\n" + LETTER

    assert verified(raw, dns=Dns("firm.example")) == "none"


# --- The DNS ------------------------------------------------------------------------


class Resolver:
    """A resolver that fails as it is told."""

    def __init__(self, fault):
        self.fault = fault

    def resolve(self, *_, **__):
        raise self.fault


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (dns.resolver.LifetimeTimeout(timeout=1, errors=[]), Undecided),
        (dns.resolver.NoNameservers(), Undecided),
        (OSError("no route"), Undecided),
        (dns.resolver.NXDOMAIN(), None),
        (dns.name.LabelTooLong(), None),
        (dns.name.EmptyLabel(), None),
    ],
    ids=str,
)
def test_no_answer_now_is_not_the_same_as_no_record(fault, kind):
    texts = Texts(seconds=1)
    texts._resolver = Resolver(fault)

    if kind is None:
        assert texts("s1._domainkey.firm.example.") is None
    else:
        with pytest.raises(kind):
            texts("s1._domainkey.firm.example.")


@pytest.fixture
def answering():
    """Give the port of a DNS that knows one record, in two pieces."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))
    asked = []

    def serve():
        while True:
            data, peer = server.recvfrom(4_096)
            if not data:
                return
            query = dns.message.from_wire(data)
            asked.append(query.question[0].name.to_text())
            answer = dns.message.make_response(query)
            if asked[-1].startswith("s1."):
                answer.answer.append(
                    dns.rrset.from_text(
                        asked[-1], 60, "IN", "TXT", '"v=DKIM1; " "p=abc"'
                    )
                )
            else:
                answer.set_rcode(dns.rcode.NXDOMAIN)
            server.sendto(answer.to_wire(), peer)

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1], asked
    server.sendto(b"", server.getsockname())
    thread.join(10)
    server.close()


def test_a_record_is_whole_and_is_asked_for_once(answering):
    port, asked = answering
    texts = Texts(seconds=5)
    texts._opened().nameservers = ["127.0.0.1"]
    texts._opened().port = port

    told = [texts("s1._domainkey.firm.example.") for _ in range(3)]
    assert told == [b"v=DKIM1; p=abc"] * 3
    assert asked == ["s1._domainkey.firm.example."]
    assert texts("s2._domainkey.firm.example.") is None


def test_a_domain_that_no_dns_can_have_is_nobodys():
    long = "ü" * 80
    dns = Dns("firm.example")

    assert (
        trust.shown(LETTER, sender=f"x@{long}", authserv_id=None, lookup=dns) == "none"
    )
    assert told(results(PASS) + LETTER, sender=f"x@{long}") == "none"


def test_the_library_sees_our_results_as_we_do():
    """Guards the assumption that results without a verdict come without a method."""
    parsed = authres.FeatureContext(authres.dmarc).parse_value("mx; none")

    assert [hasattr(each, "method") for each in parsed.results] in ([], [False])
    assert authresults.NONE == "none"
