"""Which topic answers for a person, once the fact that changes the answer is known."""

from __future__ import annotations

import datetime as dt

from bot.topics.fill import value_on
from bot.topics.model import Case, Topic


def case_for(topic: Topic, value: str, on: dt.date) -> str | None:
    """The topic for a value of the asked fact on a day; `otherwise` when no case holds it, None when nothing is asked.

    The lists are dated facts: after a list has ended no case of it holds, whatever was true before.
    """
    if topic.ask is None:
        return None
    for case in topic.ask.cases:
        listed = case.values if case.fact is None else value_on(topic.facts[case.fact], on) or ()
        if value in listed:
            return case.topic
    if topic.ask.ended and any(_has_ended(topic, case, value, on) for case in topic.ask.cases):
        return topic.ask.ended
    return topic.ask.otherwise


def _has_ended(topic: Topic, case: Case, value: str, on: dt.date) -> bool:
    """Whether the list held the value once and has no value any more."""
    dated = topic.facts[case.fact] if case.fact else {}
    held = any(value in (listed or ()) for day, listed in dated.items() if day <= on)
    return held and value_on(dated, on) is None
