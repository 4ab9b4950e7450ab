"""Datums and map links, checked against published reference points."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.directory import rows
from bot.directory.datum import bd09, bd09_from_gcj02, gcj02
from bot.directory.districts import CENTRES, covers, distance_km, in_beijing
from bot.directory.links import map_links
from bot.directory.model import Place

DATA = Path(__file__).resolve().parents[2] / "data" / "directory"
PINNED = Place(
    "p",
    "embassy",
    "Chaoyang",
    "X",
    "某使馆 & 处",
    address_zh="朝阳区1号",
    lat=39.915,
    lon=116.404,
    coord_source="wikidata_2022",
)


def fields(link: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


def test_wgs84_turns_into_gcj02_at_two_reference_points():
    assert gcj02(39.915, 116.404) == pytest.approx((39.91640428150164, 116.41024449916938), abs=1e-9)
    assert gcj02(31.1774276, 121.5272106) == pytest.approx((31.17530398364597, 121.531541859215), abs=1e-9)


def test_gcj02_turns_into_bd09_at_a_reference_point():
    assert bd09_from_gcj02(39.915, 116.404) == pytest.approx((39.92133699351021, 116.41036949371029), abs=1e-9)


def test_each_map_gets_a_pin_in_its_own_datum():
    links = map_links(PINNED)
    assert list(links) == ["amap", "baidu", "apple", "google"]
    shared, baidu = "39.916404,116.410244", "{:.6f},{:.6f}".format(*bd09(39.915, 116.404))
    assert fields(links["amap"])["position"] == "116.410244,39.916404"
    assert fields(links["amap"])["coordinate"] == "gaode"
    assert fields(links["baidu"])["location"] == baidu
    assert fields(links["baidu"])["coord_type"] == "bd09ll"
    assert fields(links["apple"])["ll"] == shared
    assert fields(links["google"])["query"] == shared


def test_names_in_links_are_escaped():
    links = map_links(PINNED)
    assert all(" " not in link and link.startswith("https://") for link in links.values())
    assert fields(links["amap"])["name"] == "某使馆 & 处"


def test_an_estimated_point_is_searched_by_name_and_never_pinned():
    links = map_links(
        Place(
            "p",
            "medical",
            "Chaoyang",
            "X",
            "某医院",
            address_zh="朝阳区1号",
            lat=39.915,
            lon=116.404,
            coord_source="own_approx",
        )
    )
    assert fields(links["amap"])["keyword"] == "某医院" and "position" not in fields(links["amap"])
    assert fields(links["amap"])["center"] == "116.410244,39.916404"
    assert fields(links["google"])["query"] == "某医院 朝阳区1号"
    assert "ll" not in fields(links["apple"]) and "location" not in fields(links["baidu"])


def test_a_place_without_a_point_is_searched_and_a_hotline_has_no_map():
    assert fields(map_links(Place("p", "medical", None, "X", "某", address_zh="一号"))["apple"])["q"] == "某 一号"
    assert map_links(Place("p", "hotline", None, "X", "某")) == {}


def test_distances_are_kilometres_on_the_ground():
    assert distance_km((39.0, 116.0), (40.0, 116.0)) == pytest.approx(111.2, abs=0.1)
    assert distance_km((39.9, 116.4), (39.9, 116.4)) == 0.0


def test_the_development_area_counts_as_daxing_but_not_the_other_way_round():
    assert covers("Daxing", "Yizhuang") and covers("Yizhuang", "Yizhuang")
    assert not covers("Yizhuang", "Daxing") and not covers("Daxing", None)


def test_all_seventeen_centres_and_all_places_lie_in_beijing():
    assert len(CENTRES) == 17 and all(in_beijing(*point) for point in CENTRES.values())
    assert all(in_beijing(*found.point) for found in rows.read(DATA).places if found.point)
