"""Topics and places for other programs."""

from __future__ import annotations

from starlette.testclient import TestClient


def test_every_topic_is_listed_with_a_title_in_the_language(web: TestClient) -> None:
    body = web.get("/api/topics?language=ar").json()
    assert len(body["topics"]) >= 73
    assert all(row["title"] for row in body["topics"])


def test_one_topic_has_blocks_sources_and_its_date(web: TestClient) -> None:
    body = web.get("/api/topics/stay/extend_visa?language=fr").json()
    assert body["language"] == "fr" and body["blocks"] and body["sources"] and body["check_by"]


def test_places_are_found_by_condition(web: TestClient) -> None:
    body = web.get("/api/places?category=embassy&country=JP").json()
    assert [place["category"] for place in body["places"]][:1] == ["embassy"]
    near = web.get("/api/places?category=medical&near=39.92,116.44&limit=3").json()["places"]
    distances = [place["distance_km"] for place in near]
    assert distances == sorted(distances) and len(distances) == 3


def test_the_interface_describes_itself(web: TestClient) -> None:
    document = web.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    served = {route.path for route in web.app.routes if getattr(route, "path", "").startswith("/api/")}  # type: ignore[attr-defined]
    assert set(document["paths"]) >= served - {"/api/openapi.json"}


def test_health_names_the_part_that_is_down(web: TestClient) -> None:
    response = web.get("/healthz")
    assert response.status_code == 503
    assert response.json()["parts"] == {"web": True, "rasa": True, "actions": False, "database": True}


def test_a_search_in_one_language_gives_titles_in_another(web: TestClient) -> None:
    body = web.get("/api/search", params={"q": "extend visa", "language": "ar"}).json()
    assert body["results"][0]["id"] == "stay/extend_visa" and body["language"] == "ar"
    assert any("\u0600" <= letter <= "\u06ff" for letter in body["results"][0]["title"])


def test_a_search_names_what_is_wrong_with_it(web: TestClient) -> None:
    for query, status in (("", 400), ("x" * 201, 400), ("visa&limit=0", 400)):
        answer = web.get(f"/api/search?q={query}")
        assert (answer.status_code, set(answer.json()["error"])) == (status, {"code", "message", "remedy"})
