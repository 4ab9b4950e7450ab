"""Several wishes in one message: what is asked besides the first."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.knowledge import Knowledge
from bot.dialogue.model import Decision, Understood
from bot.dialogue.query import place_query_for

SURE = 0.5
SURE_ALONE = 0.7
MOST = 2


def first_wish(said: Understood, topics: frozenset[str]) -> str | None:
    """The first clause's topic, for a message whose clauses are clear although the whole is not."""
    sure = [clause for clause in said.clauses if clause.intent in topics and clause.confidence >= SURE]
    return sure[0].intent if len(sure) > 1 else None


def add_wishes(said: Understood, done: Decision, knowledge: Knowledge) -> Decision:
    """The decision with the further wishes that its clauses state, and without a section that only one of them names."""
    if done.outcome not in ("answered", "places") or len(said.clauses) < 2 or said.choice:
        return done
    wishes = _sure_wishes(said, knowledge)
    if done.outcome == "places":
        topic = next((intent for intent in wishes if intent in knowledge.topics and intent != done.topic), None)
        if topic is None or not (done.query.get("category") or knowledge.places.get(topic)):
            return done
        done = done.answered_with(topic, done.section, done.confidence)
        wishes = ("find_place",)
    also = tuple(intent for intent in wishes if intent != done.topic)[:MOST]
    return _with_places(replace(done, also=also, section=None), knowledge) if also else done


def _sure_wishes(said: Understood, knowledge: Knowledge) -> tuple[str, ...]:
    """Topics and find_place that clauses ask for: clear by themselves, or clear enough and likely for the whole."""
    ranking = dict(said.ranking)
    return tuple(
        dict.fromkeys(
            clause.intent
            for clause in said.clauses
            if (clause.intent in knowledge.topics or clause.intent == "find_place")
            and clause.confidence >= (SURE if clause.intent in ranking else SURE_ALONE)
        )
    )


def _with_places(done: Decision, knowledge: Knowledge) -> Decision:
    """Places are those named, else those the topic needs; without either the wish is left out."""
    if "find_place" not in done.also:
        return done
    category = done.query.get("category") or knowledge.places.get(done.topic or "")
    if category is None:
        return replace(done, also=tuple(wish for wish in done.also if wish != "find_place"))
    return replace(done, query=place_query_for(category, done.query))
