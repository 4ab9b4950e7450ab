"""Rasa graph components, stores and channel: the only place that imports rasa."""
