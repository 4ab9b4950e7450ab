"""Forms are found where a word starts, and the longest wins."""

from __future__ import annotations

import pytest

from bot.languages.matcher import Form, Matcher
from bot.languages.normalise import normalise

FORMS = (
    Form("concept", "visa", "en", "visa"),
    Form("concept", "extend", "en", "extend"),
    Form("concept", "visa_extension", "en", "visa extension"),
    Form("concept", "extend", "zh", "延期"),
    Form("concept", "extend", "ar", "تمديد"),
    Form("concept", "permit", "de", "erlaubnis"),
    Form("concept", "card", "en", "id"),
    Form("country", "FR", "ko", "프랑스"),
    Form("concept", "flat", "es", "piso"),
)
MATCHER = Matcher(FORMS)


def ids(text: str, language: str | None = None) -> set[str]:
    return {hit.id for hit in MATCHER.find(normalise(text), language)}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("can I extend my visa", "en", {"extend", "visa"}),
        ("visas extended", "en", {"extend", "visa"}),
        ("visa extension please", "en", {"visa_extension"}),
        ("television", "en", set()),
        ("想把签证延期一下", "zh", {"extend"}),
        ("والتمديد", "ar", {"extend"}),
        ("Aufenthaltserlaubnis", "de", {"permit"}),
        ("Aufenthaltserlaubnis", "en", set()),
        ("idea", "en", set()),
        ("my id", "en", {"card"}),
        ("프랑스에서 왔어요", "ko", {"FR"}),
    ],
)
def test_a_form_is_found_where_its_script_allows(text: str, language: str, expected: set[str]) -> None:
    assert ids(text, language) == expected


def test_mixed_languages_are_found_in_one_pass() -> None:
    assert ids("visa 延期 please", None) == {"visa", "extend"}


def test_a_short_foreign_word_does_not_match_the_start_of_another() -> None:
    assert ids("pisometric", "en") == set()


def test_no_forms_find_nothing() -> None:
    assert Matcher(()).find("visa") == []


def test_people_are_not_found_inside_their_country() -> None:
    found = Matcher([Form("nationality", "DE", "en", "german"), Form("country", "DE", "en", "germany")])
    assert [hit.kind for hit in found.find("from germany", "en")] == ["country"]
    assert [hit.kind for hit in found.find("a german", "en")] == ["nationality"]


def test_a_short_last_word_must_be_whole() -> None:
    found = Matcher([Form("visa", "F", "en", "visa f")])
    assert found.find("visa for a trip", "en") == []
    assert [hit.id for hit in found.find("a visa f please", "en")] == ["F"]


def test_an_elided_word_stands_before_its_noun() -> None:
    found = Matcher([Form("direction", "from_before", "fr", "d'")])
    assert [(hit.start, hit.end) for hit in found.find("d'espagne", "fr")] == [(0, 2)]


def test_particles_do_not_hide_a_short_name() -> None:
    found = Matcher([Form("city", "FR", "ja", "パリ")])
    assert [hit.id for hit in found.find("私はパリから来ました", "ja")] == ["FR"]
    assert found.find("パリパリのパン", "ja") == []
