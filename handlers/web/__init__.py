"""The web as a way in: one app for every channel that is reached over HTTP."""
