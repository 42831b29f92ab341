"""What Tenths does. Knows no channel."""
