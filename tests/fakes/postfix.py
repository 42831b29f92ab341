"""A Postfix of the test's own, set up with the very files that `deploy/postfix` has."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from tests.fakes.door import free_port

_DEPLOYED = Path(__file__).parents[2] / "deploy/postfix"
_PROGRAMS = Path("/usr/lib/postfix/sbin")
_SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup   unix n - n 60  1 pickup
cleanup  unix n - n -   0 cleanup
qmgr     unix n - n 300 1 qmgr
rewrite  unix - - n -   - trivial-rewrite
bounce   unix - - n -   0 bounce
defer    unix - - n -   0 bounce
trace    unix - - n -   0 bounce
verify   unix - - n -   1 verify
flush    unix n - n 1000? 0 flush
proxymap unix - - n -   - proxymap
smtp     unix - - n -   - smtp
relay    unix - - n -   - smtp
error    unix - - n -   - error
retry    unix - - n -   - error
lmtp     unix - - n -   - lmtp
anvil    unix - - n -   1 anvil
scache   unix - - n -   1 scache
showq    unix n - n -   - showq
postlog  unix-dgram n - n - 1 postlogd
"""
_OWN = """
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
command_directory = /usr/sbin
daemon_directory = {programs}
shlib_directory = {programs}/..
maillog_file = {home}/log
maillog_file_prefixes = {home}
myhostname = mx.firm.example
mydestination =
relay_domains = firm.example
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = permit_mynetworks, reject
local_recipient_maps =
alias_maps =
minimal_backoff_time = 2s
maximal_backoff_time = 4s
queue_run_delay = 2s
"""


def missing():
    """Return why no Postfix can be run here, or nothing."""
    if not (_PROGRAMS / "master").exists():
        return "no Postfix here; Debian has it as: apt-get install postfix"
    if os.geteuid() != 0:
        return "Postfix is started by root alone"
    return ""


@contextmanager
def running(*, lmtp_port: int):
    """Yield the port of a Postfix whose letters for us go to *lmtp_port*."""
    # Its processes give up root, and must still reach what is theirs: pytest's own
    # folders are for their owner alone.
    with tempfile.TemporaryDirectory(prefix="tenths-postfix-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        yield from _running(home, lmtp_port=lmtp_port)


def _running(home, *, lmtp_port):
    port, etc = free_port(), home / "etc"
    for name in ("etc", "queue", "data"):
        (home / name).mkdir()
        (home / name).chmod(0o755)
    shutil.chown(home / "data", "postfix")
    for each in ("tenths-transport", "tenths-recipients"):
        text = (_DEPLOYED / each).read_text()
        (etc / each).write_text(text.replace(":8024", f":{lmtp_port}"))
    told = (_DEPLOYED / "main.cf").read_text().replace("/etc/postfix", str(etc))
    own = _OWN.format(home=home, programs=_PROGRAMS)
    (etc / "main.cf").write_text(told + own)
    (etc / "master.cf").write_text(_SERVICES.format(port=port))
    _postfix(etc, "start")
    try:
        _until_it_listens(port)
        yield port
    finally:
        _postfix(etc, "stop")


def _postfix(etc, command):
    subprocess.run(
        ["postfix", "-c", str(etc), command], check=True, capture_output=True
    )


def _until_it_listens(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("Postfix does not listen")
