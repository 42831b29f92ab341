"""Which ways in and out are set up, and what the others lack, from the settings."""

from bot.mailsettings import MailSettings
from bot.slacksettings import SlackSettings

_TO_SHOW = "set TENTHS_AUTHSERV_ID or TENTHS_MAIL_DKIM=true"
Rows = tuple[tuple[str, str], ...]


def on(settings: MailSettings) -> Rows:
    """Return the channels that are set up, each with how."""
    if settings.mail_address is None:
        return ()
    name, _, domain = settings.mail_address.rpartition("@")
    doors = [f"SMTP {settings.smtp_host}:{settings.smtp_port}"]
    if settings.lmtp_port is not None:
        doors.append(f"LMTP {settings.smtp_host}:{settings.lmtp_port}")
    rows = [("email", f"letters to {name}+…@{domain} by {' and '.join(doors)}")]
    if shown := _shown(settings):
        rows.append(("senders", f"shown by {' or '.join(shown)}"))
    if settings.relay_host is not None:
        rows.append(
            ("answers by email", f"through {settings.relay_host}:{settings.relay_port}")
        )
    return tuple(rows)


def off(settings: MailSettings) -> Rows:
    """Return the channels that are not set up, each with what it lacks."""
    if settings.mail_address is None:
        return (("email", "set TENTHS_MAIL_ADDRESS, for example time@firm.example"),)
    rows = []
    if not _shown(settings):
        fate = "waits for a yes" if settings.mail_unproven == "ask" else "is refused"
        lacks = f"no sender can be shown, so every letter {fate}; " + _TO_SHOW
        rows.append(("senders", lacks))
    if settings.relay_host is None:
        rows.append(
            ("answers by email", "letters are kept unanswered; set TENTHS_RELAY_HOST")
        )
    return tuple(rows)


def slack(settings: SlackSettings) -> tuple[Rows, Rows]:
    """Return how Slack is set up, and what it lacks."""
    one = settings.slack_bot_token
    many = settings.slack_client_id and settings.slack_client_secret
    if not (one or many):
        return (), (("Slack", "set SLACK_BOT_TOKEN and SLACK_APP_TOKEN"),)
    if not (settings.slack_app_token or settings.slack_signing_secret):
        return (), (("Slack", "set SLACK_APP_TOKEN or SLACK_SIGNING_SECRET"),)
    where = "one workspace" if one else "every workspace that installs it"
    way = "a socket" if settings.slack_app_token else "HTTP at /slack/events"
    return (("Slack", f"{where}, over {way}; joining is {settings.joining}"),), ()


def _shown(settings: MailSettings) -> list[str]:
    """Return what may show that a letter comes from its sender."""
    ways = []
    if settings.authserv_id is not None:
        ways.append(f"the results of {settings.authserv_id}")
    if settings.mail_dkim:
        ways.append("DKIM, verified here")
    return ways
