"""A practice system on this machine: real sockets, state, limits, faults on demand.

A dialect (`clio`, `actionstep`, `smokeball`) answers `(method, path, query, headers,
body)` with `(status, headers, body)`; everything that goes wrong on the way goes wrong
here, for every dialect alike. What is made stays made: `made` is what the vendor's
customers would see on their bills.
"""

import json
import secrets
import socket
import struct
import threading
import time
from collections import Counter, deque
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.carrier import TOO_LATE

# What may go wrong with one request, and when.
FAULTS = (
    "drop before",  # the connection is lost, and nothing was done
    "drop after",  # it was done, and the connection is lost
    "slow",  # it is done, and the answer comes too late
    "429",
    "500 before",
    "500 after",
    "html",  # a proxy answers in its place, and nothing was done
    "html after",
    "expired",  # the token is not good any more
)
FORM = "application/x-www-form-urlencoded"


class Practice:
    """The state of one system. Thread-safe; *dialect* is a module of this folder.

    A slow answer says that it comes too late (`carrier`), after *patience* seconds.
    """

    def __init__(
        self,
        dialect,
        *,
        limit=None,
        window=60.0,
        rotates=False,
        life=3600,
        patience=0.0,
    ):
        self.dialect = dialect
        self.lock = threading.RLock()
        self.limit, self.window = limit, window
        self.rotates, self.life = rotates, life
        self.patience = patience
        self.codes, self.access, self.refresh = {}, {}, {}
        self.revoked = []
        self.users = {"678": {"name": "Ada Byron"}}
        self.may_see_people = True
        self.matters = {}
        self.activities = {}
        self.made = {}
        self.removed = []
        self.requests = []
        self.faults = deque()
        self.fault_of = None
        self.recent = deque()
        self.peak = 0
        self.refreshes = 0
        self.lose_next_rotation = False
        self.url = ""
        self._ids = 1000

    def next_id(self):
        self._ids += 1
        return self._ids

    def grant(self, user="678"):
        """Return a code, as when *user* has said yes."""
        code = secrets.token_urlsafe(12)
        self.codes[code] = user
        return code

    def issue(self, user):
        """Return new tokens of *user*, and count on them being kept."""
        access = f"access-{secrets.token_urlsafe(9)}"
        self.access[access] = (user, time.time() + self.life)
        return access

    def expire(self):
        """Let no access token be good any more."""
        with self.lock:
            self.access = {each: (user, 0) for each, (user, _) in self.access.items()}

    def user_of(self, headers):
        token = headers.get("authorization", "").removeprefix("Bearer ")
        user, until = self.access.get(token, (None, 0))
        return user if until > time.time() else None

    def counted(self):
        """Return how often each thing that was told was made: all ones, if all is well."""
        with self.lock:
            return Counter(self.dialect.told(each) for each in self.made.values())

    def limited(self):
        """Return the seconds until more may be asked, None for now, and note it."""
        if self.limit is None:
            return None
        now = time.time()
        while self.recent and self.recent[0] <= now - self.window:
            self.recent.popleft()
        if len(self.recent) >= self.limit:
            return self.recent[0] + self.window - now
        self.recent.append(now)
        self.peak = max(self.peak, len(self.recent))
        return None

    def next_fault(self, method, path):
        with self.lock:
            if self.fault_of is not None:
                return self.fault_of(method, path)
            return self.faults.popleft() if self.faults else None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Headers and body leave in two writes; the second must not wait for an ack.
    disable_nagle_algorithm = True

    def __getattr__(self, name):
        # `do_GET`, `do_POST` and their like are all one.
        if name.startswith("do_"):
            return self.respond
        raise AttributeError(name)

    def respond(self):
        practice = self.server.practice
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        headers = {name.casefold(): value for name, value in self.headers.items()}
        asked = (self.command, parts.path)
        fault = None if "oauth" in parts.path else practice.next_fault(*asked)
        with practice.lock:
            practice.requests.append(asked)
        if fault == "drop before":
            return self.drop()
        if fault == "html":
            return self.send(
                502, {"Content-Type": "text/html"}, b"<html>Bad gateway</html>"
            )
        if fault == "500 before":
            return self.send(500, {"Content-Type": "application/json"}, b"{}")
        if fault == "429":
            return self.send(429, {"Retry-After": "1"}, b"UmF0ZUxpbWl0ZWQ=")
        with practice.lock:
            if fault == "expired":
                practice.expire()
            wait = None if "oauth" in parts.path else practice.limited()
            if wait is not None:
                told = {
                    "Retry-After": str(int(wait) + 1),
                    **practice.dialect.limits(practice),
                }
                return self.send(429, told, b"{}")
            status, said, answer = practice.dialect.answer(
                practice, self.command, parts.path, query, headers, body
            )
            said = {**practice.dialect.limits(practice), **said}
        if fault == "drop after":
            return self.drop()
        if fault == "500 after":
            return self.send(500, {}, b"")
        if fault == "html after":
            return self.send(200, {"Content-Type": "text/html"}, b"<html>hello</html>")
        if fault == "slow":
            time.sleep(practice.patience)
            said = {**said, TOO_LATE: "yes"}
        return self.send(status, said, answer)

    def send(self, status, headers, body):
        with suppress(OSError):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 204:
                self.wfile.write(body)

    def drop(self):
        """Reset the connection, as a machine that is unplugged would."""
        with suppress(OSError):
            self.connection.setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
        self.close_connection = True
        with suppress(OSError):
            self.connection.close()

    def log_message(self, *_args):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


@contextmanager
def running(practice):
    """Serve *practice* on a free port of this machine."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.practice = practice
    practice.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield practice
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def told_json(status, value, **headers):
    return (
        status,
        {"Content-Type": "application/json", **headers},
        json.dumps(value).encode(),
    )


def form(body):
    return dict(parse_qsl(body.decode()))


def token(practice, body, *, extra=lambda _user: {}, refresh_on_code=True):
    """Answer the token endpoint as RFC 6749 has it."""
    said = form(body)
    if said.get("client_id") != "client" or said.get("client_secret") != "s3cret":
        return told_json(401, {"error": "invalid_client"})
    if said.get("grant_type") == "authorization_code":
        user = practice.codes.pop(said.get("code"), None)
        if user is None:
            return told_json(
                400, {"error": "invalid_grant", "error_description": "bad code"}
            )
        fresh = f"refresh-{secrets.token_urlsafe(9)}"
        practice.refresh[fresh] = user
        answer = {"refresh_token": fresh}
    elif said.get("grant_type") == "refresh_token":
        old = said.get("refresh_token")
        user = practice.refresh.get(old)
        if user is None:
            return told_json(
                400, {"error": "invalid_grant", "error_description": "revoked"}
            )
        practice.refreshes += 1
        answer = {}
        if practice.rotates:
            del practice.refresh[old]
            fresh = f"refresh-{secrets.token_urlsafe(9)}"
            practice.refresh[fresh] = user
            answer = {"refresh_token": fresh}
            if practice.lose_next_rotation:
                practice.lose_next_rotation = False
                return 502, {}, b"<html>"
    else:
        return told_json(400, {"error": "unsupported_grant_type"})
    access = practice.issue(user)
    return told_json(
        200,
        {
            "access_token": access,
            "token_type": "bearer",
            "expires_in": practice.life,
            **answer,
            **extra(user),
        },
    )


def authorise(practice, query):
    """Say yes at once and send the browser back, as a person who is signed in would."""
    if query.get("client_id") != "client" or query.get("response_type") != "code":
        return told_json(400, {"error": "invalid_request"})
    code = practice.grant()
    practice.challenges = getattr(practice, "challenges", {})
    practice.challenges[code] = query.get("code_challenge")
    there = f"{query['redirect_uri']}?code={code}&state={query['state']}"
    return 302, {"Location": there}, b""
