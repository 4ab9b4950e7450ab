"""Markdown becomes plain blocks; nothing that could run survives."""

from __future__ import annotations

from bot.replies.blocks import blocks, plain


def test_steps_bullets_and_links_become_blocks() -> None:
    made = blocks("Go there.\n\n1. One\n2. Two\n\n- a\n- b\n\nSee [NIA](https://en.nia.gov.cn/).")
    assert [block["type"] for block in made] == ["text", "steps", "text", "text", "link"]
    assert made[1]["items"] == ["One", "Two"]
    assert made[2]["items"] == ["a", "b"]
    assert made[4]["url"] == "https://en.nia.gov.cn/"


def test_a_script_link_is_dropped_and_html_stays_text() -> None:
    made = blocks("[x](javascript:alert(1)) <img src=x onerror=alert(1)>")
    assert all(block["type"] == "text" for block in made)


def test_plain_text_is_speakable() -> None:
    assert plain("One *two*.\n\n- three") == "One two.\nthree"
