"""Opening hours with Chinese holidays, make-up working days and days nobody has announced."""

from __future__ import annotations

from datetime import date, datetime, timezone
from pathlib import Path

import pytest

from bot.directory import rows
from bot.directory.hours import all_day, open_now, opens_at_weekend, syntax_problem, todays_hours
from bot.directory.model import Place, SpecialDays

DATA = Path(__file__).resolve().parents[2] / "data" / "directory"
HALL = "Mo-Sa 09:00-17:00; PH off"
OFFICE = "Mo-Fr 09:00-12:00,13:30-17:00; PH off"
BANK = "Mo-Fr 09:00-17:00"


@pytest.fixture(scope="module")
def days() -> SpecialDays:
    return rows.read(DATA).special_days


def place(hours: str | None, round_the_clock: str | None = None) -> Place:
    return Place("x", "bank", None, "X", "某", hours_osm=hours, round_the_clock=round_the_clock)


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (HALL, "2026-11-23 08:59", False),
        (HALL, "2026-11-23 09:00", True),
        (HALL, "2026-11-23 16:59", True),
        (HALL, "2026-11-23 17:00", False),
        (HALL, "2026-11-28 10:00", True),
        (HALL, "2026-11-29 10:00", False),
        (OFFICE, "2026-11-23 12:30", False),
        (BANK, "2026-11-28 10:00", False),
        ("24/7", "2026-10-01 03:00", True),
        (None, "2026-11-23 10:00", None),
    ],
)
def test_an_ordinary_week_is_read_as_written(days, hours, moment, expected):
    assert open_now(place(hours), days, datetime.fromisoformat(moment)) is expected


@pytest.mark.parametrize("moment", ["2026-10-01 10:00", "2026-02-17 10:00", "2025-10-08 10:00"])
def test_a_place_that_closes_on_holidays_is_closed_on_a_holiday(days, moment):
    assert open_now(place(HALL), days, datetime.fromisoformat(moment)) is False


def test_a_place_silent_about_holidays_is_not_known_to_be_open_on_one(days):
    assert open_now(place(BANK), days, datetime(2026, 10, 1, 10)) is None
    assert open_now(place(BANK), days, datetime(2026, 10, 1, 20)) is False


def test_a_make_up_sunday_is_a_working_day_for_an_office_that_follows_the_calendar(days):
    assert days.kind(date(2026, 1, 4)) == "workday"
    assert open_now(place(OFFICE), days, datetime(2026, 1, 4, 10)) is True
    assert open_now(place(HALL), days, datetime(2026, 9, 20, 10)) is True


def test_a_make_up_day_is_not_known_for_a_place_silent_about_holidays(days):
    assert open_now(place(BANK), days, datetime(2026, 1, 4, 10)) is None
    assert open_now(place("Mo-Su 09:00-17:00"), days, datetime(2026, 1, 4, 10)) is True


def test_holiday_hours_of_their_own_are_used_on_holidays_only(days):
    museum = place("Tu-Su 09:00-17:00; PH 10:00-12:00")
    assert open_now(museum, days, datetime(2026, 10, 1, 11)) is True
    assert open_now(museum, days, datetime(2026, 10, 1, 14)) is False
    assert open_now(museum, days, datetime(2026, 11, 24, 14)) is True


def test_a_day_that_may_be_a_holiday_is_not_known_when_it_would_otherwise_be_open(days):
    assert days.kind(date(2027, 2, 8)) == "possible"
    assert open_now(place(HALL), days, datetime(2027, 2, 8, 10)) is None
    assert open_now(place(HALL), days, datetime(2027, 2, 8, 20)) is False
    assert open_now(place("24/7"), days, datetime(2027, 2, 8, 10)) is True


def test_an_ordinary_day_of_2027_away_from_the_holidays_is_known(days):
    assert open_now(place(HALL), days, datetime(2027, 3, 15, 10)) is True


def test_a_year_without_any_announcement_is_not_known(days):
    assert open_now(place(HALL), days, datetime(2031, 3, 12, 10)) is None
    assert open_now(place(HALL), days, datetime(2031, 3, 12, 22)) is False


def test_now_in_another_zone_is_turned_into_beijing_time(days):
    assert open_now(place(HALL), days, datetime(2026, 11, 23, 1, 30, tzinfo=timezone.utc)) is True
    assert open_now(place(HALL), days, datetime(2026, 11, 23, 10, 0, tzinfo=timezone.utc)) is False


def test_uncertain_hours_are_not_known_inside_and_closed_outside(days):
    clinic = place('09:00-21:00 unknown "days not known"')
    assert open_now(clinic, days, datetime(2026, 11, 23, 10)) is None
    assert open_now(clinic, days, datetime(2026, 11, 23, 22)) is False
    chamber = place('Mo-Fr unknown "times not known"')
    assert open_now(chamber, days, datetime(2026, 11, 23, 10)) is None
    assert open_now(chamber, days, datetime(2026, 11, 29, 10)) is False


def test_open_until_midnight_is_open_at_one_minute_to(days):
    assert open_now(place("Mo-Su 18:00-24:00"), days, datetime(2026, 11, 23, 23, 59)) is True
    assert todays_hours(place("Mo-Su 18:00-24:00"), days, datetime(2026, 11, 23, 9)) == (("18:00", "24:00"),)


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (OFFICE, "2026-11-23 20:00", (("09:00", "12:00"), ("13:30", "17:00"))),
        (OFFICE, "2026-11-29 20:00", ()),
        (OFFICE, "2026-10-01 20:00", ()),
        (OFFICE, "2026-01-04 20:00", (("09:00", "12:00"), ("13:30", "17:00"))),
        (BANK, "2026-10-01 20:00", None),
        ("24/7", "2026-10-01 20:00", (("00:00", "24:00"),)),
        ('Mo-Fr unknown "x"', "2026-11-23 20:00", None),
        (None, "2026-11-23 20:00", None),
    ],
)
def test_todays_hours_name_the_spans_or_say_not_known(days, hours, moment, expected):
    assert todays_hours(place(hours), days, datetime.fromisoformat(moment)) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (HALL, True),
        (OFFICE, False),
        ("24/7", True),
        (None, None),
        ('09:00-17:30 unknown "days not known"', None),
        ('Mo-Fr unknown "term time"', False),
    ],
)
def test_the_weekend_means_saturday_or_sunday(hours, expected):
    assert opens_at_weekend(place(hours)) is expected


def test_an_emergency_department_counts_as_all_day():
    assert all_day(place(None, "emergency")) and all_day(place("24/7"))
    assert not all_day(place(HALL)) and not all_day(place(None))


def test_hours_that_cannot_be_read_are_refused():
    assert syntax_problem(HALL) is None
    assert syntax_problem('Mo-Fr 08:00-12:00 unknown "PH; see the site"; PH off') is None
    assert "expected" in str(syntax_problem("Mo-Fr 09:00-xx"))
    assert "holidays" in str(syntax_problem("Mo-Fr,PH 09:00-12:00"))
    assert "holidays" in str(syntax_problem("SH off"))


def test_every_hours_text_of_the_data_gives_an_answer_at_any_time_of_two_years(days):
    texts = {found.hours_osm for found in rows.read(DATA).places}
    moments = [
        datetime(year, month, day, hour)
        for year in (2026, 2027)
        for month in (1, 2, 5, 10, 12)
        for day in range(1, 29)
        for hour in (0, 10, 23)
    ]
    answers = {open_now(place(text), days, moment) for text in texts for moment in moments}
    assert answers == {True, False, None}


def test_the_announced_days_of_2026_are_those_of_the_state_council_notice(days):
    of_2026 = [day for day in days.kinds if day.year == 2026]
    working = sorted(f"{day:%m-%d}" for day in of_2026 if days.kinds[day] == "workday")
    assert working == ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]
    assert sum(days.kinds[day] == "holiday" for day in of_2026) == 33
    assert not [day for day in days.kinds if day.year == 2027 and days.kinds[day] != "possible"]
