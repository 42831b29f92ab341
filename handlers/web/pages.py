"""Pages as a person reads them: one plain template, and nothing that runs."""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment

from bot.connecting import Page
from handlers.exchange import Answered

_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --page: #f6f5f2; --card: #fff;
  --quiet: #5b6573; --line: #dcd9d2; --go: #1f4f46; --on: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9e7e2; --page: #15181c; --card: #1e2227; --quiet: #a3abb5;
    --line: #343a41; --go: #7fc4b4; --on: #10201c; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center;
  padding: 1.25rem; background: var(--page); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 30rem; padding: 2rem; background: var(--card);
  border: 1px solid var(--line); border-radius: .75rem; }
h1 { margin: 0 0 1rem; font-size: 1.35rem; line-height: 1.3; }
p { margin: 0 0 .85rem; color: var(--quiet); overflow-wrap: anywhere; }
p:first-of-type { color: var(--ink); }
button { width: 100%; margin-top: .5rem; padding: .8rem 1rem; border: 0;
  border-radius: .5rem; background: var(--go); color: var(--on);
  font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
footer { margin-top: 1.25rem; padding-top: 1rem; border-top: 1px solid var(--line);
  font-size: .85rem; color: var(--quiet); }
"""
_TEMPLATE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{ page.title }} · Tenths</title>
<style>{{ style }}</style>
</head>
<body>
<main>
<h1>{{ page.title }}</h1>
{% for line in page.lines %}<p>{{ line }}</p>
{% endfor %}{% if page.button %}<form method="post">
<button type="submit">{{ page.button }}</button>
</form>
{% endif %}<footer>Tenths keeps lawyers’ time.</footer>
</main>
</body>
</html>
"""
_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
# Nothing is fetched, framed, kept, or told to the next page: the address is a secret.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Content-Type": "text/html; charset=utf-8",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_PAGE = Environment(autoescape=True).from_string(_TEMPLATE)


def shown(page: Page, *, status: int = 200) -> Answered:
    """Return a page as it is answered."""
    # The style is ours, and its quotation marks are its own.
    html = _PAGE.render(page=page, style="\0").replace("\0", _STYLE)
    return Answered(status, html.encode(), HEADERS)
