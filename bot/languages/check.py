"""Find every problem of the terms, phrases and ways of asking."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.errors import ContentError, Problem
from bot.files import read_yaml
from bot.languages.lines import Line, read_lines
from bot.languages.normalise import normalise, script_of
from bot.languages.table import Language
from bot.languages.terms import LISTED, NAMED

LEAST_LINES = 15
LEAST_TOPIC_LINES = 25
OPEN_GROUPS = ("demonyms", "cities", "numbers", "durations", "directions")
CLAIMED = re.compile(r"^\s*(nlu|responses|stories|rules):", re.MULTILINE)
SMALL = ("smalltalk", "emergency")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
OWN_SCRIPT = 0.5
MARKUP = re.compile(r"</?[a-zA-Z!]|\{\{|\{%|\]\(|^/")


def check_terms(data_dir: Path, languages: dict[str, Language]) -> Iterator[Problem]:
    """The same groups and ids in every language, no empty name, no form twice."""
    read: dict[str, dict[str, Any]] = {}
    for code in languages:
        for path in (data_dir / "terms" / f"{code}.yml", data_dir / "terms" / "concepts" / f"{code}.yml"):
            try:
                read[str(path)] = read_yaml(path)
            except ContentError as error:
                yield Problem(str(path), "", error.message, error.remedy)
    for suffix in ("terms/{}.yml", "terms/concepts/{}.yml"):
        files = {code: str(data_dir / suffix.format(code)) for code in languages}
        present = {code: read[file] for code, file in files.items() if file in read}
        yield from _same_ids(present, files, deep="concepts" not in suffix)


def _same_ids(present: dict[str, dict[str, Any]], files: dict[str, str], deep: bool) -> Iterator[Problem]:
    groups = ("documents", "publishers", *NAMED, *LISTED) if deep else ("",)
    for group in groups:
        ids = {code: set((raw.get(group) or {}) if group else raw) for code, raw in present.items()}
        everything = set().union(*ids.values()) if ids else set()
        for code, own in ids.items():
            if group in OPEN_GROUPS:
                continue
            for id_ in sorted(everything - own):
                yield Problem(files[code], group or "concepts", f"missing id {id_}", "Add it in this language.")
            values = (present[code].get(group) or {}) if group else present[code]
            yield from (
                Problem(files[code], f"{group} {id_}", "empty", "Write a name or a form.")
                for id_, v in values.items()
                if not v
            )


def check_phrases(data_dir: Path, languages: dict[str, Language]) -> Iterator[Problem]:
    """The same closed set of keys with the same {placeholders} in every language."""
    texts: dict[str, dict[str, str]] = {}
    for code in languages:
        path = data_dir / "phrases" / f"{code}.yml"
        try:
            texts[code] = {str(key): str(value) for key, value in read_yaml(path).items()}
        except ContentError as error:
            yield Problem(str(path), "", error.message, error.remedy)
    keys = set().union(*texts.values()) if texts else set()
    for code, own in texts.items():
        file = str(data_dir / "phrases" / f"{code}.yml")
        yield from (Problem(file, key, "missing", "Write it.") for key in sorted(keys - set(own)))
        for key, text in own.items():
            wanted = set(PLACEHOLDER.findall(texts.get("zh", own).get(key, text)))
            if set(PLACEHOLDER.findall(text)) != wanted:
                yield Problem(file, key, "placeholders differ from zh", f"Use {sorted(wanted)}.")


def check_lines(data_dir: Path, languages: dict[str, Language], intents: frozenset[str]) -> Iterator[Problem]:
    """Enough lines for every intent and language; none in two intents, in the wrong script or with markup."""
    lines: list[Line] = []
    for code in languages:
        try:
            lines.extend(read_lines(data_dir, (code,)))
        except ContentError as error:
            yield Problem(str(data_dir / "nlu" / code), "", error.message, error.remedy)
    yield from _counts(lines, languages, intents, data_dir)
    yield from _twice(lines)
    for line in lines:
        if MARKUP.search(line.text):
            yield Problem(str(line.file), line.intent, f"markup in {line.text!r}", "Write it as a person types.")
    yield from _scripts(lines, languages)
    for path in sorted(data_dir.rglob("*.yml")):
        inside = {"nlu", "dialogue"} & set(path.relative_to(data_dir).parts)
        if not inside and CLAIMED.search(path.read_text(encoding="utf-8")):
            yield Problem(str(path), "", "a key that Rasa would claim (nlu, responses, stories, rules)", "Rename it.")


def _counts(
    lines: list[Line], languages: dict[str, Language], intents: frozenset[str], data_dir: Path
) -> Iterator[Problem]:
    counts = Counter((line.language, line.intent) for line in lines)
    for code in languages:
        for intent in sorted(intents):
            least = LEAST_TOPIC_LINES if intent.split("/")[0] not in SMALL and "/" in intent else LEAST_LINES
            if counts[code, intent] < least:
                yield Problem(
                    str(data_dir / "nlu" / code),
                    intent,
                    f"only {counts[code, intent]} ways of asking",
                    f"Write at least {least}.",
                )
    for intent in sorted({line.intent for line in lines} - intents):
        file = next(line.file for line in lines if line.intent == intent)
        yield Problem(str(file), intent, "ways of asking for an unknown intent", "Add the topic or correct the id.")


def _twice(lines: list[Line]) -> Iterator[Problem]:
    places: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        places[normalise(line.text)].append(line)
    for same in places.values():
        if len({line.intent for line in same}) > 1:
            others = ", ".join(sorted({line.intent for line in same}))
            yield Problem(
                str(same[0].file),
                same[0].intent,
                f"{same[0].text!r} stands in several intents: {others}",
                "Keep it in one.",
            )
        elif len({line.language for line in same}) < len(same):
            yield Problem(str(same[0].file), same[0].intent, f"{same[0].text!r} stands twice", "Remove one.")


def _scripts(lines: list[Line], languages: dict[str, Language]) -> Iterator[Problem]:
    letters: dict[Path, Counter[str]] = defaultdict(Counter)
    for line in lines:
        letters[line.file].update(script_of(c) for c in line.text)
    for path, counts in letters.items():
        counts.pop("other", None)
        language = languages[path.parent.name]
        if counts and sum(counts[name] for name in language.scripts) / sum(counts.values()) < OWN_SCRIPT:
            yield Problem(str(path), "", "most letters are not in the language's script", "Move it to its language.")
