"""The districts of Beijing, where their centres are, and how far two points lie apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

CENTRES: dict[str, tuple[float, float]] = {
    "Dongcheng": (39.929, 116.416),
    "Xicheng": (39.912, 116.366),
    "Chaoyang": (39.922, 116.443),
    "Fengtai": (39.858, 116.287),
    "Shijingshan": (39.906, 116.223),
    "Haidian": (39.959, 116.298),
    "Mentougou": (39.940, 116.102),
    "Fangshan": (39.748, 116.143),
    "Tongzhou": (39.910, 116.656),
    "Shunyi": (40.130, 116.655),
    "Changping": (40.221, 116.231),
    "Daxing": (39.727, 116.341),
    "Huairou": (40.316, 116.632),
    "Pinggu": (40.141, 117.121),
    "Miyun": (40.376, 116.843),
    "Yanqing": (40.457, 115.975),
    "Yizhuang": (39.795, 116.506),
}
DISTRICTS: tuple[str, ...] = tuple(CENTRES)
PARTS: dict[str, tuple[str, ...]] = {"Daxing": ("Daxing", "Yizhuang")}
SOUTH_WEST, NORTH_EAST = (39.4, 115.4), (41.1, 117.6)
EARTH_KM = 6371.0


def covers(district: str, place_district: str | None) -> bool:
    """Whether a place there counts as in `district`; the development area Yizhuang lies in Daxing."""
    return place_district in PARTS.get(district, (district,))


def in_beijing(lat: float, lon: float) -> bool:
    """Whether a WGS-84 point lies in the box around the municipality."""
    return SOUTH_WEST[0] <= lat <= NORTH_EAST[0] and SOUTH_WEST[1] <= lon <= NORTH_EAST[1]


def distance_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Kilometres along the great circle between two (lat, lon) points."""
    lat1, lon1, lat2, lon2 = (radians(value) for value in (*start, *end))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
