"""Keys derived from the one secret: for conversation ids and for the channel between our processes."""

from __future__ import annotations

import hashlib
import hmac
import secrets

CHANNEL_HEADER = "X-Channel-Key"
SIGNATURE = 22
ID_BYTES = 12


def channel_key(secret: str) -> str:
    """The shared secret of web tier, Rasa and action server."""
    return hmac.new(secret.encode(), b"channel", hashlib.sha256).hexdigest()


def _sign(secret: str, body: str) -> str:
    return hmac.new(secret.encode(), b"conversation:" + body.encode(), hashlib.sha256).hexdigest()[:SIGNATURE]


def new_conversation(secret: str) -> str:
    """A signed conversation id; the part before the dot is Rasa's sender id."""
    body = secrets.token_hex(ID_BYTES)
    return f"{body}.{_sign(secret, body)}"


def verified(secret: str, conversation: str) -> str | None:
    """The sender id of a genuine conversation id, else None."""
    body, dot, signature = conversation.partition(".")
    if not dot or not conversation.isascii():
        return None
    return body if hmac.compare_digest(_sign(secret, body), signature) else None
