"""Names and concepts of the field per language, from data/terms, as forms to match and names to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale

from bot.files import read_yaml
from bot.languages import table
from bot.languages.matcher import Form, Matcher

NAMED = ("categories", "districts", "sections", "languages", "openings", "purposes", "visa_classes")
LISTED = ("demonyms", "cities", "relations", "units", "numbers", "durations", "directions", "conjunctions", "questions")
KINDS = {
    "categories": "category",
    "districts": "district",
    "sections": "section",
    "languages": "language",
    "openings": "open",
    "purposes": "purpose",
    "visa_classes": "visa",
    "demonyms": "nationality",
    "cities": "city",
    "relations": "relation",
    "units": "unit",
    "numbers": "number",
    "durations": "duration",
    "directions": "direction",
    "conjunctions": "conjunction",
    "questions": "question",
}
PEOPLE_TERRITORIES = 2


@dataclass(frozen=True)
class Terms:
    """Everything in data/terms. `names[language][group][id]` is shown to people; `forms` is matched."""

    names: dict[str, dict[str, dict[str, str]]]
    forms: tuple[Form, ...]

    def name(self, group: str, id_: str, language: str) -> str:
        """The name of a term; KeyError is a content defect that `bot check` reports."""
        return self.names[language][group][id_]


@lru_cache(maxsize=4)
def load(data_dir: Path) -> Terms:
    """Read data/terms for every language of the table."""
    names: dict[str, dict[str, dict[str, str]]] = {}
    forms: list[Form] = []
    for code, language in table.load(data_dir).items():
        raw = read_yaml(data_dir / "terms" / f"{code}.yml")
        names[code] = _names(raw)
        names[code]["countries"] = _countries(language.locale)
        forms.extend(_named_forms(raw, code))
        forms.extend(Form("country", id_, code, name) for id_, name in names[code]["countries"].items())
        concepts = read_yaml(data_dir / "terms" / "concepts" / f"{code}.yml")
        forms.extend(Form("concept", id_, code, str(form)) for id_, given in concepts.items() for form in given)
    return Terms(names, tuple(forms))


def _names(raw: dict[str, Any]) -> dict[str, dict[str, str]]:
    names = {group: dict(raw[group]) for group in ("documents", "publishers")}
    names.update({group: {id_: row["name"] for id_, row in raw[group].items()} for group in NAMED})
    return names


def _named_forms(raw: dict[str, Any], code: str) -> Iterator[Form]:
    for group in NAMED:
        for id_, row in raw[group].items():
            yield from (Form(KINDS[group], id_, code, str(form)) for form in [row["name"], *row["forms"]])
    for group in LISTED:
        for id_, given in raw.get(group, {}).items():
            yield from (Form(KINDS[group], str(id_), code, str(form)) for form in given)


def _countries(locale: str) -> dict[str, str]:
    """CLDR country names: ISO alpha-2 -> name, without regions and uninhabited places."""
    territories = Locale.parse(locale).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == PEOPLE_TERRITORIES and code.isalpha() and code not in NOT_COUNTRIES
    }


NOT_COUNTRIES = frozenset("EU EZ UN XA XB XK ZZ QO AC CP DG EA IC TA AQ BV HM GS IO TF UM".split())


@lru_cache(maxsize=4)
def matcher(data_dir: Path) -> Matcher:
    """The automaton over all names and concepts of data/terms."""
    return Matcher(load(data_dir).forms)
