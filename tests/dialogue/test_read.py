"""What a message states of a traveller and of a place is read, in ten languages (tests/examples/facts and places)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.facts import stated_facts
from bot.dialogue.knowledge import load
from bot.dialogue.model import Understood, as_names
from bot.dialogue.query import hinted, place_query
from bot.languages import terms
from bot.languages.normalise import normalise
from tests.conftest import CODES

EXAMPLES = Path(__file__).parent.parent / "examples"
LEAST_FACTS, LEAST_PLACES = 0.93, 0.9


def rows(folder: str, language: str) -> list[tuple[str, dict[str, str]]]:
    lines = (EXAMPLES / folder / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = (line.split("\t") for line in lines)
    return [(text, dict(part.split("=", 1) for part in stated.split(";") if part)) for text, stated in pairs]


def understood(data_dir: Path, text: str, language: str) -> Understood:
    folded = normalise(text)
    hits = terms.matcher(data_dir).find(folded, language)
    return Understood(folded, language, 1.0, (), as_names(hits), tuple(hit.id for hit in hits if hit.kind == "concept"))


@pytest.mark.parametrize("language", CODES)
def test_the_facts_of_a_traveller_are_read(data_dir: Path, language: str) -> None:
    wrong = []
    for text, wanted in rows("facts", language):
        found = {key: str(value) for key, value in stated_facts(understood(data_dir, text, language)).items()}
        if {key: found.get(key) for key in wanted} != wanted:
            wrong.append((text, wanted, found))
    assert len(wrong) <= (1 - LEAST_FACTS) * len(rows("facts", language)), wrong


@pytest.mark.parametrize("language", [code for code in CODES if (EXAMPLES / "places" / f"{code}.tsv").exists()])
def test_the_conditions_of_a_place_are_read(data_dir: Path, language: str) -> None:
    judged = [(text, wanted) for text, wanted in rows("places", language) if "name" not in wanted]
    hints, wrong = load(data_dir).hints, []
    for text, wanted in judged:
        said = understood(data_dir, text, language)
        query = {key: value for key, value in hinted(place_query(said), said, hints).items() if value}
        if query.get("country"):
            query.setdefault("category", "embassy")
        if query != wanted:
            wrong.append((text, wanted, query))
    assert len(wrong) <= (1 - LEAST_PLACES) * len(judged), wrong
