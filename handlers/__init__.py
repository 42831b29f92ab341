"""How things come in. Each folder is one outside world."""
