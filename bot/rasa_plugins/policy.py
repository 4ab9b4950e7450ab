"""Rasa policy: RulePolicy that remembers what it predicted for a state it has seen."""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class RememberingRulePolicy(RulePolicy):
    """Our domain has no slots that shape a state and no forms: the intent and the last action are the whole state."""

    def predict_action_probabilities(
        self, tracker: DialogueStateTracker, domain: Domain, rule_only_data: dict[str, Any] | None = None, **kwargs: Any
    ) -> PolicyPrediction:
        """RulePolicy's prediction; computed once a state when neither a form nor an event of its own is involved."""
        known: dict[tuple[Any, ...], PolicyPrediction] = self.__dict__.setdefault("_known", {})
        message = tracker.latest_message
        intent = message.intent.get("name") if message else None
        key = (intent, tracker.latest_action_name, id(domain))
        if tracker.active_loop_name or tracker.followup_action:
            return super().predict_action_probabilities(tracker, domain, rule_only_data, **kwargs)
        if key not in known:
            prediction = super().predict_action_probabilities(tracker, domain, rule_only_data, **kwargs)
            if prediction.events or prediction.optional_events:
                return prediction
            known[key] = prediction
        return known[key]
