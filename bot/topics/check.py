"""Find every problem of the topics: structure, translations, placeholders, typed figures, sources, dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from bot.errors import ContentError, Problem
from bot.languages.normalise import script_of
from bot.languages.table import MASTER, Language
from bot.topics.fill import placeholders, value_on
from bot.topics.freshness import overdue
from bot.topics.load import load, master_hash, part
from bot.topics.model import ASKED_FACTS, SHORT, STATUSES, Prose, Topic

TYPED = re.compile(r"\d[\d.,:/-]*")
NAMES_WITH_DIGITS = re.compile(
    r"(?<![0-9A-Za-z])(?:12345|12367|12306|12308|12315|12333|12348|12356|12366|12363|12360|12389|12123|95598|11185|96110|96777"
    r"|110|119|120|122|999|114|240|24|72|[XQSJ][12]|JW ?20[12]|[45]G|A4)(?![0-9])"
)
SHORT_LIMITS = {"zh": 190, "ja": 260, "ko": 260}
SHORT_WORDS = 85
TITLE_LIMIT = 90
OWN_SCRIPT = 0.5
MARKUP = re.compile(r"<[a-zA-Z/!]|\{\{|\{%|javascript:", re.IGNORECASE)


def check(
    data_dir: Path, languages: dict[str, Language], terms: dict[str, frozenset[str]], on: dt.date
) -> Iterator[Problem]:
    """All problems. `terms` holds the known ids: documents, publishers, categories."""
    topics: dict[str, Topic] = {}
    for path in sorted((data_dir / "topics").glob("*/*/topic.yml")):
        try:
            topic = load(path.parent, tuple(languages))
        except ContentError as error:
            yield Problem(str(path.parent), "", error.message, error.remedy)
            continue
        topics[topic.id] = topic
    for topic in topics.values():
        folder = str(data_dir / "topics" / topic.id)
        yield from _facts(topic, f"{folder}/topic.yml", terms, frozenset(topics), on)
        for code, language in languages.items():
            if code not in topic.prose:
                yield Problem(folder, f"{code}.md", "missing language", f"Write it from {MASTER}.md.")
                continue
            yield from _prose(topic, code, language, f"{folder}/{code}.md")


def _facts(
    topic: Topic, file: str, terms: dict[str, frozenset[str]], known: frozenset[str], on: dt.date
) -> Iterator[Problem]:
    used = {name for prose in topic.prose.values() for name in _used(prose)}
    for name in topic.facts:
        count = sum(name in source.facts for source in topic.sources)
        if count != 1:
            yield Problem(file, name, f"the fact rests on {count} sources", "Name it under exactly one source.")
        if name not in used:
            yield Problem(file, name, "no text uses the fact", "Use it or remove it.")
        if value_on(topic.facts[name], on) is None:
            yield Problem(file, name, f"no value is in force on {on}", "Check what follows.", warning=True)
    for group, given in (("documents", topic.documents), ("publishers", tuple(s.publisher for s in topic.sources))):
        for id_ in given:
            if id_ not in terms[group]:
                yield Problem(file, id_, f"unknown id in {group}", "Add it to data/terms in all languages.")
    if topic.places and topic.places.get("category") not in terms["categories"]:
        yield Problem(
            file, "places", f"unknown category {topic.places.get('category')!r}", "Use one of data/terms categories."
        )
    yield from (
        Problem(file, "related", f"unknown topic {id_}", "Correct the id.") for id_ in topic.related if id_ not in known
    )
    yield from _sources(topic, file, on)
    yield from _ask(topic, file, known)


def _sources(topic: Topic, file: str, on: dt.date) -> Iterator[Problem]:
    if not topic.sources:
        yield Problem(file, "sources", "no source", "Name the page where an editor can check it.")
    for source in topic.sources:
        if source.status not in STATUSES:
            yield Problem(file, source.id, f"unknown status {source.status!r}", "Write verified or unverified.")
        if not source.url.startswith(("https://", "http://")):
            yield Problem(file, source.id, "the source has no web address", "Write the official page.")
        for name in source.facts:
            if name not in topic.facts:
                yield Problem(file, source.id, f"unknown fact {name}", "Correct the name.")
        if source.checked and source.checked > on:
            yield Problem(file, source.id, "checked in the future", "Correct the day.")
    if overdue(topic, on):
        yield Problem(file, "check_by", f"should have been checked by {topic.check_by}", "Check it again.", warning=True)


def _ask(topic: Topic, file: str, known: frozenset[str]) -> Iterator[Problem]:
    ask = topic.ask
    if ask is None:
        return
    if ask.fact not in ASKED_FACTS:
        yield Problem(file, "ask", f"unknown fact {ask.fact!r}", f"Use one of {', '.join(ASKED_FACTS)}.")
    for case in ask.cases:
        if bool(case.values) == bool(case.fact):
            yield Problem(file, "ask", f"the case for {case.topic} needs either is: or in:", "Write one of them.")
        if case.fact and case.fact not in topic.facts:
            yield Problem(file, "ask", f"unknown fact {case.fact}", "Name a list among the facts.")
    for id_ in (*(case.topic for case in ask.cases), ask.otherwise, ask.ended):
        if id_ and id_ not in known:
            yield Problem(file, "ask", f"unknown topic {id_}", "Correct the id.")


def _used(prose: Prose) -> frozenset[str]:
    return placeholders("\n".join([prose.short, *prose.sections.values()]))


def _prose(topic: Topic, code: str, language: Language, file: str) -> Iterator[Problem]:
    prose, master = topic.prose[code], topic.prose.get(MASTER)
    if not prose.title or len(prose.title) > TITLE_LIMIT:
        yield Problem(file, "title", f"title of {len(prose.title)} characters", f"Write 1 to {TITLE_LIMIT}.")
    yield from _length(prose, code, file)
    for name in sorted(_used(prose) - set(topic.facts)):
        yield Problem(file, name, "placeholder without a fact", "Add the fact to topic.yml or correct the name.")
    for name in (SHORT, *prose.sections):
        yield from _part(part(prose, name), file, name)
    own = _share(" ".join([prose.title, prose.short, *prose.sections.values()]), language.scripts)
    if own < OWN_SCRIPT:
        yield Problem(file, "", f"only {own:.0%} of the letters are in the language's script", "Write it in the language.")
    if code != MASTER and master:
        yield from _against_master(prose, master, file)


def _length(prose: Prose, code: str, file: str) -> Iterator[Problem]:
    words = len(prose.short.split())
    limit = SHORT_LIMITS.get(code)
    if not prose.short:
        yield Problem(file, SHORT, "no short answer", "Write it before the first heading.")
    elif (len(prose.short) > limit) if limit else (words > SHORT_WORDS):
        yield Problem(
            file,
            SHORT,
            f"short answer too long ({len(prose.short)} characters, {words} words)",
            "Move detail into a section.",
        )


def _part(text: str, file: str, name: str) -> Iterator[Problem]:
    bare = re.sub(r"(?m)\{[a-z0-9_]+\}|\]\([^)]*\)|^ *\d+\. ", "", text)
    for match in TYPED.finditer(NAMES_WITH_DIGITS.sub("", bare)):
        yield Problem(file, name, f"a figure is typed: {match.group()}", "Make it a fact and write {name}.")
    if MARKUP.search(text):
        yield Problem(file, name, "markup or template syntax", "Write plain Markdown.")


def _against_master(prose: Prose, master: Prose, file: str) -> Iterator[Problem]:
    if set(prose.sections) != set(master.sections):
        difference = ", ".join(sorted(set(prose.sections) ^ set(master.sections)))
        yield Problem(file, "", f"sections differ from {MASTER}.md: {difference}", "Write the same sections.")
    for name in (SHORT, *master.sections):
        if placeholders(part(prose, name)) != placeholders(part(master, name)):
            difference = ", ".join(sorted(placeholders(part(prose, name)) ^ placeholders(part(master, name))))
            yield Problem(file, name, f"placeholders differ from {MASTER}.md: {difference}", "Use the same set.")
    if prose.source != master_hash(master):
        yield Problem(file, "source", "written from an older Chinese text", "Revise it, then run: bot stamp")


def _share(text: str, scripts: tuple[str, ...]) -> float:
    letters = [script_of(c) for c in re.sub(r"\{[a-z0-9_]+\}|\]\([^)]*\)", "", text) if script_of(c) != "other"]
    return sum(name in scripts for name in letters) / len(letters) if letters else 0.0
