"""The terminal: the `tenths` command, and where everything is put together."""
