"""The browser uses the same real processes as tests/model."""

from __future__ import annotations

from tests.model.conftest import stack

__all__ = ["stack"]
