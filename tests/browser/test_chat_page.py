"""A real Chromium opens /chat, asks and clicks, in English, Chinese and Arabic, on a phone and a desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.cli.stack import Stack
from bot.settings import ROOT

CHROMIUM = shutil.which("chromium")
SHOTS = ROOT / "var" / "screenshots"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed (apt-get install chromium)")

QUESTIONS = {
    "en": ("How do I extend my tourist visa?", "hospital in Chaoyang with English", "My friend is not breathing, help!"),
    "zh": ("我的旅游签证怎么延期", "朝阳区能讲英语的医院", "我朋友没有呼吸了快救命"),
    "ar": ("كيف أمدد تأشيرتي السياحية؟", "مستشفى في تشاويانغ يتكلم إنجليزي", "صديقي لا يتنفس النجدة"),
}
WIDTHS = (360, 1280)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium that makes no connection of its own."""
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        yield started
        started.close()


def opened(browser: Browser, stack: Stack, language: str, width: int, javascript: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 760}, java_script_enabled=javascript, locale=language)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{stack.settings.port}/chat?language={language}")
    return page


def ask(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


def shot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(SHOTS / f"{name}.png"), full_page=True)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", QUESTIONS)
def test_a_question_a_place_and_an_emergency(browser: Browser, stack: Stack, language: str, width: int) -> None:
    page = opened(browser, stack, language, width)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    topic, place, emergency = QUESTIONS[language]
    ask(page, topic)
    page.wait_for_selector(".reply.is-answered")
    assert page.locator(".reply a[href^='https://']").count() > 0
    shot(page, f"{language}-{width}-answer")
    ask(page, place)
    page.wait_for_selector(".reply.is-places")
    assert page.locator(".reply.is-places a[href^='tel:']").count() > 0
    shot(page, f"{language}-{width}-places")
    ask(page, emergency)
    page.wait_for_selector(".reply.is-emergency a[href='tel:120']")
    shot(page, f"{language}-{width}-emergency")
    assert fits(page)
    assert problems == []
    page.context.close()


@pytest.mark.parametrize("language", QUESTIONS)
def test_it_works_without_javascript(browser: Browser, stack: Stack, language: str) -> None:
    page = opened(browser, stack, language, 360, javascript=False)
    page.fill("#text", QUESTIONS[language][0])
    page.click("#ask button[type=submit], #ask button:not([type])")
    page.wait_for_selector(".reply.is-answered")
    first = page.locator("button[name=choice]").first
    first.click()
    page.wait_for_selector(".reply")
    assert fits(page)
    shot(page, f"{language}-360-noscript")
    page.context.close()


def test_a_button_answers_its_topic(browser: Browser, stack: Stack) -> None:
    page = opened(browser, stack, "en", 768)
    ask(page, QUESTIONS["en"][0])
    page.wait_for_selector(".reply.is-answered")
    page.locator("button[value^='topic:']").first.click()
    page.locator(".reply").nth(1).wait_for()
    page.context.close()


def test_the_class_of_a_visa_keeps_its_order_in_right_to_left_text(browser: Browser, stack: Stack) -> None:
    """`X1` cut into a letter and an isolated number is shown as `1X`."""
    page = opened(browser, stack, "ar", 360)
    ask(page, "كيف أستخرج تصريح الإقامة لأول مرة؟")
    page.wait_for_selector(".reply.is-answered")
    assert "X1" in page.inner_text(".reply")
    before = page.eval_on_selector_all(".reply bdi", "all => all.map(one => one.previousSibling?.textContent ?? '')")
    assert [text for text in before if text[-1:].isascii() and text[-1:].isalpha()] == []
    page.context.close()


def test_markup_in_a_question_never_runs(browser: Browser, stack: Stack) -> None:
    page = opened(browser, stack, "en", 768)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    ask(page, "<img src=x onerror=alert(1)><script>alert(2)</script> visa extension")
    page.wait_for_selector(".reply")
    assert page.locator("#log img").count() == 0 and page.locator("#log script").count() == 0
    assert dialogs == []
    page.context.close()
