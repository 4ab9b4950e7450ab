"""Finding places by each condition, on both databases."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from bot.directory.catalogue import catalogue, place, special_days
from bot.directory.districts import CENTRES, distance_km
from bot.directory.find import find, named
from bot.directory.hours import all_day, open_now
from bot.directory.model import CATEGORIES, Query

MONDAY = datetime(2026, 11, 23, 10)
NIGHT = datetime(2026, 11, 24, 3)
HOLIDAY = datetime(2026, 10, 1, 10)
EVERYTHING = 1000


def ids(found) -> list[str]:
    return [entry.id for entry in found.places]


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_places_of_that_category_only(db, category):
    found = find(db, Query(category=category), MONDAY, EVERYTHING)
    assert found.total == len(found.places) > 0 and not found.relaxed
    assert {entry.category for entry in found.places} == {category}


def test_the_limit_cuts_the_list_but_not_the_total(db):
    found = find(db, Query(category="embassy"), MONDAY, 3)
    assert len(found.places) == 3 and found.total == 130


def test_a_district_keeps_only_its_places(db):
    found = find(db, Query(category="exit_entry", district="Haidian"), MONDAY)
    assert ids(found) == ["exit_entry_002"] and not found.relaxed


def test_daxing_includes_the_development_area(db):
    assert "exit_entry_009" in ids(find(db, Query(category="exit_entry", district="Daxing"), MONDAY))
    assert ids(find(db, Query(category="exit_entry", district="Yizhuang"), MONDAY)) == ["exit_entry_009"]


def test_a_language_keeps_only_places_known_to_speak_it(db):
    found = find(db, Query(category="medical", language="ja"), MONDAY, EVERYTHING)
    assert {"medical_002", "medical_006", "medical_012", "medical_027"} == set(ids(found))


def test_a_country_finds_its_embassy_and_a_country_without_one_finds_nothing(db):
    assert ids(find(db, Query(category="embassy", country="BR"), MONDAY)) == ["embassy_017"]
    assert ids(find(db, Query(country="NO"), MONDAY)) == ["embassy_086"]
    assert find(db, Query(category="embassy", country="LI", district="Chaoyang"), MONDAY) == find(
        db, Query(country="LI"), MONDAY
    )
    assert find(db, Query(country="LI"), MONDAY).total == 0


def test_open_now_keeps_what_is_open_at_that_moment(db):
    found = find(db, Query(category="exit_entry", open="now"), MONDAY, EVERYTHING)
    assert "exit_entry_001" in ids(found)
    at_night = find(db, Query(category="exit_entry", open="now"), NIGHT, EVERYTHING)
    assert set(ids(at_night)) == {"exit_entry_011", "exit_entry_012", "exit_entry_013", "exit_entry_014"}
    days = special_days(db)
    assert all(open_now(entry, days, NIGHT) for entry in at_night.places)


def test_open_now_on_a_holiday_leaves_out_halls_that_close(db):
    assert "exit_entry_001" not in ids(find(db, Query(category="exit_entry", open="now"), HOLIDAY, EVERYTHING))


def test_open_at_the_weekend_leaves_out_weekday_offices(db):
    found = ids(find(db, Query(category="government_service", open="weekend"), MONDAY, EVERYTHING))
    assert "government_service_009" in found and "government_service_004" not in found


def test_open_all_day_finds_emergency_departments(db):
    found = find(db, Query(category="medical", open="24h"), MONDAY, EVERYTHING)
    assert "medical_002" in ids(found) and "medical_004" not in ids(found)
    assert all(all_day(entry) for entry in found.places)


def test_a_wholly_open_clinic_comes_before_one_whose_emergency_department_is_open(db):
    found = find(db, Query(category="medical", open="now"), NIGHT, EVERYTHING)
    assert "medical_001" in ids(found)
    assert [entry.hours_osm == "24/7" for entry in found.places] == sorted(
        (entry.hours_osm == "24/7" for entry in found.places), reverse=True
    )


def test_near_sorts_by_distance_and_tells_it(db):
    here = (39.937, 116.455)
    found = find(db, Query(category="medical", near=here), MONDAY)
    distances = [found.distances[entry.id] for entry in found.places]
    assert distances == sorted(distances) and distances[0] < 2
    assert found.distances[ids(found)[0]] == distance_km(here, found.places[0].point)


def test_without_near_there_are_no_distances(db):
    assert find(db, Query(category="medical"), MONDAY).distances == {}


def test_places_without_a_point_come_last_when_sorted_by_distance(db):
    found = find(db, Query(category="medical", near=(39.9, 116.4)), MONDAY, EVERYTHING)
    assert [entry.point is None for entry in found.places] == sorted(entry.point is None for entry in found.places)


def test_an_empty_district_is_relaxed_to_the_nearest_place(db):
    found = find(db, Query(category="embassy", country=None, district="Pinggu"), MONDAY)
    assert found.relaxed == ("district",)
    hospital = find(db, Query(category="medical", district="Pinggu"), MONDAY)
    nearest = min(
        (entry for entry in catalogue(db).places if entry.category == "medical" and entry.point),
        key=lambda entry: distance_km(CENTRES["Pinggu"], entry.point),
    )
    assert ids(hospital)[0] == nearest.id and hospital.relaxed == ("district",)


def test_only_the_opening_is_relaxed_when_the_district_cannot_help(db):
    found = find(db, Query(category="notary", district="Dongcheng", open="now"), NIGHT)
    assert found.relaxed == ("open",) and ids(found) == ["notary_001"]


def test_only_the_language_is_relaxed_when_nobody_speaks_it(db):
    found = find(db, Query(category="exit_entry", language="ar", district="Haidian"), MONDAY)
    assert found.relaxed == ("language",) and ids(found) == ["exit_entry_002"]


def test_two_conditions_are_relaxed_only_when_one_is_not_enough(db):
    found = find(db, Query(category="exit_entry", district="Pinggu", language="ar"), MONDAY)
    assert found.relaxed == ("district", "language")


def test_not_known_hours_come_before_known_closed_ones_when_opening_is_relaxed(db):
    found = find(db, Query(category="library", open="24h"), MONDAY, EVERYTHING)
    assert found.relaxed == ("open",) and found.total == 4
    offices = find(db, Query(category="notary", open="now"), HOLIDAY, EVERYTHING)
    assert offices.relaxed == ("open",)


def test_a_category_is_relaxed_only_beside_a_name(db):
    found = find(db, Query(category="bank", name="United Family"), MONDAY)
    assert found.relaxed == ("category",) and all("United Family" in entry.name_en for entry in found.places)


def test_a_name_nobody_has_finds_nothing(db):
    assert find(db, Query(name="qqzzxxyy"), MONDAY).places == ()
    assert named(db, "") == [] and named(db, "!!") == [] and named(db, "Ж") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京协和医院", "medical_001"),
        ("协和医院", "medical_001"),
        ("協和醫院", "medical_001"),
        ("协合医院", "medical_001"),
        ("协和医元", "medical_001"),
        ("xiehe yiyuan", "medical_001"),
        ("Xié hé yī yuàn", "medical_001"),
        ("xieheyiyuan", "medical_001"),
        ("Peking Union", "medical_001"),
        ("pekin unoin hosptial", "medical_001"),
        ("Ｒａｆｆｌｅｓ", "medical_012"),
        ("rafles medical", "medical_012"),
        ("莱佛士", "medical_012"),
        ("forbiden city", "sight_001"),
        ("gugong", "sight_001"),
        ("brasil embassy", "embassy_017"),
        ("Côte d’Ivoire", "embassy_027"),
        ("美国大使馆", "embassy_122"),
        ("beijing nan zhan", "transport_004"),
        ("北京南站", "transport_004"),
        ("法國國際學校", "international_school_012"),
        ("三里屯派出所", "police_001"),
        ("ISB", "international_school_001"),
        ("lama temple", "religious_009"),
    ],
)
def test_a_name_is_found_in_every_script_and_with_errors(db, text, expected):
    assert named(db, text)[0][0].id == expected
    assert ids(find(db, Query(name=text), MONDAY, 1)) == [expected]


def test_a_name_brings_only_places_nearly_as_good_as_the_best(db):
    assert ids(find(db, Query(name="美国大使馆"), MONDAY)) == ["embassy_122"]
    assert len(find(db, Query(name="和睦家"), MONDAY).places) == 4


def test_scores_never_exceed_one_hundred_and_fall(db):
    values = [score for _, score in named(db, "beijing hospital international")]
    assert values == sorted(values, reverse=True) and values[0] <= 100.0 + 1e-9


def test_the_unverified_mark_and_the_fields_read_reach_the_reader(db):
    german = place(db, "embassy_043")
    assert german.status == "verified" and german.phone_status == "unverified"
    assert german.was_read("address") and not german.was_read("phone")
    assert german.phone_lines[0].status == "unverified"
    assert place(db, "medical_013").status == "unverified" and place(db, "medical_013").checked is None


def test_a_place_keeps_all_its_numbers_with_labels_and_dialled_forms(db):
    union = place(db, "medical_001")
    assert union.phones == ("+86 10 6915 6699", "+86 10 6915 5288")
    assert [line.label for line in union.phone_lines] == ["", "emergency"]
    assert union.phone_lines[0].tel == "tel:+861069156699"
    assert place(db, "hotline_007").phone_lines[0].tel == "tel:12367"
    assert place(db, "hotline_015").phone_lines[0].tel == "tel:+861096158"


def test_an_unknown_id_is_none(db):
    assert place(db, "nowhere") is None


def test_a_find_takes_a_few_milliseconds(db):
    query = Query(category="medical", district="Pinggu", language="en", open="now")
    find(db, query, MONDAY)
    start = time.perf_counter()
    for _ in range(20):
        find(db, query, MONDAY)
    assert (time.perf_counter() - start) / 20 < 0.05
