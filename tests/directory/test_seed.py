"""Loading the CSV files into both databases, and refusing files that are wrong."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, func, select, text, update

from bot.database import Base, make_engine, migrate, session
from bot.directory import rows, tables
from bot.directory.catalogue import catalogue, place
from bot.directory.find import named
from bot.directory.seed import check, seed
from bot.errors import ContentError

DATA = Path(__file__).resolve().parents[2] / "data" / "directory"
OWN_TABLES = {"place", "place_phone", "place_language", "special_day", "directory_version"}


def spoil(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def test_the_data_has_no_problems():
    assert check(DATA) == []


def test_all_318_places_are_loaded(db):
    assert seed(db, DATA) == 318
    assert db.scalar(select(func.count()).select_from(tables.PlaceRow)) == 318
    assert len(catalogue(db).places) == 318


def test_seeding_twice_changes_nothing(db):
    before = [tuple(row) for row in db.execute(select(tables.PlaceRow.__table__).order_by(tables.PlaceRow.id))]
    version = db.scalar(select(tables.VersionRow.version))
    seed(db, DATA)
    after = [tuple(row) for row in db.execute(select(tables.PlaceRow.__table__).order_by(tables.PlaceRow.id))]
    assert after == before and db.scalar(select(tables.VersionRow.version)) == version != ""


def test_a_changed_file_is_seen_at_once_and_the_old_one_again_after_it(db, folder):
    spoil(folder / "places.csv", "Raffles Medical Beijing", "Ruffles Clinic")
    seed(db, folder)
    assert place(db, "medical_012").name_en == "Ruffles Clinic"
    assert named(db, "ruffles clinic")[0][0].id == "medical_012"
    seed(db, DATA)
    assert place(db, "medical_012").name_en == "Raffles Medical Beijing"


def test_a_place_that_left_the_file_leaves_the_tables_with_its_phones(db, folder):
    for name in ("places.csv", "phones.csv"):
        lines = (folder / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (folder / name).write_text("".join(line for line in lines if not line.startswith("medical_001,")), encoding="utf-8")
    assert seed(db, folder) == 317
    assert place(db, "medical_001") is None
    gone = select(func.count()).select_from(tables.PhoneRow).where(tables.PhoneRow.place_id == "medical_001")
    assert db.scalar(gone) == 0
    assert seed(db, DATA) == 318 and len(place(db, "medical_001").phones) == 2


def test_the_pinyin_of_each_name_is_stored(db):
    assert db.get(tables.PlaceRow, "sight_001").name_pinyin == "gu gong bo wu yuan"


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "what"),
    [
        ("places.csv", "exit_entry_002,exit_entry", "exit_entry_002,exit_entri", "3", "category 'exit_entri'"),
        (
            "places.csv",
            "exit_entry_002,exit_entry,Haidian",
            "exit_entry_002,exit_entry,Hidian",
            "3",
            "district 'Hidian'",
        ),
        ("places.csv", "exit_entry_002,", "exit_entry_001,", "3", "already stands in line 2"),
        ("places.csv", "Mo-Sa 09:00-17:00; PH off", "Mo-Sa 09:00-25:99", "2", "hours_osm"),
        ("places.csv", "39.9489,116.42", "116.42,39.9489", "2", "outside Beijing"),
        ("places.csv", "39.9489,116.42", "39.9489,", "2", "only one of lat and lon"),
        ("places.csv", "39.9489,116.42", "39.9489,east", "2", "lon 'east'"),
        ("places.csv", "39.9489,116.42,own_approx", "39.9489,116.42,", "2", "no coord_source"),
        ("places.csv", "own_approx,verified,page", "own_approx,unverified,page", "2", "contradict"),
        (
            "places.csv",
            "https://gaj.beijing.gov.cn/,2025-01-01",
            "http://gaj.beijing.gov.cn/,2025-01-01",
            "2",
            "verify_url",
        ),
        (
            "places.csv",
            "https://gaj.beijing.gov.cn/,2025-01-01",
            "https://gaj.beijing.gov.cn/,2025-02-30",
            "2",
            "checked",
        ),
        ("places.csv", ",zh en,,https://gaj", ",Chinese,,https://gaj", "2", "languages 'Chinese'"),
        ("places.csv", ",zh en,,https://gaj", ",zh en,CN,https://gaj", "2", "no embassy"),
        (
            "places.csv",
            "exit_entry_002,exit_entry,Haidian,Zhongguancun Service Hall for Foreigners",
            "exit_entry_002,exit_entry,Haidian,",
            "3",
            "name_en is empty",
        ),
        ("places.csv", "exit_entry_002,", "exit_entry_002,,", "3", "number of cells"),
        ("places.csv", "phone_status", "phones_status", "1", "column phone_status is missing"),
        ("phones.csv", "010-84020101", "010-8402x", "2", "number '010-8402x'"),
        ("phones.csv", "exit_entry_001,,", "exit_entry_999,,", "2", "no place has the id"),
        ("special_days.csv", "2025-01-01,holiday", "2025-01-01,holyday", "2", "kind 'holyday'"),
        ("special_days.csv", "2025-01-26,workday", "2025-01-27,workday", "3", "is a weekday"),
        ("special_days.csv", "2025-01-26,workday", "2025-01-01,workday", "3", "already stands in line 2"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line_and_a_remedy(db, folder, name, old, new, line, what):
    spoil(folder / name, old, new)
    found = [problem for problem in check(folder) if what in problem.what]
    assert found, check(folder)
    assert (found[0].file, found[0].where) == (str(folder / name), line) and found[0].remedy
    with pytest.raises(ContentError) as caught:
        seed(db, folder)
    assert f"{folder / name}:" in caught.value.message and caught.value.remedy


def test_an_embassy_with_a_wrong_country_is_refused(folder):
    spoil(folder / "places.csv", ",,,,BR,", ",,,,UK,")
    assert ["country 'UK' is not accepted"] == [problem.what for problem in check(folder)]


def test_a_missing_file_is_one_problem_and_not_a_crash(folder):
    (folder / "phones.csv").unlink()
    found = check(folder)
    assert len(found) == 1 and "not found" in found[0].what


def test_an_emptied_file_is_refused(db, folder):
    header = (folder / "places.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "places.csv").write_text(header + "\n", encoding="utf-8")
    with pytest.raises(ContentError):
        seed(db, folder)
    assert len(catalogue(db).places) == 318


def test_all_problems_are_collected_not_only_the_first(folder):
    spoil(folder / "places.csv", "exit_entry_002,exit_entry,Haidian", "exit_entry_002,exit_entry,Hidian")
    spoil(folder / "places.csv", "exit_entry_003,exit_entry,Fengtai", "exit_entry_003,exit_entri,Fengtai")
    spoil(folder / "phones.csv", "010-84020101", "call us")
    assert len(check(folder)) == 3


def test_migrating_again_is_harmless_and_the_schema_matches_the_tables(engine):
    migrate(engine)
    with engine.connect() as connection:
        options = {"include_object": lambda thing, name, kind, reflected, other: kind != "table" or name in OWN_TABLES}
        context = MigrationContext.configure(connection, opts=options)
        found = compare_metadata(context, Base.metadata)
    assert found == []


def test_a_failed_load_leaves_the_tables_as_they_were(engine, folder):
    spoil(folder / "places.csv", "Raffles Medical Beijing", "Ruffles Clinic")
    with pytest.raises(RuntimeError), session(engine) as opened:
        seed(opened, folder)
        raise RuntimeError("the power fails here")
    with session(engine) as opened:
        assert place(opened, "medical_012").name_en == "Raffles Medical Beijing"


def test_the_database_itself_refuses_a_phone_without_a_place(db, engine):
    statement = text(
        "insert into place_phone (place_id, position, label, number, tel, status) "
        "values ('nowhere', 0, '', '1', 'tel:1', 'read')"
    )
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        db.execute(statement)


def test_no_place_lost_its_mark_on_the_way_into_the_file():
    places = rows.read(DATA).places
    assert sum(entry.status == "unverified" for entry in places) == 144
    assert sum(entry.evidence == "page" for entry in places) == 73
    assert sum(entry.evidence == "secondary" for entry in places) == 101
    embassies = [entry for entry in places if entry.category == "embassy"]
    assert sum(entry.phone_status == "unverified" for entry in embassies) == 111
    assert sum(entry.country is None for entry in embassies) == 1


def test_two_processes_may_seed_at_the_same_time(engine, tmp_path):
    if engine.dialect.name == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'fresh.sqlite3'}")
        migrate(engine)
    else:
        with session(engine) as opened:
            for table in (tables.PhoneRow, tables.LanguageRow, tables.PlaceRow, tables.SpecialDayRow):
                opened.execute(delete(table))
            opened.execute(update(tables.VersionRow).values(version=""))

    def load(_number: int) -> int:
        with session(engine) as opened:
            return seed(opened, DATA)

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(load, range(3))) == [318, 318, 318]
    with session(engine) as opened:
        assert opened.scalar(select(func.count()).select_from(tables.PlaceRow)) == 318
