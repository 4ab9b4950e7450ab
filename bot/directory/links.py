"""Addresses that open a place in Amap, Baidu, Apple and Google maps, each in the datum that map needs."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from bot.directory.datum import bd09, gcj02
from bot.directory.model import Place

SOURCE = "beijing-assistant"
CITY_CODE = "110000"


def map_links(place: Place) -> dict[str, str]:
    """Links by map: amap, baidu, apple, google; empty for a place that is nowhere (a hotline).

    A surveyed point becomes a pin. An estimated point, or none, becomes a search for the Chinese name: a pin that is
    a kilometre off sends people to the wrong door.
    """
    if place.point is not None and not place.approximate:
        return _pins(place, *place.point)
    if place.point is None and not place.address_zh:
        return {}
    return _searches(place)


def _pins(place: Place, lat: float, lon: float) -> dict[str, str]:
    shared, baidu = _pair(*gcj02(lat, lon)), _pair(*bd09(lat, lon))
    swapped = ",".join(reversed(shared.split(",")))
    name = place.name_zh
    return {
        "amap": _link("https://uri.amap.com/marker", position=swapped, name=name, coordinate="gaode", src=SOURCE),
        "baidu": _link(
            "https://api.map.baidu.com/marker",
            location=baidu,
            title=name,
            content=name,
            output="html",
            coord_type="bd09ll",
            src=SOURCE,
        ),
        "apple": _link("https://maps.apple.com/", ll=shared, q=name),
        "google": _link("https://www.google.com/maps/search/", api="1", query=shared),
    }


def _searches(place: Place) -> dict[str, str]:
    around: dict[str, str] = {}
    near: dict[str, str] = {}
    if place.point is not None:
        shared = _pair(*gcj02(*place.point))
        around = {"center": ",".join(reversed(shared.split(",")))}
        near = {"sll": shared}
    words = " ".join(part for part in (place.name_zh, place.address_zh) if part)
    return {
        "amap": _link("https://uri.amap.com/search", keyword=place.name_zh, city=CITY_CODE, src=SOURCE, **around),
        "baidu": _link(
            "https://api.map.baidu.com/place/search", query=place.name_zh, region="北京", output="html", src=SOURCE
        ),
        "apple": _link("https://maps.apple.com/", q=words, **near),
        "google": _link("https://www.google.com/maps/search/", api="1", query=words),
    }


def _pair(lat: float, lon: float) -> str:
    return f"{lat:.6f},{lon:.6f}"


def _link(address: str, **fields: str) -> str:
    return f"{address}?{urlencode(fields, quote_via=quote, safe=',')}"
