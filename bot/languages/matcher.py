"""Find the forms of concepts and names in a text: one Aho-Corasick automaton for all languages at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick

from bot.languages.normalise import normalise, script_of

ARABIC_PREFIXES = frozenset("ال و ب ل ك ف وال بال لل كال فال ول وب فل ولل هال عال".split())
WHOLE_WORD_LENGTH = 3
FOREIGN_LENGTH = 5
COMPOUND_LENGTH = 5
SHORT_DENSE = 2
LANDS = ("country", "nationality", "city")
ANYWHERE = ("han", "kana", "hangul")


@dataclass(frozen=True)
class Hit:
    """One form found: `kind` (concept, country, ...), `id`, the language of the form, its place in the normalised text."""

    kind: str
    id: str
    language: str
    start: int
    end: int


@dataclass(frozen=True)
class Form:
    """One way of writing a concept or name; `text` as an editor typed it."""

    kind: str
    id: str
    language: str
    text: str


class Matcher:
    """All forms in one automaton. Immutable after construction, so one instance serves all threads."""

    def __init__(self, forms: Iterable[Form]) -> None:
        meanings: dict[str, list[tuple[str, str, str]]] = {}
        for form in forms:
            meanings.setdefault(normalise(form.text), []).append((form.kind, form.id, form.language))
        meanings.pop("", None)
        self._automaton = ahocorasick.Automaton()
        for text, entries in meanings.items():
            self._automaton.add_word(text, (text, tuple(dict.fromkeys(entries))))
        if meanings:
            self._automaton.make_automaton()
        self._empty = not meanings

    def find(self, text: str, language: str | None = None) -> list[Hit]:
        """Hits in a normalised text, the longest winning per kind; `language` admits its own short and inner forms."""
        if self._empty or not text:
            return []
        found = [
            hit
            for last, (form, entries) in self._automaton.iter(text)
            for hit in _hits(text, form, entries, last + 1, language)
        ]
        return _longest(found)

    def evidence(self, text: str) -> dict[str, int]:
        """Language -> letters covered by forms that this language alone has."""
        covered: dict[str, int] = {}
        if self._empty:
            return covered
        for last, (form, entries) in self._automaton.iter(text):
            languages = {entry[2] for entry in entries}
            if len(languages) == 1 and _place_in_word(text, last + 1 - len(form), last + 1) in ("whole", "start"):
                covered[min(languages)] = covered.get(min(languages), 0) + len(form)
        return covered


def _hits(text: str, form: str, entries: tuple[tuple[str, str, str], ...], end: int, language: str | None) -> list[Hit]:
    start = end - len(form)
    script = script_of(form[0])
    if script in ANYWHERE:
        inside = _inside_another_word(text, start, end, script)
        admitted = [entry for entry in entries if not inside or entry[0] not in LANDS]
    else:
        place = _place_in_word(text, start, end)
        admitted = [entry for entry in entries if _admits(entry[2], place, form, script, language)]
    return [Hit(kind, id_, spoken, start, end) for kind, id_, spoken in admitted]


def _inside_another_word(text: str, start: int, end: int, script: str) -> bool:
    """A name of two letters in hangul or kana counts only where a word starts (and, in katakana, ends)."""
    if script == "han" or end - start > SHORT_DENSE:
        return False
    before = start > 0 and _same_run(text[start - 1], text[start], script)
    after = script == "kana" and end < len(text) and _same_run(text[end - 1], text[end], script)
    return before or after


def _same_run(one: str, next_: str, script: str) -> bool:
    """Whether two neighbours belong to one word: any two hangul, but of kana only two katakana (hiragana are particles)."""
    if script == "kana":
        return _is_katakana(one) and _is_katakana(next_)
    return script_of(one) == script_of(next_) == script


def _is_katakana(character: str) -> bool:
    return "\u30a0" <= character <= "\u30ff"


def _place_in_word(text: str, start: int, end: int) -> str:
    """whole, start, prefixed (Arabic article or preposition before it) or inside."""
    begin = start
    while begin > 0 and text[begin - 1].isalnum() and script_of(text[begin - 1]) not in ANYWHERE:
        begin -= 1
    ends = end >= len(text) or not text[end].isalnum() or not text[end - 1].isalnum() or script_of(text[end]) in ANYWHERE
    if begin == start:
        return "whole" if ends else "start"
    return "prefixed" if text[begin:start] in ARABIC_PREFIXES else "inside"


def _admits(spoken: str, place: str, form: str, script: str, language: str | None) -> bool:
    if language and spoken != language and script == "latin" and len(form) < FOREIGN_LENGTH and place != "whole":
        return False
    if place == "inside":
        return spoken == "de" and language in (None, "de") and len(form) >= COMPOUND_LENGTH
    if place == "start":
        return len(form.rsplit(" ", 1)[-1]) > WHOLE_WORD_LENGTH or script == "arabic"
    return True


def _longest(hits: list[Hit]) -> list[Hit]:
    """Per kind (countries, people and cities being one), drop every hit inside a longer one; hits of the same span stay."""
    kept: list[Hit] = []
    by_kind: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        longer = by_kind.setdefault("land" if hit.kind in LANDS else hit.kind, [])
        inside = any(
            other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start
            for other in longer
        )
        if not inside:
            longer.append(hit)
            kept.append(hit)
    return sorted(set(kept), key=lambda h: (h.start, h.end, h.kind, h.id))
