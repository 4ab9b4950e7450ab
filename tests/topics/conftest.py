"""A small topic on disk that tests may break."""

from __future__ import annotations

from pathlib import Path

import pytest

TOPIC = """facts:
  fee_cny: {2020-01-01: 100, 2026-01-01: 160, 2027-01-01: null}
  list_countries: {2020-01-01: [FR, "NO"]}
documents: [passport]
places: exit_entry
related: []
sources:
  - {id: nia, publisher: nia, url: "https://example.org/a", checked: 2026-01-02, status: verified, facts: [fee_cny]}
  - {id: psb, publisher: nia, url: "https://example.org/b", checked: null, status: unverified, facts: [list_countries]}
check_by: 2026-12-31
"""
ZH = "---\ntitle: 费用\nby: machine\n---\n费用是{fee_cny}元。\n\n## who\n{list_countries}的公民。\n"
EN = '---\ntitle: "The fee"\nsource: "SOURCE"\nby: machine\n---\nThe fee is {fee_cny} yuan.\n\n## who\nCitizens of: {list_countries}.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """data/topics/stay/fee with two languages."""
    place = tmp_path / "topics" / "stay" / "fee"
    place.mkdir(parents=True)
    (place / "topic.yml").write_text(TOPIC, encoding="utf-8")
    (place / "zh.md").write_text(ZH, encoding="utf-8")
    (place / "en.md").write_text(EN, encoding="utf-8")
    return place
