"""Entry point of the web process: `uvicorn bot.web.main:create --factory --ws wsproto`."""

from __future__ import annotations

from starlette.applications import Starlette

from bot import settings
from bot.web.app import make_app
from bot.web.parts import make_parts


def create() -> Starlette:
    """The application with parts from the environment."""
    return make_app(make_parts(settings.load()))
