"""When a place is open: OSM opening hours read together with our own table of special days.

Rules of reading, since a guess sends people to a closed door:
* a rule for PH (`PH off`, `PH 09:00-12:00`) means the place follows the public calendar: it decides on holidays, and
  make-up working days count as weekdays;
* without such a rule a holiday may mean closed or as usual, and a make-up day as usual or as on a weekday;
* on a day whose status is not announced every one of these readings is possible;
* where the readings disagree the answer is None, not known.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]

from bot.directory.model import Place, SpecialDays, beijing

ALWAYS = "24/7"
PH_RULE = re.compile(r"PH (off|closed|\d\d:\d\d-\d\d:\d\d(,\d\d:\d\d-\d\d:\d\d)*)")
RULE_BREAK = re.compile(r';(?=(?:[^"]*"[^"]*")*[^"]*$)')
QUOTED = re.compile(r'"[^"]*"')
UNSUPPORTED = re.compile(r"\b(PH|SH|easter)\b")
SATURDAY = date(2024, 6, 1)

Span = tuple[time, time, "bool | None"]
Day = tuple[Span, ...]


def syntax_problem(text: str) -> str | None:
    """What is wrong with an opening hours text, or None when it can be read."""
    rules = [rule.strip() for rule in RULE_BREAK.split(text)]
    for rule in rules:
        if not PH_RULE.fullmatch(rule) and UNSUPPORTED.search(QUOTED.sub("", rule)):
            return f"{rule!r} mixes holidays with other days"
    try:
        OpeningHours(text)
    except ParserError as error:
        return " ".join(str(error).split())
    return None


def open_now(place: Place, special_days: SpecialDays, now: datetime) -> bool | None:
    """Whether the place as a whole is open at `now`; None when that is not known."""
    if place.hours_osm is None:
        return None
    if place.hours_osm == ALWAYS:
        return True
    local = beijing(now)
    answers = {_at(day, local.time()) for day in _readings(place.hours_osm, special_days, local.date())}
    return answers.pop() if len(answers) == 1 else None


def todays_hours(place: Place, special_days: SpecialDays, now: datetime) -> tuple[tuple[str, str], ...] | None:
    """(from, to) pairs of the day of `now`, empty when closed all day, None when not known."""
    if place.hours_osm is None:
        return None
    readings = _readings(place.hours_osm, special_days, beijing(now).date())
    if place.hours_osm == ALWAYS:
        return (("00:00", "24:00"),)
    day = readings[0]
    if any(other != day for other in readings) or any(state is None for _, _, state in day):
        return None
    return tuple((_clock(start), _clock(end, "24:00")) for start, end, _ in day)


def opens_at_weekend(place: Place) -> bool | None:
    """Whether the place opens on Saturday or Sunday of an ordinary week; None when not known."""
    if place.hours_osm is None:
        return None
    states = [state for offset in (0, 1) for _, _, state in _day(place.hours_osm, SATURDAY + timedelta(offset))]
    if any(states):
        return True
    return None if None in states else False


def all_day(place: Place) -> bool:
    """Whether the place, or the part of it that answers emergencies and reports, never closes."""
    return place.hours_osm == ALWAYS or place.round_the_clock is not None


def _readings(hours: str, special_days: SpecialDays, day: date) -> list[Day]:
    """The ways this day may have to be read."""
    kind = special_days.kind(day)
    usual, holiday, working = _day(hours, day), _holiday(hours, day), _working_day(hours, day)
    if kind == "holiday":
        return [holiday] if holiday is not None else [usual, ()]
    if kind == "workday":
        return [working] if holiday is not None else [usual, working]
    if kind == "possible":
        return [usual, holiday or ()] + ([working] if day.weekday() >= 5 else [])
    return [usual]


def _holiday(hours: str, day: date) -> Day | None:
    """What the PH rule says; None without one. The last rule wins, as in OSM."""
    for rule in reversed(RULE_BREAK.split(hours)):
        if found := PH_RULE.fullmatch(rule.strip()):
            return () if found[1] in ("off", "closed") else _day(found[1], day)
    return None


def _working_day(hours: str, day: date) -> Day:
    """The hours of the Wednesday of the same week."""
    return _day(hours, day + timedelta(2 - day.weekday()))


@lru_cache(maxsize=4096)
def _day(hours: str, day: date) -> Day:
    """The spans of one date that are open (True) or uncertain (None), by the rules for ordinary days."""
    start = datetime.combine(day, time())
    states = {State.OPEN: True, State.UNKNOWN: None}
    spans = OpeningHours(hours).intervals(start, start + timedelta(1))
    return tuple((begin.time(), end.time(), states[state]) for begin, end, state, _ in spans if state in states)


def _at(day: Day, moment: time) -> bool | None:
    for start, end, state in day:
        if start <= moment and (moment < end or end == time()):
            return state
    return False


def _clock(moment: time, midnight: str = "00:00") -> str:
    return midnight if moment == time() else moment.strftime("%H:%M")
