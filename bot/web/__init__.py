"""The web tier: chat page, chat interface and public data."""
