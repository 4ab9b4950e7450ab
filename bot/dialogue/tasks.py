"""The intents that are no topic."""

from __future__ import annotations

EMERGENCIES = ("ambulance", "police", "fire", "traffic", "crisis", "other")
SMALLTALK = ("greet", "goodbye", "thanks", "bot_challenge", "capabilities", "insult", "affirm", "deny")
TASKS = ("find_place", "check_eligibility", "talk_to_person", "change_language", "go_back", "repeat", "out_of_scope")
INTENTS = frozenset([*TASKS, *(f"emergency/{kind}" for kind in EMERGENCIES), *(f"smalltalk/{kind}" for kind in SMALLTALK)])
