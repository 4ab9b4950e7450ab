"""Turn WGS-84 coordinates into the shifted datums that maps of China use."""

from __future__ import annotations

from math import atan2, cos, pi, sin, sqrt

SEMI_MAJOR = 6378245.0
ECCENTRICITY = 0.00669342162296594323
BAIDU_ANGLE = pi * 3000.0 / 180.0


def _waves(value: float, scale: float) -> float:
    return (20.0 * sin(6.0 * value * pi) + 20.0 * sin(2.0 * value * pi)) * 2.0 / 3.0 * scale


def _shift_lat(x: float, y: float) -> float:
    shift = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + _waves(x, 1.0)
    shift += (20.0 * sin(y * pi) + 40.0 * sin(y / 3.0 * pi)) * 2.0 / 3.0
    return shift + (160.0 * sin(y / 12.0 * pi) + 320.0 * sin(y * pi / 30.0)) * 2.0 / 3.0


def _shift_lon(x: float, y: float) -> float:
    shift = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + _waves(x, 1.0)
    shift += (20.0 * sin(x * pi) + 40.0 * sin(x / 3.0 * pi)) * 2.0 / 3.0
    return shift + (150.0 * sin(x / 12.0 * pi) + 300.0 * sin(x / 30.0 * pi)) * 2.0 / 3.0


def gcj02(lat: float, lon: float) -> tuple[float, float]:
    """WGS-84 to GCJ-02 (Amap, Tencent, Apple and Google inside China), for points in China."""
    x, y = lon - 105.0, lat - 35.0
    angle = lat / 180.0 * pi
    magic = 1 - ECCENTRICITY * sin(angle) ** 2
    north = _shift_lat(x, y) * 180.0 / ((SEMI_MAJOR * (1 - ECCENTRICITY)) / (magic * sqrt(magic)) * pi)
    east = _shift_lon(x, y) * 180.0 / (SEMI_MAJOR / sqrt(magic) * cos(angle) * pi)
    return lat + north, lon + east


def bd09(lat: float, lon: float) -> tuple[float, float]:
    """WGS-84 to BD-09 (Baidu)."""
    return bd09_from_gcj02(*gcj02(lat, lon))


def bd09_from_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """GCJ-02 to BD-09."""
    radius = sqrt(lon * lon + lat * lat) + 0.00002 * sin(lat * BAIDU_ANGLE)
    angle = atan2(lat, lon) + 0.000003 * cos(lon * BAIDU_ANGLE)
    return radius * sin(angle) + 0.006, radius * cos(angle) + 0.0065
