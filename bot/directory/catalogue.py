"""The whole directory in memory, as of one version of the tables."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.directory.model import Phone, Place, SpecialDays
from bot.directory.names import NameIndex, index_names
from bot.directory.tables import LanguageRow, PhoneRow, PlaceRow, SpecialDayRow, VersionRow

SAME_NAME = (
    "id",
    "category",
    "district",
    "name_en",
    "name_zh",
    "name_pinyin",
    "address_en",
    "address_zh",
    "hours_text",
    "hours_osm",
    "round_the_clock",
    "country",
    "website",
    "lat",
    "lon",
    "coord_source",
    "status",
    "evidence",
    "phone_status",
    "verify_url",
    "checked",
    "note",
)
KEPT = 4


@dataclass(frozen=True)
class Catalogue:
    """All places with what finding needs beside them."""

    places: tuple[Place, ...]
    by_id: dict[str, Place]
    special_days: SpecialDays
    names: NameIndex


_by_version: dict[str, Catalogue] = {}


def catalogue(session: Session) -> Catalogue:
    """The current directory; one short query when its version is already in memory.

    Versions are fingerprints of the content, so the cache holds for every database. Whoever changes the tables
    changes the version in the same transaction.
    """
    version = _version(session)
    while version not in _by_version:
        loaded = _load(session)
        before, version = version, _version(session)
        if not version:
            return loaded
        if version == before:
            _keep(version, loaded)
    return _by_version[version]


def place(session: Session, place_id: str) -> Place | None:
    """One place by its id."""
    return catalogue(session).by_id.get(place_id)


def special_days(session: Session) -> SpecialDays:
    """The table of holidays and make-up working days."""
    return catalogue(session).special_days


def _version(session: Session) -> str:
    return str(session.scalar(select(VersionRow.version)) or "")


def _keep(version: str, loaded: Catalogue) -> None:
    global _by_version
    newest = list(_by_version.items())[-(KEPT - 1) :]
    _by_version = {**dict(newest), version: loaded}


def _load(session: Session) -> Catalogue:
    phones: dict[str, list[Phone]] = defaultdict(list)
    for row in session.execute(select(PhoneRow.__table__).order_by(PhoneRow.place_id, PhoneRow.position)):
        phones[row.place_id].append(Phone(row.number, row.tel, row.label, row.status))
    languages: dict[str, list[str]] = defaultdict(list)
    for row in session.execute(select(LanguageRow.__table__).order_by(LanguageRow.place_id, LanguageRow.position)):
        languages[row.place_id].append(row.language)
    days = list(session.execute(select(SpecialDayRow.__table__).order_by(SpecialDayRow.date)))
    places = tuple(
        Place(
            **{name: getattr(row, name) for name in SAME_NAME},
            publisher=row.verify_publisher,
            fields_read=tuple(row.fields_read.split()),
            phone_lines=tuple(phones[row.id]),
            languages=tuple(languages[row.id]),
        )
        for row in sorted(session.execute(select(PlaceRow.__table__)), key=lambda row: str(row.id))
    )
    return Catalogue(
        places,
        {found.id: found for found in places},
        SpecialDays({row.date: row.kind for row in days}, {row.date: row.name for row in days}),
        index_names(places),
    )
