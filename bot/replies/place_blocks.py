"""A place of the directory as the chat interface shows it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.directory.hours import open_now
from bot.directory.links import map_links
from bot.directory.model import Place, SpecialDays
from bot.replies.content import Content
from bot.replies.opening import hours_in_words


def place_json(
    place: Place, language: str, now: dt.datetime, days: SpecialDays, distance: float | None = None
) -> dict[str, Any]:
    """The short form in `places` of a reply and of GET /api/places."""
    return {
        "id": place.id,
        "category": place.category,
        "district": place.district,
        "name": place.name_zh if language == "zh" else place.name_en,
        "name_zh": place.name_zh,
        "address_zh": place.address_zh,
        "phone": place.phones[0] if place.phones else None,
        "open_now": open_now(place, days, now),
        "distance_km": distance,
        "languages": list(place.languages),
    }


def _hours(content: Content, place: Place, language: str) -> str | None:
    """The hours in the language; as they were read where they are too intricate for that."""
    locale = content.languages[language].locale
    return hours_in_words(place.hours_osm, locale, content.say("closed_holidays", language)) or place.hours_text


def place_block(
    content: Content, place: Place, language: str, now: dt.datetime, days: SpecialDays, distance: float | None = None
) -> dict[str, Any]:
    """The full form: both names, phones as links, hours, maps, source and what has not been checked."""
    source = {
        "publisher": content.terms.name("publishers", place.publisher, language),
        "url": place.verify_url,
        "checked": place.checked.isoformat() if place.checked else None,
        "status": place.status,
    }
    return {
        "type": "place",
        **place_json(place, language, now, days, distance),
        "address": place.address_en if language != "zh" else place.address_zh,
        "phones": [
            {"number": phone.number, "tel": phone.tel, "unverified": phone.status == "unverified"}
            for phone in place.phone_lines
        ],
        "district_name": content.terms.names[language]["districts"].get(place.district or "", place.district),
        "category_name": content.terms.name("categories", place.category, language),
        "hours": _hours(content, place, language),
        "maps": map_links(place),
        "website": place.website,
        "status": place.status,
        "note": None,
        "source": source,
    }
