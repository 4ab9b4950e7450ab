"""One message against what was said before."""

from __future__ import annotations

from typing import Any

import pytest

from bot.dialogue.decide import Bands, decide
from bot.dialogue.knowledge import Knowledge
from bot.dialogue.model import Decision, Memory, Name, Understood

TOPICS = frozenset(
    {
        "stay/extend_visa",
        "stay/overstay",
        "visa_free/visa_need_by_nationality",
        "transit/transit_eligibility",
        "offices/embassy_contact",
    }
)
NOTHING = Memory()
KNOWN = Knowledge(TOPICS, {"offices/embassy_contact": "embassy"}, {"hospital": "medical"}, ("zh", "en", "ko"))
BANDS = Bands(sure=0.4, unsure=0.1, emergency=0.4, out_of_scope=0.4, doubt=0.14, beyond_doubt=0.75)
ASKED = Memory(topic="stay/extend_visa", language="en", last="answered")
SEARCHED = Memory(query={"category": "medical", "district": "Chaoyang"}, language="en", last="places")


def said(*ranking: tuple[str, float], text: str = "words", names: tuple[Name, ...] = (), **more: Any) -> Understood:
    return Understood(text, more.pop("language", "en"), more.pop("certainty", 0.99), ranking, names, **more)


def decided(message: Understood, memory: Memory = NOTHING) -> Decision:
    return decide(message, memory, BANDS, KNOWN)


def test_a_sure_topic_is_answered_and_remembered() -> None:
    done = decided(said(("stay/extend_visa", 0.9)))
    assert (done.outcome, done.topic, done.intent) == ("answered", "stay/extend_visa", "stay")
    assert done.memory.topic == "stay/extend_visa"


def test_an_unsure_message_gets_up_to_four_choices() -> None:
    ranking = (("stay/extend_visa", 0.3), ("stay/overstay", 0.2), ("find_place", 0.1), ("out_of_scope", 0.1))
    done = decided(said(*ranking))
    assert done.outcome == "choices"
    assert done.choices == ("topic:stay/extend_visa", "topic:stay/overstay", "task:find_place")


def test_a_lost_message_is_not_guessed() -> None:
    assert decided(said(("stay/extend_visa", 0.05))).reason == "not_understood"


def test_an_emergency_wins_over_everything_and_sums_its_kinds() -> None:
    done = decided(said(("stay/overstay", 0.4), ("emergency/police", 0.25), ("emergency/ambulance", 0.2)))
    assert (done.outcome, done.kind) == ("emergency", "police")


def test_a_topic_without_an_answer_is_never_answered() -> None:
    assert decided(said(("stay/unknown", 0.99))).outcome == "no_answer"


@pytest.mark.parametrize("memory", [Memory(), ASKED])
def test_a_section_alone_needs_a_topic_before_it(memory: Memory) -> None:
    done = decided(said(("stay/overstay", 0.2), names=(Name("section", "fee", 0, 8),), text="how much"), memory)
    if memory is ASKED:
        assert (done.topic, done.section) == ("stay/extend_visa", "fee")
    else:
        assert done.outcome == "choices"


def test_a_place_alone_goes_on_with_the_search() -> None:
    done = decided(said(("out_of_scope", 0.3), names=(Name("district", "Haidian"),), text="and in haidian"), SEARCHED)
    assert done.intent == "find_place"
    assert dict(done.query)["category"] == "medical"
    assert dict(done.query)["district"] == "Haidian"


def test_another_person_gets_the_same_topic_with_their_passport() -> None:
    message = said(("stay/overstay", 0.2), names=(Name("nationality", "JP"), Name("relation", "wife")), text="and my wife")
    done = decided(message, ASKED)
    assert (done.topic, done.facts["passport"]) == ("stay/extend_visa", "JP")


@pytest.mark.parametrize(
    ("choice", "outcome", "topic"),
    [
        ("topic:stay/overstay", "answered", "stay/overstay"),
        ("section:fee", "answered", "stay/extend_visa"),
        ("category:medical", "places", None),
        ("task:talk_to_person", "handed_over", None),
        ("language:ko", "smalltalk", None),
        ("topic:stay/unknown", "no_answer", None),
        ("task:delete_everything", "no_answer", None),
    ],
)
def test_a_button_is_resolved_from_closed_lists(choice: str, outcome: str, topic: str | None) -> None:
    done = decided(said(("out_of_scope", 0.9), choice=choice), ASKED)
    assert (done.outcome, done.topic) == (outcome, topic)


def test_the_answer_follows_the_person_when_they_switch_language() -> None:
    assert decided(said(("stay/overstay", 0.9), language="ko"), ASKED).language == "ko"


def test_a_wish_for_another_language_holds_until_they_write_in_a_third() -> None:
    wish = decided(said(("change_language", 0.9), names=(Name("language", "fr"),)))
    assert (wish.language, wish.kind) == ("fr", "change_language")
    assert decided(said(("stay/overstay", 0.9)), wish.memory).language == "fr"
    assert decided(said(("stay/overstay", 0.9), language="ru"), wish.memory).language == "ru"


def test_going_back_and_repeating_answer_again() -> None:
    memory = Memory(topic="stay/overstay", previous="stay/extend_visa", last="answered")
    assert decided(said(("go_back", 0.9)), memory).topic == "stay/extend_visa"
    assert decided(said(("repeat", 0.9)), memory).topic == "stay/overstay"
    assert decided(said(("repeat", 0.9))).reason == "nothing_before"


def test_facts_of_a_traveller_are_read_and_kept() -> None:
    names = (Name("nationality", "PE", 0, 8), Name("city", "NL", 10, 19), Name("city", "KR", 30, 35))
    text = "peruvian, amsterdam - beijing, seoul 5 days"
    done = decided(said(("check_eligibility", 0.9), text=text, names=(*names, Name("unit", "day_unit", 39, 43))))
    assert dict(done.facts) == {"passport": "PE", "purpose": "transit", "days": 5, "from": "NL", "to": "KR"}
    assert done.topic == "transit/transit_eligibility"


def test_a_decision_survives_the_way_through_an_event() -> None:
    done = decided(said(("stay/extend_visa", 0.9)))
    assert Decision.from_json(done.to_json()) == done


def test_a_listing_topic_asked_with_a_condition_becomes_a_search() -> None:
    named = (Name("category", "embassy"), Name("country", "KE"), Name("language", "fr"))
    done = decided(said(("offices/embassy_contact", 0.9), names=named))
    assert (done.outcome, done.intent, done.topic) == ("places", "find_place", "offices/embassy_contact")
    assert dict(done.query) == {"category": "embassy", "district": None, "language": None, "open": None, "country": "KE"}
    assert decided(said(("offices/embassy_contact", 0.9), names=named[:1])).outcome == "answered"


def test_a_word_hints_at_the_kind_of_place() -> None:
    done = decided(said(("find_place", 0.9), concepts=("hospital",)))
    assert done.query["category"] == "medical"
