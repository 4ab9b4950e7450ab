"""Mask personal numbers before anything is stored or sent on: passports, identity cards, phones, bank cards, e-mail."""

from __future__ import annotations

import re

import phonenumbers

MASK = "***"
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+")
IDENTITY = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")
PASSPORT = re.compile(r"(?<![0-9A-Za-z])(?=[A-Za-z0-9]{8,9}(?![0-9A-Za-z]))[A-Za-z]{1,2}\d{6,8}(?![0-9A-Za-z])")
LONG_NUMBER = re.compile(r"(?<![\dA-Za-z])(?:\d[ -]?){11,18}\d(?![\dA-Za-z])")
SHORTEST_PHONE = 8


def mask(text: str) -> str:
    """The text with personal numbers replaced by ***; public short numbers such as 12345 stay."""
    for pattern in (EMAIL, IDENTITY, PASSPORT, LONG_NUMBER):
        text = pattern.sub(MASK, text)
    return _mask_phones(text)


def _mask_phones(text: str) -> str:
    pieces, end = [], 0
    for match in phonenumbers.PhoneNumberMatcher(text, "CN", leniency=phonenumbers.Leniency.POSSIBLE):
        if sum(c.isdigit() for c in match.raw_string) >= SHORTEST_PHONE and not _is_date(match.raw_string):
            pieces += [text[end : match.start], MASK]
            end = match.end
    return "".join([*pieces, text[end:]])


def _is_date(text: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d[-/. ]?\d{1,2}[-/. ]?\d{1,2}", text))
