"""Put the facts of a day into prose, written the way the reader's language writes numbers, dates and countries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.errors import ContentError
from bot.topics.model import Topic

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def value_on(values: Mapping[dt.date, Any], on: dt.date) -> Any:
    """The value in force on a day; None before the first day and after a rule ended."""
    started = [day for day in values if day <= on]
    return values[max(started)] if started else None


def ends_before(topic: Topic, on: dt.date) -> tuple[str, ...]:
    """Facts that have no value on the day: the rule has not started or has ended."""
    return tuple(name for name, values in topic.facts.items() if value_on(values, on) is None)


def fill(text: str, topic: Topic, locale: str, on: dt.date, not_known: str) -> str:
    """Text with each {fact} replaced; `not_known` stands where no value is in force. ContentError on an unknown fact."""

    def replace(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in topic.facts:
            raise ContentError("placeholder", f"{topic.id}: {{{name}}} is not a fact.", "Add it to topic.yml.")
        value = value_on(topic.facts[name], on)
        return not_known if value is None else shown(name, value, locale)

    return PLACEHOLDER.sub(replace, text)


def shown(name: str, value: Any, locale: str) -> str:
    """A fact's value for a reader: country lists and dates by name, numbers with the locale's separators."""
    if isinstance(value, list | tuple):
        return _listed(name, value, locale)
    if isinstance(value, bool):
        raise ContentError("fact", f"{name}: a yes/no value cannot be shown.", "Write it in the prose.")
    if isinstance(value, dt.date):
        return str(format_date(value, "long", locale=locale))
    if isinstance(value, int | float):
        return str(value) if name.endswith("_year") else str(format_decimal(value, locale=locale, numbering_system="latn"))
    return str(value)


def _listed(name: str, values: Any, locale: str) -> str:
    territories = Locale.parse(locale).territories
    words = [territories.get(value, value) if name.endswith("_countries") else str(value) for value in values]
    return str(format_list(words, locale=locale))


def placeholders(text: str) -> frozenset[str]:
    """The fact names a text uses."""
    return frozenset(PLACEHOLDER.findall(text))
