"""Five changes to Rasa 3.6.21 itself, each measured or needed for safety; applied when our channel is made.

1. `Event.resolve_by_type` walks all subclasses for every event it reads: remembered (half the time of loading a tracker).
2. `jsonschema.validate` compiles the action schema on every action result: one validator is kept (20 ms an action).
3. The failsafe tracker store starts a new conversation without a word when a read fails: the error is passed on.
4. An action server that hangs would hold the conversation for five minutes: the call ends after 4 s.
5. Every message builds and schedules three dask graphs: the nodes are run in their fixed order instead.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jsonschema
import rasa.core.actions.action as rasa_action
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.events import Event
from rasa.utils import endpoints

from bot.rasa_plugins.runner import run_in_order

ACTION_SECONDS = 4
APPLIED = "_assistant_patches"


def apply() -> None:
    """Apply all patches once."""
    if getattr(Event, APPLIED, False):
        return
    setattr(Event, APPLIED, True)
    _remember_event_types()
    _keep_action_validator()
    _pass_store_errors_on()
    endpoints.DEFAULT_REQUEST_TIMEOUT = ACTION_SECONDS
    DaskGraphRunner.run = run_in_order  # type: ignore[method-assign]


def _remember_event_types() -> None:
    resolve = Event.resolve_by_type
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=256)(resolve))  # type: ignore[method-assign]


def _keep_action_validator() -> None:
    schema = rasa_action.RemoteAction.action_response_format_spec()
    validator = jsonschema.Draft7Validator(schema)
    original: Callable[[Any, dict[str, Any]], bool] = rasa_action.RemoteAction._validate_action_result

    def validate(self: Any, result: dict[str, Any]) -> bool:
        if validator.is_valid(result):
            return True
        return original(self, result)

    rasa_action.RemoteAction._validate_action_result = validate  # type: ignore[method-assign]


def _pass_store_errors_on() -> None:
    def fail(_self: FailSafeTrackerStore, error: Exception) -> None:
        raise error

    FailSafeTrackerStore.on_tracker_store_error = fail  # type: ignore[method-assign]
    FailSafeTrackerStore.on_tracker_store_retrieve_error = fail  # type: ignore[method-assign]
