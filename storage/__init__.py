"""What outlives a process. Knows no channel, no format, no sentence."""
