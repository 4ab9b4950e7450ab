"""Turn the CSV files of the directory into values, collecting what is wrong with each row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel import Locale

from bot.directory import model
from bot.directory.districts import DISTRICTS, in_beijing
from bot.directory.hours import syntax_problem
from bot.directory.phones import dialled, is_number, shown
from bot.errors import ContentError, Problem
from bot.files import read_csv

PLACES, PHONES, SPECIAL_DAYS = "places.csv", "phones.csv", "special_days.csv"
COLUMNS: dict[str, tuple[str, ...]] = {
    PLACES: (
        "id",
        "category",
        "district",
        "name_en",
        "name_zh",
        "address_en",
        "address_zh",
        "hours_text",
        "hours_osm",
        "round_the_clock",
        "languages",
        "country",
        "website",
        "lat",
        "lon",
        "coord_source",
        "status",
        "evidence",
        "phone_status",
        "verify_publisher",
        "verify_url",
        "checked",
        "fields_read",
        "note",
    ),
    PHONES: ("place", "label", "number", "status"),
    SPECIAL_DAYS: ("date", "kind", "name"),
}
REQUIRED = {
    "id",
    "category",
    "name_en",
    "name_zh",
    "status",
    "evidence",
    "verify_publisher",
    "verify_url",
    "place",
    "number",
    "date",
    "kind",
    "name",
}
READ = ("read", "unverified")
NOT_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
Row = dict[str, str]


@dataclass(frozen=True)
class Contents:
    """Everything the folder holds; `problems` says what could not be taken at its word."""

    places: tuple[model.Place, ...]
    special_days: model.SpecialDays
    problems: tuple[Problem, ...]


def read(folder: Path) -> Contents:
    """The places and special days of a folder; never raises on content."""
    problems: list[Problem] = []
    places = _rows(folder / PLACES, problems)
    phones = _rows(folder / PHONES, problems)
    days = _rows(folder / SPECIAL_DAYS, problems)
    problems += _duplicates(folder / PLACES, places, ("id",)) + _duplicates(folder / SPECIAL_DAYS, days, ("date",))
    problems += _duplicates(folder / PHONES, phones, ("place", "number"))
    problems += _strays(folder / PHONES, phones, {row["id"] for _, row in places})
    if problems:
        return Contents((), model.SpecialDays(), tuple(problems))
    lines = _lines(row for _, row in phones)
    return Contents(
        tuple(_place(row, lines.get(row["id"], ())) for _, row in places), _special_days([row for _, row in days]), ()
    )


def _rows(path: Path, problems: list[Problem]) -> list[tuple[int, Row]]:
    """Rows with their line numbers; what is wrong with them is added to `problems`."""
    try:
        rows = [(line, row) for line, row in enumerate(read_csv(path), start=2)]
    except ContentError as error:
        where = re.match(re.escape(str(path)) + r":(\d+): ", error.message)
        problems.append(Problem(str(path), where[1] if where else "1", error.message, error.remedy))
        return []
    expected = COLUMNS[path.name]
    if rows and (missing := [name for name in expected if name not in rows[0][1]]):
        problems.append(Problem(str(path), "1", f"column {', '.join(missing)} is missing", "Add it to the header."))
        return []
    if not rows:
        problems.append(Problem(str(path), "1", "no rows", "Restore the file."))
    for line, row in rows:
        problems += [Problem(str(path), str(line), what, remedy) for what, remedy in _complaints(path.name, row)]
    return rows


def _complaints(name: str, row: Row) -> Iterator[tuple[str, str]]:
    """(what is wrong, what to do) for one row."""
    for column in COLUMNS[name]:
        value = row[column]
        if value != value.strip():
            yield f"{column} has spaces around it", "Remove them."
        elif not value and column in REQUIRED:
            yield f"{column} is empty", "Fill it in."
        elif value and (remedy := CELLS.get(f"{name}:{column}", _fine)(value)):
            yield f"{column} {value!r} is not accepted", remedy
    if name == PLACES:
        yield from _contradictions(row)
    elif name == SPECIAL_DAYS and row["kind"] == "workday" and _is_date(row["date"]):
        if date.fromisoformat(row["date"]).weekday() < 5:
            yield f"{row['date']} is a weekday", "Only a Saturday or Sunday can be a make-up working day."


def _contradictions(row: Row) -> Iterator[tuple[str, str]]:
    if (row["status"] == "unverified") != (row["evidence"] == "unverified"):
        yield "status and evidence contradict each other", "Use unverified in both, or verified with page or secondary."
    if row["status"] == "unverified" and row["checked"]:
        yield "an unverified entry has a date of checking", "Leave checked empty or change the status."
    if bool(row["lat"]) != bool(row["lon"]):
        yield "only one of lat and lon is given", "Give both or none."
    elif row["lat"] and not row["coord_source"]:
        yield "the coordinates have no coord_source", f"Name one of {', '.join(model.COORD_SOURCES)}."
    elif row["lat"] and _is_float(row["lat"]) and _is_float(row["lon"]):
        if not in_beijing(float(row["lat"]), float(row["lon"])):
            yield "the point lies outside Beijing", "Check that lat and lon are not swapped."
    if row["country"] and row["category"] != "embassy":
        yield "country is given for a place that is no embassy", "Leave it empty."


def _duplicates(path: Path, rows: list[tuple[int, Row]], key: tuple[str, ...]) -> list[Problem]:
    seen: dict[tuple[str, ...], int] = {}
    found: list[Problem] = []
    for line, row in rows:
        first = seen.setdefault(tuple(row[name] for name in key), line)
        if first != line:
            what = f"{' '.join(row[name] for name in key)} already stands in line {first}"
            found.append(Problem(str(path), str(line), what, "Remove one of the two."))
    return found


def _strays(path: Path, phones: list[tuple[int, Row]], known: set[str]) -> list[Problem]:
    return [
        Problem(str(path), str(line), f"no place has the id {row['place']!r}", f"Correct it or add it to {PLACES}.")
        for line, row in phones
        if known and row["place"] not in known
    ]


def _lines(rows: Iterator[Row]) -> dict[str, tuple[model.Phone, ...]]:
    lines: dict[str, tuple[model.Phone, ...]] = {}
    for row in rows:
        phone = model.Phone(shown(row["number"]), dialled(row["number"]), row["label"], row["status"] or "unverified")
        lines[row["place"]] = (*lines.get(row["place"], ()), phone)
    return lines


def _place(row: Row, lines: tuple[model.Phone, ...]) -> model.Place:
    return model.Place(
        id=row["id"],
        category=row["category"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        phone_lines=lines,
        district=row["district"] or None,
        address_en=row["address_en"] or None,
        address_zh=row["address_zh"] or None,
        hours_text=row["hours_text"] or None,
        hours_osm=row["hours_osm"] or None,
        round_the_clock=row["round_the_clock"] or None,
        country=row["country"] or None,
        website=row["website"] or None,
        coord_source=row["coord_source"] or None,
        phone_status=row["phone_status"] or None,
        note=row["note"] or None,
        languages=tuple(row["languages"].split()),
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        status=row["status"],
        evidence=row["evidence"],
        publisher=row["verify_publisher"],
        verify_url=row["verify_url"],
        checked=date.fromisoformat(row["checked"]) if row["checked"] else None,
        fields_read=tuple(row["fields_read"].split()),
    )


def _special_days(rows: list[Row]) -> model.SpecialDays:
    days = {date.fromisoformat(row["date"]): row for row in rows}
    return model.SpecialDays(
        {day: row["kind"] for day, row in days.items()}, {day: row["name"] for day, row in days.items()}
    )


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - NOT_COUNTRIES


def _fine(_value: str) -> str:
    return ""


def _one_of(*allowed: str) -> Callable[[str], str]:
    return lambda value: "" if value in allowed else f"Use one of {', '.join(word for word in allowed if word)}."


def _shaped(pattern: str, remedy: str) -> Callable[[str], str]:
    return lambda value: "" if re.fullmatch(pattern, value) else remedy


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_float(value: str) -> bool:
    return re.fullmatch(r"\d{1,3}(\.\d+)?", value) is not None


def _date(value: str) -> str:
    return "" if _is_date(value) else "Write a date as 2026-11-23."


def _hours(value: str) -> str:
    problem = syntax_problem(value)
    return f"Use OSM opening hours, e.g. Mo-Fr 09:00-17:00; PH off ({problem})." if problem else ""


def _country(value: str) -> str:
    return "" if value in _countries() else "Use the two capital letters of ISO 3166-1."


def _phone(value: str) -> str:
    return "" if is_number(value) else "Write one number, digits and hyphens, e.g. 010-8402-0101."


_WORD = _shaped(r"[a-z][a-z0-9_]*", "Use lower case letters, digits and underscores.")
_DEGREES = _shaped(r"\d{1,3}(\.\d+)?", "Write decimal degrees, e.g. 39.9087.")
CELLS: dict[str, Callable[[str], str]] = {
    f"{PLACES}:id": _WORD,
    f"{PLACES}:category": _one_of(*model.CATEGORIES),
    f"{PLACES}:district": _one_of(*DISTRICTS),
    f"{PLACES}:hours_osm": _hours,
    f"{PLACES}:round_the_clock": _one_of(*model.ROUND_THE_CLOCK),
    f"{PLACES}:languages": _shaped(r"[a-z]{2,3}( [a-z]{2,3})*", "List language codes with spaces, e.g. zh en."),
    f"{PLACES}:country": _country,
    f"{PLACES}:website": _shaped(r"https?://\S+", "Write the whole address with https://."),
    f"{PLACES}:lat": _DEGREES,
    f"{PLACES}:lon": _DEGREES,
    f"{PLACES}:coord_source": _one_of(*model.COORD_SOURCES),
    f"{PLACES}:status": _one_of(*model.STATUSES),
    f"{PLACES}:evidence": _one_of(*model.EVIDENCE),
    f"{PLACES}:phone_status": _one_of(*READ),
    f"{PLACES}:verify_publisher": _WORD,
    f"{PLACES}:verify_url": _shaped(r"https://\S+", "Write the whole address with https://."),
    f"{PLACES}:checked": _date,
    f"{PLACES}:fields_read": _shaped(r"[a-z_]+( [a-z_]+)*", "List field names with spaces, e.g. name address."),
    f"{PHONES}:label": _one_of(*model.PHONE_LABELS),
    f"{PHONES}:number": _phone,
    f"{PHONES}:status": _one_of(*READ),
    f"{SPECIAL_DAYS}:date": _date,
    f"{SPECIAL_DAYS}:kind": _one_of(*model.DAY_KINDS),
}
