"""Rasa custom actions: thin bridges from a tracker to one call into bot."""
