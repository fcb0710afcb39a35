"""Real visits: lists and the codes drawn from them, blind tokens for codes, tokens that vote, forgetting."""

from feedback.actions.visits.clients import connect_client, revoke_client
from feedback.actions.visits.forget import forget_months, shuffle_visits
from feedback.actions.visits.rate import rate_visit
from feedback.actions.visits.record import Recorded, record_visits
from feedback.actions.visits.sign import look_up, sign_visit

__all__ = [
    "Recorded",
    "connect_client",
    "forget_months",
    "look_up",
    "rate_visit",
    "record_visits",
    "revoke_client",
    "shuffle_visits",
    "sign_visit",
]
