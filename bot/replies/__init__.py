"""How it is said: phrases, answers as blocks, the reply of the chat interface."""
