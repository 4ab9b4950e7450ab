"""One turn of a conversation as pure decisions: what was understood, what was said before, what to do."""
