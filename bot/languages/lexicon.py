"""How well the concepts tell topics apart, and which forms fire where their concept does not belong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from bot.languages.lines import Line
from bot.languages.matcher import Matcher
from bot.languages.normalise import normalise

APART = 0.15
FOREIGN_RATE = 0.03
LEAST_HITS = 4
WRONG_SHARE = 0.6


@dataclass(frozen=True)
class Misfire:
    """A form whose hits in a language fall mostly on topics for which the other languages hardly use the concept."""

    language: str
    concept: str
    form: str
    hits: int
    wrong: int
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Usage:
    """`rates[topic][concept]`: share of the topic's lines that hold the concept; `hits`: every form found."""

    rates: Mapping[str, Mapping[str, float]]
    hits: tuple[tuple[str, str, str, str], ...]
    by_language: Mapping[tuple[str, str, str], int]
    lines: Mapping[tuple[str, str], int]


def usage(lines: Iterable[Line], matcher: Matcher) -> Usage:
    """Count concepts in training lines; intents without a subject count like topics."""
    seen: Counter[tuple[str, str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    hits = []
    for line in lines:
        text = normalise(line.text)
        total[line.intent, line.language] += 1
        found = [hit for hit in matcher.find(text, line.language) if hit.kind == "concept"]
        seen.update({(line.intent, line.language, hit.id) for hit in found})
        hits += sorted({(line.language, hit.id, text[hit.start : hit.end], line.intent) for hit in found})
    sums: Counter[str] = Counter()
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for (intent, _), count in total.items():
        sums[intent] += count
    for (intent, _, concept), count in seen.items():
        held[intent][concept] += count
    rates = {intent: {concept: n / sums[intent] for concept, n in held[intent].items()} for intent in sums}
    return Usage(rates, tuple(hits), seen, total)


def not_apart(used: Usage, topics: Iterable[str]) -> Iterator[tuple[str, str, str, float]]:
    """Pairs of topics that no concept tells apart: (topic, topic, the best concept, its difference of rates)."""
    for one, other in combinations(sorted(set(topics) & set(used.rates)), 2):
        concepts = set(used.rates[one]) | set(used.rates[other])
        gaps = {c: abs(used.rates[one].get(c, 0.0) - used.rates[other].get(c, 0.0)) for c in concepts}
        best = max(gaps, key=lambda concept: gaps[concept], default="")
        if not best or gaps[best] < APART:
            yield one, other, best, gaps.get(best, 0.0)


def misfires(used: Usage) -> list[Misfire]:
    """Forms that fire wrongly, the most frequent first."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for language, concept, form, intent in used.hits:
        groups[language, concept, form].append(intent)
    found = []
    for (language, concept, form), intents in groups.items():
        wrong = [intent for intent in intents if _elsewhere(used, intent, language, concept) < FOREIGN_RATE]
        if len(intents) >= LEAST_HITS and len(wrong) >= WRONG_SHARE * len(intents):
            most = tuple(intent for intent, _ in Counter(wrong).most_common(3))
            found.append(Misfire(language, concept, form, len(intents), len(wrong), most))
    return sorted(found, key=lambda one: (-one.wrong, one.language, one.form))


def _elsewhere(used: Usage, intent: str, language: str, concept: str) -> float:
    """The concept's rate in the topic's lines of the other languages."""
    others = [code for (topic, code) in used.lines if topic == intent and code != language]
    count = sum(used.lines[intent, code] for code in others)
    return sum(used.by_language.get((intent, code, concept), 0) for code in others) / count if count else 0.0
