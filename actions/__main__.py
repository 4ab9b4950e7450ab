"""Start the action server on loopback; requests need the key that our processes share."""

from __future__ import annotations

import hmac
import logging

from rasa_sdk.endpoint import create_app
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot import settings
from bot.security import CHANNEL_HEADER, channel_key


def main() -> None:
    """Serve until stopped."""
    config = settings.load()
    logging.basicConfig(level=config.log_level)
    app = create_app("actions")
    key = channel_key(config.secret_key)

    @app.middleware("request")
    async def guard(request: Request) -> HTTPResponse | None:
        if request.path != "/health" and not hmac.compare_digest(request.headers.get(CHANNEL_HEADER, ""), key):
            return json({"error": "forbidden"}, status=403)
        return None

    app.run(host="127.0.0.1", port=config.actions_port, workers=1, access_log=False)


if __name__ == "__main__":
    main()
