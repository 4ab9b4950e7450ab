"""Telephone numbers: how they are shown and how they are dialled."""

from __future__ import annotations

import re

import phonenumbers

SHORT = re.compile(r"\d{3,6}")
DIGITS = re.compile(r"\+?[0-9]+(-[0-9]+)*")
AREA_SHORT = re.compile(r"010-?(9\d{4,5})")


def is_number(text: str) -> bool:
    """Whether `text` is a service number or a possible Chinese number."""
    if SHORT.fullmatch(text) or AREA_SHORT.fullmatch(text):
        return True
    return DIGITS.fullmatch(text) is not None and _parsed(text) is not None


def shown(text: str) -> str:
    """The form for people: short numbers as they are, others with +86 and spaces."""
    if SHORT.fullmatch(text):
        return text
    if area := AREA_SHORT.fullmatch(text):
        return f"+86 10 {area[1]}"
    number = _parsed(text)
    return text if number is None else phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def dialled(text: str) -> str:
    """The form for a `tel:` link."""
    if SHORT.fullmatch(text):
        return f"tel:{text}"
    if area := AREA_SHORT.fullmatch(text):
        return f"tel:+8610{area[1]}"
    number = _parsed(text)
    if number is None:
        return "tel:" + re.sub(r"\D", "", text)
    return "tel:" + phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
