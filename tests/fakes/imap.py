"""A small IMAP server: one account, one folder, letters with flags, faults on demand.

It speaks as much of RFC 3501 as our poll asks for, over a real socket, one thread a
connection, and remembers every command that it was given.
"""

import re
import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field

_HEADERS = re.compile(r"BODY\.PEEK\[HEADER\.FIELDS \(([^)]*)\)\]")
_UNKEYWORD = re.compile(r"UNKEYWORD (\S+)")


@dataclass
class Kept:
    raw: bytes
    flags: set = field(default_factory=set)


@dataclass
class Account:
    """What the server holds; *fault* is called with each command before it is done."""

    user: str = "time@firm.example"
    password: str = "hush"
    folder: str = "INBOX"
    keywords: bool = True
    idle: bool = True
    epoch: int = 7
    letters: dict = field(default_factory=dict)
    commands: list = field(default_factory=list)
    fault: object = None
    came: threading.Condition = field(default_factory=threading.Condition)

    def put(self, raw, *flags):
        """Deliver a letter; return its uid."""
        with self.came:
            uid = max(self.letters, default=100) + 1
            self.letters[uid] = Kept(raw, set(flags))
            self.came.notify_all()
        return uid

    def flags(self, uid):
        return self.letters[uid].flags


@contextmanager
def running(account):
    """Yield the port that the server listens on."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            _Talk(account, self.rfile, self.wfile).run()

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


class _HungUp(Exception):
    """The server closes the connection in the middle."""


class _Talk:
    def __init__(self, account, reads, writes):
        self.account, self.reads, self.writes = account, reads, writes

    def run(self):
        try:
            self.say("* OK ready")
            while line := self.reads.readline():
                self.answer(line.decode().rstrip("\r\n"))
        except (OSError, _HungUp, ValueError):
            return

    def say(self, line):
        self.writes.write(line.encode() + b"\r\n")

    def answer(self, line):
        tag, _, command = line.partition(" ")
        self.account.commands.append(command)
        if self.account.fault is not None and self.account.fault(command) == "hang up":
            raise _HungUp
        word = command.upper().split(" ")
        done = getattr(self, f"do_{word[1 if word[0] == 'UID' else 0].lower()}")(
            command, tag
        )
        self.say(f"{tag} {done or 'OK done'}")
        if word[0] == "LOGOUT":
            raise _HungUp

    def do_capability(self, command, tag):
        self.say(f"* CAPABILITY IMAP4rev1{' IDLE' if self.account.idle else ''}")

    def do_login(self, command, tag):
        expected = f'LOGIN "{self.account.user}" "{self.account.password}"'
        return None if command == expected else "NO [AUTHENTICATIONFAILED] no"

    def do_select(self, command, tag):
        if command.split(" ", 1)[1].strip('"') != self.account.folder:
            return "NO no such folder"
        more = " \\*" if self.account.keywords else ""
        self.say(f"* {len(self.account.letters)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.account.epoch}] epoch")
        self.say(f"* OK [PERMANENTFLAGS (\\Seen \\Flagged \\Deleted{more})] flags")
        return "OK [READ-WRITE] open"

    def do_search(self, command, tag):
        hidden = set(_UNKEYWORD.findall(command))
        if " UNSEEN " in f"{command} ":
            hidden.add("\\Seen")
        found = [
            u for u, k in sorted(self.account.letters.items()) if not k.flags & hidden
        ]
        self.say(" ".join(["* SEARCH", *map(str, found)]))

    def do_fetch(self, command, tag):
        uids = [int(each) for each in command.split(" ")[2].split(",")]
        wanted = _HEADERS.search(command)
        for at, uid in enumerate(uids, 1):
            if uid not in self.account.letters:
                continue
            raw = self.account.letters[uid].raw
            what, content = "BODY[]", raw
            if wanted:
                what = f"BODY[HEADER.FIELDS ({wanted[1]})]"
                content = _fields(raw, wanted[1].split())
            size = f" RFC822.SIZE {len(raw)}" if "RFC822.SIZE" in command else ""
            # Some servers tell the uid before the bytes, some behind them.
            before, behind = (f"UID {uid} ", "") if at % 2 else ("", f" UID {uid}")
            self.say(f"* {at} FETCH ({before}{what} {{{len(content)}}}")
            self.writes.write(content)
            self.say(f"{size}{behind})")

    def do_store(self, command, tag):
        _, _, uid, _, flags = command.split(" ", 4)
        self.account.letters[int(uid)].flags |= set(flags.strip("()").split())

    def do_idle(self, command, tag):
        self.say("+ idling")
        with self.account.came:
            before = len(self.account.letters)
            self.account.came.wait_for(lambda: len(self.account.letters) != before, 2.0)
            if len(self.account.letters) != before:
                self.say(f"* {len(self.account.letters)} EXISTS")
        self.writes.flush()
        while self.reads.readline().strip().upper() != b"DONE":
            pass

    def do_logout(self, command, tag):
        self.say("* BYE")


def _fields(raw, names):
    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    wanted = {each.lower() for each in names}
    fields = re.split(rb"\n(?![ \t])", head)
    kept = [
        f for f in fields if f.partition(b":")[0].decode("latin-1").lower() in wanted
    ]
    return b"".join(each.replace(b"\n", b"\r\n") + b"\r\n" for each in kept) + b"\r\n"
