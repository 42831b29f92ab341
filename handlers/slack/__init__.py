"""Slack as a way in: everything that knows its payloads, its limits and its library."""
