"""Load the CSV files of the directory into the database, and check them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pypinyin import lazy_pinyin
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from bot.directory import rows
from bot.directory.model import Place
from bot.directory.tables import LanguageRow, PhoneRow, PlaceRow, SpecialDayRow, VersionRow
from bot.errors import ContentError, Problem

SAME_NAME = (
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


def check(folder: Path) -> list[Problem]:
    """Every problem of the CSV files, in the order of files and lines."""
    return list(rows.read(folder).problems)


def seed(session: Session, folder: Path) -> int:
    """Make the tables hold exactly what the CSV files hold; the number of places.

    Seeding the same files again writes nothing. Two processes may seed at once: the second waits for the first.
    """
    contents = rows.read(folder)
    if contents.problems:
        first = contents.problems[0]
        raise ContentError("directory", f"{first.file}:{first.where}: {first.what}.", first.remedy)
    session.execute(update(VersionRow).values(version=VersionRow.version).execution_options(synchronize_session=False))
    version = _version(contents)
    if session.scalar(select(VersionRow.version)) != version:
        _write_places(session, contents.places)
        _write_special_days(session, contents)
        session.execute(update(VersionRow).values(version=version).execution_options(synchronize_session=False))
        session.expire_all()
    return len(contents.places)


def _version(contents: rows.Contents) -> str:
    """A fingerprint of the content; the shape of Place is part of it, so new columns reload as well."""
    days = contents.special_days
    told = repr((contents.places, sorted(days.kinds.items()), sorted(days.names.items())))
    return hashlib.sha256(told.encode()).hexdigest()


def _write_places(session: Session, places: tuple[Place, ...]) -> None:
    session.execute(delete(PhoneRow))
    session.execute(delete(LanguageRow))
    ids = {place.id for place in places}
    present = set(session.scalars(select(PlaceRow.id)))
    for gone in sorted(present - ids):
        session.execute(delete(PlaceRow).where(PlaceRow.id == gone))
    session.bulk_update_mappings(PlaceRow, [_columns(place) for place in places if place.id in present])
    _insert(session, PlaceRow, [_columns(place) for place in places if place.id not in present])
    _insert(
        session,
        PhoneRow,
        (
            {
                "place_id": place.id,
                "position": position,
                "label": line.label,
                "number": line.number,
                "tel": line.tel,
                "status": line.status,
            }
            for place in places
            for position, line in enumerate(place.phone_lines)
        ),
    )
    _insert(
        session,
        LanguageRow,
        (
            {"place_id": place.id, "language": language, "position": position}
            for place in places
            for position, language in enumerate(place.languages)
        ),
    )


def _write_special_days(session: Session, contents: rows.Contents) -> None:
    days = contents.special_days
    session.execute(delete(SpecialDayRow))
    _insert(
        session,
        SpecialDayRow,
        ({"date": day, "kind": kind, "name": days.names[day]} for day, kind in days.kinds.items()),
    )


def _insert(session: Session, table: Any, values: Iterable[dict[str, Any]]) -> None:
    if listed := list(values):
        session.execute(insert(table.__table__), listed)


def _columns(place: Place) -> dict[str, Any]:
    values = {name: getattr(place, name) for name in SAME_NAME}
    return {
        **values,
        "verify_publisher": place.publisher,
        "fields_read": " ".join(place.fields_read),
        "name_pinyin": " ".join(lazy_pinyin(place.name_zh)),
    }
