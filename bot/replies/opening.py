"""Opening hours in the reader's language, written from the machine-readable form."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
RULE = re.compile(r"(?:(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su))? )?(\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)")
HOLIDAYS = ("PH off", "PH closed")


@lru_cache(maxsize=512)
def hours_in_words(hours: str | None, locale: str, closed_holidays: str) -> str | None:
    """`Mo-Fr 09:00-17:00; PH off` with the day names of a locale; None where the form is not this simple."""
    if not hours or hours == "24/7":
        return "24 h" if hours else None
    names = Locale.parse(locale).days["format"]["abbreviated"]
    said = []
    for rule in (part.strip() for part in hours.split(";")):
        match = RULE.fullmatch(rule)
        if rule in HOLIDAYS:
            said.append(closed_holidays)
        elif match:
            first, last, times = match.groups()
            days = "–".join(names[DAYS.index(day)] for day in (first, last) if day)
            said.append(f"{days} {times.replace('-', '–').replace(',', ', ')}".strip())
        else:
            return None
    return "; ".join(said)
