"""Put a decision into words: the reply of the chat interface, in the reader's language, on a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.dialogue.model import Decision
from bot.directory.model import Place, SpecialDays
from bot.replies.content import Content
from bot.replies.facts import fact_name, facts_read
from bot.replies.place_blocks import place_block, place_json
from bot.replies.reply import QUERY_KEYS, Reply
from bot.replies.topic_blocks import tell
from bot.topics.ask import case_for
from bot.topics.model import ASKED_FACTS, SHORT, Topic

TOPIC_PLACES = 3
MOST_PERHAPS = 4
WITH_HELP = ("bot_challenge", "insult")


@dataclass(frozen=True)
class Directory:
    """What composing needs of the database: places by id, of a query, special days, and topics like what was said."""

    by_ids: Callable[[tuple[str, ...]], list[Place]]
    of_query: Callable[[dict[str, Any], int], list[Place]]
    days: SpecialDays
    like: Callable[[], list[str]] = list


@dataclass
class Composer:
    """Composes the reply to one decision; `now` carries Beijing time."""

    content: Content
    directory: Directory
    now: dt.datetime

    def compose(self, decision: Decision, conversation: str) -> Reply:
        """The whole reply; the outcome may become `no_answer` when a topic has no text yet."""
        reply = Reply(
            conversation,
            decision.language,
            decision.outcome,
            decision.topic,
            decision.section,
            round(decision.confidence, 3),
            facts=dict(decision.facts),
            reason=decision.reason,
        )
        reply.query = {key: decision.query.get(key) for key in QUERY_KEYS}
        reply.query.update({key: value for key, value in decision.query.items() if key not in QUERY_KEYS and value})
        writers: dict[str, Callable[[Reply, Decision], None]] = {
            "answered": self._answer,
            "choices": self._choices,
            "asking": self._asking,
            "places": self._places,
            "emergency": self._emergency,
            "smalltalk": self._smalltalk,
            "handed_over": self._human,
            "no_answer": self._no_answer,
        }
        writers[decision.outcome](reply, decision)
        return reply

    def failed(self, conversation: str | None, language: str, reason: str) -> Reply:
        """The reply when a part is down: a sentence and the hotlines."""
        key = reason if reason in ("rasa_down", "actions_down", "database_down") else "slow"
        reply = Reply(conversation or "", language, "failed", reason=reason)
        self._text(reply, f"failed_{key}")
        self._help(reply)
        return reply

    def _text(self, reply: Reply, key: str, **values: object) -> None:
        reply.blocks.append({"type": "text", "text": self.content.say(key, reply.language, **values), "items": []})

    def _help(self, reply: Reply) -> None:
        for number in self.content.emergency["help"]:
            name = self.content.say(f"hotline_{number}", reply.language)
            reply.blocks.append({"type": "contact", "name": name, "phone": number, "tel": number})

    def _answer(self, reply: Reply, decision: Decision) -> None:
        topic = self.content.topics.get(decision.topic or "")
        if topic is None:
            reply.outcome, reply.reason = "no_answer", "topic_missing"
            self._text(reply, "topic_missing")
            self._help(reply)
            return
        if decision.intent == "check_eligibility":
            facts_read(self.content, reply)
        case = self._case(reply, topic)
        self._tell(reply, case or topic, None if case else decision.section)
        for further in decision.also:
            self._further(reply, decision, further)
        if topic.places and decision.section in (None, "where") and "find_place" not in decision.also:
            self._topic_places(reply, dict(topic.places))
        self._related(reply, decision, topic.related)

    def _further(self, reply: Reply, decision: Decision, wish: str) -> None:
        """Another wish of the same message: a second topic's short answer, or the places asked for."""
        if wish == "find_place":
            asked = {key: value for key, value in decision.query.items() if value}
            self._topic_places(reply, {**asked, "show": TOPIC_PLACES})
            return
        topic = self.content.topics.get(wish)
        if topic:
            self._tell(reply, topic, None)

    def _tell(self, reply: Reply, topic: Topic, section: str | None) -> None:
        """Add what a topic tells, and its sources where they are not yet named."""
        told = tell(self.content, topic, section, reply.language, self.now.date())
        reply.blocks.extend(told.blocks)
        reply.sources.extend(source for source in told.sources if source not in reply.sources)

    def _case(self, reply: Reply, topic: Topic) -> Topic | None:
        """The topic that answers for this person, with a sentence that says for whom; None when none is known."""
        value = reply.facts.get(topic.ask.fact) if topic.ask else None
        if topic.ask is None or value is None:
            return None
        found = case_for(topic, str(value), self.now.date())
        key = f"case_{topic.ask.fact}" if found and found != topic.ask.otherwise else f"case_{topic.ask.fact}_none"
        self._text(reply, key, value=fact_name(self.content, topic.ask.fact, value, reply.language))
        return self.content.topics.get(found or "")

    def _topic_places(self, reply: Reply, wanted: dict[str, Any]) -> None:
        most = int(wanted.pop("show", TOPIC_PLACES))
        wanted.pop("list", None)
        found = self.directory.of_query(wanted, most)
        if found:
            heading = self.content.say("topic_places", reply.language)
            reply.blocks.append({"type": "text", "role": "heading", "text": heading, "items": []})
            self._show(reply, found, {})

    def _related(self, reply: Reply, decision: Decision, related: tuple[str, ...]) -> None:
        items = [self._choice(f"topic:{id_}", reply.language) for id_ in related if id_ in self.content.topics]
        if decision.section:
            whole = {
                "id": f"topic:{decision.topic}",
                "topic": decision.topic,
                "label": self.content.say("whole_answer", reply.language),
            }
            items.insert(0, whole)
        if items:
            reply.choices = items
            reply.blocks.append(
                {"type": "buttons", "title": self.content.say("related_title", reply.language), "items": items}
            )

    def _choice(self, id_: str, language: str) -> dict[str, Any]:
        kind, _, value = id_.partition(":")
        if kind == "topic":
            topic = self.content.topics[value]
            prose = topic.prose.get(language) or topic.prose["zh"]
            return {"id": id_, "label": prose.title, "topic": value}
        if kind in ASKED_FACTS:
            return {"id": id_, "label": fact_name(self.content, kind, value, language), "topic": None}
        if kind == "category":
            return {"id": id_, "label": self.content.terms.name("categories", value, language), "topic": None}
        if kind == "language":
            return {"id": id_, "label": self.content.languages[value].own_name, "topic": None}
        key = {"find_place": "choice_find_place", "talk_to_person": "choice_person"}[value]
        return {"id": id_, "label": self.content.say(key, language), "topic": None}

    def _buttons(self, reply: Reply, ids: tuple[str, ...]) -> None:
        known = [id_ for id_ in ids if not id_.startswith("topic:") or id_[6:] in self.content.topics]
        reply.choices = [self._choice(id_, reply.language) for id_ in known]
        reply.blocks.append({"type": "buttons", "title": "", "items": reply.choices})

    def _choices(self, reply: Reply, decision: Decision) -> None:
        self._text(reply, "choices_intro")
        self._buttons(reply, (*decision.choices, "task:talk_to_person"))

    def _asking(self, reply: Reply, decision: Decision) -> None:
        topic = self.content.topics.get(decision.topic or "")
        if topic is None:
            self._text(reply, "asking_category")
        else:
            self._tell(reply, topic, SHORT)
            self._text(reply, f"asking_{topic.ask.fact}" if topic.ask else "asking_category")
        self._buttons(reply, decision.choices)

    def _places(self, reply: Reply, decision: Decision) -> None:
        if decision.relaxed:
            conditions = [self.content.say(f"relaxed_{name}", reply.language) for name in decision.relaxed]
            self._text(reply, "places_relaxed", conditions=", ".join(conditions))
        else:
            self._text(reply, "places_found")
        self._show(reply, self.directory.by_ids(decision.places), dict(decision.distances))
        topic = self.content.topics.get(decision.topic or "")
        if topic:
            self._related(reply, decision, (topic.id, *topic.related))

    def _show(self, reply: Reply, places: list[Place], distances: dict[str, float]) -> None:
        for place in places:
            distance = distances.get(place.id)
            reply.places.append(place_json(place, reply.language, self.now, self.directory.days, distance))
            block = place_block(self.content, place, reply.language, self.now, self.directory.days, distance)
            reply.blocks.append(block)
            if block["source"] not in reply.sources:
                reply.sources.append(block["source"])

    def _emergency(self, reply: Reply, decision: Decision) -> None:
        kind = decision.kind or "other"
        self._text(reply, f"emergency_{kind}")
        for number in self.content.emergency[kind]:
            reply.blocks.append({"type": "contact", "name": number, "phone": number, "tel": number})
        reply.blocks.append(
            {
                "type": "text",
                "role": "say",
                "title": self.content.say("emergency_say_title", reply.language),
                "text": self.content.say(f"emergency_say_{kind}", "zh"),
                "meaning": self.content.say(f"emergency_say_{kind}", reply.language),
                "items": [],
            }
        )

    def _smalltalk(self, reply: Reply, decision: Decision) -> None:
        kind = decision.kind or "greet"
        if kind == "change_language":
            self._changed_language(reply, decision)
            return
        self._text(reply, kind)
        if kind in WITH_HELP:
            self._help(reply)

    def _changed_language(self, reply: Reply, decision: Decision) -> None:
        if decision.memory.wanted:
            self._text(reply, "change_language_done", language=self.content.languages[reply.language].own_name)
            self._last_answer(reply, decision)
            return
        self._text(reply, "change_language_which")
        self._buttons(reply, tuple(f"language:{code}" for code in self.content.languages))

    def _last_answer(self, reply: Reply, decision: Decision) -> None:
        """The last answer once more in the new language."""
        topic = self.content.topics.get(decision.memory.topic or "")
        if topic and decision.memory.last == "answered":
            self._tell(reply, topic, decision.memory.section)

    def _human(self, reply: Reply, _decision: Decision) -> None:
        self._text(reply, "human")
        self._help(reply)

    def _no_answer(self, reply: Reply, decision: Decision) -> None:
        key = decision.reason if decision.reason in ("out_of_scope", "unknown_choice", "no_place") else "not_understood"
        self._text(reply, key)
        if decision.reason == "not_understood":
            self._perhaps(reply)
        self._help(reply)

    def _perhaps(self, reply: Reply) -> None:
        """Topics that hold the words that were said, to choose from."""
        found = [f"topic:{id_}" for id_ in self.directory.like() if id_ in self.content.topics][:MOST_PERHAPS]
        if found:
            self._text(reply, "perhaps")
            self._buttons(reply, tuple(found))
