"""Decide what to do with one message, from what was understood and what was said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.dialogue.facts import stated_facts
from bot.dialogue.follow_up import follow_up
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.language import reply_language
from bot.dialogue.missing import ask_missing, chosen_fact, said_fact
from bot.dialogue.model import Decision, Memory, Understood
from bot.dialogue.query import hinted, place_query, place_query_for, stated
from bot.dialogue.tasks import TASKS
from bot.dialogue.wishes import add_wishes, first_wish
from bot.directory.model import CATEGORIES
from bot.topics.model import SECTIONS

MOST_CHOICES = 4
CHOICE_FLOOR = 0.005


@dataclass(frozen=True)
class Bands:
    """Probabilities that separate sure, unsure and lost (config.yml), and the floors for emergencies and choices.

    A topic is not answered when out_of_scope has at least `doubt`, unless the topic is `beyond_doubt`.
    """

    sure: float = 0.2
    unsure: float = 0.1
    emergency: float = 0.2
    leading_emergency: float = 0.1
    doubt: float = 0.03
    beyond_doubt: float = 0.95
    choice_floor: float = 0.02
    out_of_scope: float = 0.2


def decide(said: Understood, memory: Memory, bands: Bands, knowledge: Knowledge) -> Decision:
    """The decision for a message."""
    topics = knowledge.topics
    language = reply_language(said, memory)
    stated_now = stated_facts(said)
    memory = replace(memory, language=language, facts={**memory.facts, **stated_now})
    base = Decision(
        intent="nlu_fallback",
        outcome="no_answer",
        language=language,
        confidence=said.confidence,
        query=place_query(said),
        facts=memory.facts,
        memory=memory,
    )
    decided = (
        _emergency(said, base, bands)
        or _choice(said, base, knowledge)
        or said_fact(base, knowledge, stated_now)
        or follow_up(said, base, bands.sure, topics)
        or _named_place(said, base, bands)
        or _task(said, base, bands, knowledge)
        or _topic(said, base, bands, topics)
        or _first_wish(said, base, topics)
        or _unsure(said, base, bands, topics)
    )
    return _remember(ask_missing(add_wishes(said, _listed(decided, knowledge), knowledge), knowledge))


def _listed(done: Decision, knowledge: Knowledge) -> Decision:
    """A topic that lists places, asked with a condition, is a search; a search for what a topic lists names the topic."""
    if done.intent == "find_place":
        return replace(done, topic=knowledge.list_of(done.query.get("category")))
    category = knowledge.lists.get(done.topic or "")
    asked = {key: value for key, value in done.query.items() if value and key != "category"}
    if category is None or done.outcome != "answered" or done.section not in (None, "where") or not asked:
        return done
    if done.query.get("category") not in (None, category):
        return done
    query = {**place_query_for(category, done.query)}
    return (
        replace(done, intent="find_place", outcome="places", query=query)
        if stated(query) != {"category": category}
        else done
    )


def _emergency(said: Understood, base: Decision, bands: Bands) -> Decision | None:
    """An emergency never asks back: the summed probability of its kinds decides."""
    kinds = [(intent, p) for intent, p in said.ranking if intent.startswith("emergency/")]
    leads = bool(kinds) and kinds[0][0] == said.intent and kinds[0][1] >= bands.leading_emergency
    if not leads and sum(p for _, p in kinds) < bands.emergency:
        return None
    return replace(base, intent="emergency", outcome="emergency", kind=kinds[0][0].split("/")[1])


def _choice(said: Understood, base: Decision, knowledge: Knowledge) -> Decision | None:
    """A button: its id is `topic:ID`, `section:ID`, `category:ID`, `language:CODE` or `task:NAME` (closed lists)."""
    if not said.choice:
        return None
    kind, _, value = said.choice.partition(":")
    topics = knowledge.topics
    if kind == "topic" and value in topics:
        return base.answered_with(value, None, 1.0)
    if kind == "section" and value in SECTIONS and base.memory.topic in topics:
        return base.answered_with(str(base.memory.topic), value, 1.0)
    if kind == "category" and value in CATEGORIES:
        query = {**base.query, **base.memory.query, "category": value}
        return replace(base, intent="find_place", outcome="places", query=query, confidence=1.0)
    if kind == "language" and value in knowledge.languages:
        return _speak(base, value, base.memory.language or value)
    if told := chosen_fact(said.choice, base, knowledge):
        return told
    if said.choice == "task:find_place":
        return replace(base, intent="find_place", outcome="places", query=dict.fromkeys(base.query), confidence=1.0)
    if said.choice == "task:talk_to_person":
        return replace(base, intent="talk_to_person", outcome="handed_over", kind="human", confidence=1.0)
    return replace(base, outcome="no_answer", reason="unknown_choice")


def _named_place(said: Understood, base: Decision, bands: Bands) -> Decision | None:
    """A kind of place named together with a district, opening or language is a search if that is at all likely."""
    conditions = [base.query.get(key) for key in ("district", "open", "language")]
    chance = dict(said.ranking).get("find_place", 0.0)
    if not said.ids("category") or not any(conditions) or chance < bands.unsure or said.intent == "out_of_scope":
        return None
    return replace(base, intent="find_place", outcome="places", confidence=max(chance, bands.sure))


def _task(said: Understood, base: Decision, bands: Bands, knowledge: Knowledge) -> Decision | None:
    """Smalltalk and the tasks that are no topic."""
    intent = said.intent
    if intent.startswith("smalltalk/") and said.confidence >= bands.sure:
        return replace(base, intent="smalltalk", outcome="smalltalk", kind=intent.split("/")[1])
    if intent not in TASKS or said.confidence < (bands.out_of_scope if intent == "out_of_scope" else bands.sure):
        return None
    if intent == "talk_to_person":
        return replace(base, intent=intent, outcome="handed_over", kind="human")
    if intent == "change_language":
        return _change_language(said, base)
    if intent in ("go_back", "repeat"):
        return _again(base, base.memory.previous if intent == "go_back" else base.memory.topic, intent)
    if intent == "find_place":
        return replace(base, intent=intent, outcome="places", query=_kind_of_place(said, base, knowledge))
    if intent == "check_eligibility":
        return _eligibility(base)
    return replace(base, intent=intent, outcome="no_answer", reason="out_of_scope")


def _kind_of_place(said: Understood, base: Decision, knowledge: Knowledge) -> Mapping[str, Any]:
    """The query with the kind of place: named, hinted at, or that of the likeliest topic that lists places."""
    query = hinted(base.query, said, knowledge.hints)
    likely = next(
        (knowledge.lists[topic] for topic, p in said.ranking if topic in knowledge.lists and p >= CHOICE_FLOOR), None
    )
    return query if query["category"] or query["country"] or likely is None else place_query_for(likely, query)


def _change_language(said: Understood, base: Decision) -> Decision:
    wanted = next(iter(said.ids("language")), None)
    done = replace(base, intent="change_language", outcome="smalltalk", kind="change_language")
    return _speak(done, wanted, said.language) if wanted else done


def _speak(base: Decision, wanted: str, asked_in: str) -> Decision:
    """Answer in another language from now on; the last answer comes again in it."""
    done = replace(base, intent="change_language", outcome="smalltalk", kind="change_language", language=wanted)
    return done.remembering(language=wanted, wanted=wanted, asked_in=asked_in)


def _again(base: Decision, topic: str | None, intent: str) -> Decision:
    if base.memory.last == "places" and intent == "repeat":
        return replace(base, intent="find_place", outcome="places", query=base.memory.query)
    if topic is None:
        return replace(base, intent=intent, outcome="smalltalk", kind=intent, reason="nothing_before")
    section = base.memory.section if intent == "repeat" else None
    return base.answered_with(topic, section, 1.0)


def _eligibility(base: Decision) -> Decision:
    """Until the rules are worked out for a person, the topic that explains them, with the facts as read."""
    route = base.facts.get("from") and base.facts.get("to")
    topic = (
        "transit/transit_eligibility"
        if route or base.facts.get("purpose") == "transit"
        else "visa_free/visa_need_by_nationality"
    )
    return replace(base.answered_with(topic, None, base.confidence), intent="check_eligibility")


def _topic(said: Understood, base: Decision, bands: Bands, topics: frozenset[str]) -> Decision | None:
    foreign = dict(said.ranking).get("out_of_scope", 0.0)
    if said.intent not in topics or said.confidence < bands.sure:
        return None
    if foreign >= bands.doubt and said.confidence < bands.beyond_doubt:
        return None
    return base.answered_with(said.intent, _one_section(said), said.confidence)


def _one_section(said: Understood) -> str | None:
    """The section that is asked for, when it is one and the message asks nothing else."""
    sections = said.ids("section")
    return sections[0] if len(sections) == 1 and len(said.clauses) < 2 else None


def _first_wish(said: Understood, base: Decision, topics: frozenset[str]) -> Decision | None:
    topic = first_wish(said, topics)
    return base.answered_with(topic, None, said.confidence) if topic else None


def _unsure(said: Understood, base: Decision, bands: Bands, topics: frozenset[str]) -> Decision:
    """Up to four topics to choose from, or an honest 'not understood'."""
    likely = [(intent, p) for intent, p in said.ranking if p >= bands.choice_floor and intent != "out_of_scope"]
    if not likely or said.confidence < bands.unsure:
        return replace(base, reason="not_understood")
    if said.intent == "out_of_scope" and likely[0][1] < bands.unsure:
        return replace(base, reason="out_of_scope")
    choices = tuple(
        f"topic:{intent}" if intent in topics else f"task:{intent}"
        for intent, _ in likely
        if intent in topics or intent == "find_place"
    )
    if not choices:
        return replace(base, reason="not_understood")
    return replace(base, outcome="choices", choices=choices[:MOST_CHOICES])


def _remember(done: Decision) -> Decision:
    """Carry into the memory what the next message may refer to."""
    memory = done.memory
    if done.kind == "change_language":
        return done
    changes: dict[str, Any] = {"last": "places" if done.intent == "find_place" else done.outcome}
    if done.outcome == "answered":
        previous = memory.topic if memory.topic != done.topic else memory.previous
        changes.update(topic=done.topic, section=done.section, previous=previous)
    if done.intent == "find_place":
        changes["query"] = stated(done.query)
    elif done.outcome == "answered":
        changes["query"] = {}
    elif done.outcome == "asking":
        changes.update(topic=done.topic, section=None)
    return done.remembering(**changes)
