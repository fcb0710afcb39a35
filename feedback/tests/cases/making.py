"""Short ways to make cases that an agency may read."""

import secrets
from datetime import date
from typing import Any

from agencies.models import Agency
from feedback.enums import CaseKind, CaseState
from feedback.models import FeedbackCase, Vault

RELEASED_ON = date(2026, 11, 16)
DUE_ON = date(2026, 11, 23)


def make_case(vault: Vault, agency: Agency, **fields: Any) -> FeedbackCase:
    """A released case of ``agency``, five working days after its batch."""
    usual: dict[str, Any] = {
        "form_digest": secrets.token_hex(32),
        "receipt_digest": secrets.token_hex(32),
        "vault": vault,
        "agency": agency,
        "received_on": date(2026, 11, 13),
        "kind": CaseKind.OWN,
        "state": CaseState.RELEASED,
        "released_text": "Người trực quầy nói to tiếng, không giải thích giấy tờ còn thiếu.",
        "released_on": RELEASED_ON,
        "shuffle": secrets.randbelow(1_000_000),
        "due_on": DUE_ON,
    }
    return FeedbackCase.objects.create(**(usual | fields))
