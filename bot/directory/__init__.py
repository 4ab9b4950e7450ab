"""Where to go and whom to call."""
