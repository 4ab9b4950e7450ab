"""The values the directory speaks in: a place, its phones, special days, a query and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")

CATEGORIES: tuple[str, ...] = (
    "exit_entry",
    "government_service",
    "welcome_center",
    "transport",
    "hotline",
    "medical",
    "embassy",
    "international_school",
    "tax_refund",
    "bank",
    "notary",
    "legal",
    "police",
    "sim_shop",
    "library",
    "religious",
    "sight",
    "organisation",
)
STATUSES: tuple[str, ...] = ("verified", "unverified")
EVIDENCE: tuple[str, ...] = ("page", "secondary", "unverified")
PHONE_LABELS: tuple[str, ...] = ("", "hotline", "emergency", "24h", "citizens")
ROUND_THE_CLOCK: tuple[str, ...] = ("emergency", "reports")
COORD_SOURCES: tuple[str, ...] = ("wikidata_2022", "own_approx", "surveyed")
APPROXIMATE = "own_approx"

DayKind = Literal["holiday", "workday", "possible"]
DAY_KINDS: tuple[str, ...] = ("holiday", "workday", "possible")
Open = Literal["now", "weekend", "24h"]


@dataclass(frozen=True)
class Phone:
    """One line: what to show, what to dial (`tel:` form), its label and whether the number was read anywhere."""

    number: str
    tel: str
    label: str = ""
    status: str = "unverified"


@dataclass(frozen=True)
class Place:
    """One entry of the directory. Coordinates are WGS-84; `languages` empty means not known, not none.

    `status` speaks for the entry as a whole; `was_read` tells it for one field. `round_the_clock` names the part that
    never closes (an emergency department, a desk for reports) where the rest keeps other hours.
    """

    id: str
    category: str
    district: str | None
    name_en: str
    name_zh: str
    address_en: str | None = None
    address_zh: str | None = None
    phone_lines: tuple[Phone, ...] = ()
    hours_text: str | None = None
    hours_osm: str | None = None
    round_the_clock: str | None = None
    languages: tuple[str, ...] = ()
    country: str | None = None
    website: str | None = None
    lat: float | None = None
    lon: float | None = None
    coord_source: str | None = None
    status: str = "unverified"
    evidence: str = "unverified"
    phone_status: str | None = None
    publisher: str = ""
    verify_url: str = ""
    checked: date | None = None
    fields_read: tuple[str, ...] = ()
    note: str | None = None
    name_pinyin: str = ""

    @property
    def phones(self) -> tuple[str, ...]:
        """The numbers as people write them, the main one first."""
        return tuple(line.number for line in self.phone_lines)

    @property
    def point(self) -> tuple[float, float] | None:
        """(lat, lon), or None where the place has no known position."""
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)

    @property
    def approximate(self) -> bool:
        """Whether the point is an estimate (300 m to 1 km off): fine for sorting, wrong for a pin."""
        return self.coord_source == APPROXIMATE

    def was_read(self, part: str) -> bool:
        """Whether `part` (name, address, phone, hours, coordinates, website ...) was seen in a source."""
        if part == "phone":
            return self.phone_status == "read"
        return part in self.fields_read


@dataclass(frozen=True)
class SpecialDays:
    """Announced holidays and make-up working days; `possible` marks days on which nothing is announced yet.

    A year without any row is unannounced: each of its days may be a holiday.
    """

    kinds: Mapping[date, str] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)

    @property
    def years(self) -> frozenset[int]:
        """The years the table speaks about."""
        return frozenset(day.year for day in self.kinds)

    def kind(self, day: date) -> str | None:
        """holiday, workday, possible, or None for an ordinary day."""
        found = self.kinds.get(day)
        if found is None and day.year not in self.years:
            return "possible"
        return found


@dataclass(frozen=True)
class Query:
    """What somebody is looking for; every condition may be left out. `near` is (lat, lon) in WGS-84."""

    category: str | None = None
    district: str | None = None
    language: str | None = None
    open: Open | None = None
    country: str | None = None
    name: str | None = None
    near: tuple[float, float] | None = None


@dataclass(frozen=True)
class Found:
    """The best places, the conditions dropped to get them, kilometres by place id, and how many fit in all."""

    places: tuple[Place, ...] = ()
    relaxed: tuple[str, ...] = ()
    distances: Mapping[str, float] = field(default_factory=dict)
    total: int = 0


def beijing(now: datetime) -> datetime:
    """The wall clock in Beijing without a zone; a naive `now` is taken as Beijing time."""
    return now if now.tzinfo is None else now.astimezone(BEIJING).replace(tzinfo=None)
