"""Rate with a token that proves a real visit; which visit, nobody can tell."""

import hashlib
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext, gettext_lazy

from core.blind import is_token, verifies
from core.clock import local_day
from core.dates import format_day
from core.errors import Conflict, Refused
from feedback.actions.rate_counter import rate_counter
from feedback.models import Counter, Rating, SpentToken, VisitKey
from feedback.rules.visits.days import is_live, last_day

PLAIN = gettext_lazy("Ông/bà vẫn gửi được đánh giá này không kèm xác nhận; đánh giá ấy có giá trị như nhau.")


class TokenRefused(Refused):
    """The token proves nothing here; the rating may still be sent without it."""


class ForgedToken(TokenRefused):
    """The agency's key did not sign it (HTTP 403)."""

    status = 403

    def __init__(self) -> None:
        words = gettext("Xác nhận lượt đến này không phải của cơ quan có quầy này.")
        super().__init__(f"{words} {PLAIN}")


class ExpiredToken(TokenRefused):
    """Its month and the week of grace are over (HTTP 410)."""

    status = 410

    def __init__(self, until: date) -> None:
        words = gettext("Xác nhận lượt đến này chỉ dùng được đến hết ngày %(day)s.")
        super().__init__(f"{words % {'day': format_day(until)}} {PLAIN}")


class TokenSpent(TokenRefused, Conflict):
    """It has voted (HTTP 409)."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            gettext("Xác nhận lượt đến này đã dùng cho một đánh giá khác; mỗi lượt đến một đánh giá.")
        )


def rate_visit(
    *, rating_id: UUID, counter: Counter, token: str, signature: str, at: datetime, **answers: Any
) -> Rating:
    """As ``rate_counter``, with the rating marked as that of a real visit and the token spent.

    Both or neither: a rating that is refused leaves the token as it was. The same ``rating_id`` with the same
    content gives the first answer and spends nothing. Raises what ``rate_counter`` does, ForgedToken,
    ExpiredToken, TokenSpent.
    """

    def spend(agency_id: int) -> None:
        _spend(token, _month(agency_id, token, signature, local_day(at)))

    return rate_counter(rating_id=rating_id, counter=counter, at=at, is_verified=True, prove=spend, **answers)


def _month(agency_id: int, token: str, signature: str, on: date) -> date:
    """The month whose key signed the token; raises ForgedToken and ExpiredToken."""
    if not is_token(token):
        raise ForgedToken
    for key in VisitKey.objects.filter(agency=agency_id).order_by("-month")[:3]:
        if verifies(key.public_key, token, signature):
            if not is_live(key.month, on):
                raise ExpiredToken(last_day(key.month))
            return key.month
    raise ForgedToken


def _spend(token: str, month: date) -> None:
    """Mark the token as used; raises TokenSpent when it was.

    A conflict, not an error: PostgreSQL writes the statement of an error into its log with the moment.
    """
    table = connection.ops.quote_name(SpentToken._meta.db_table)
    digest = hashlib.sha256(token.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (digest, month) VALUES (%s, %s) ON CONFLICT DO NOTHING",  # noqa: S608
            [digest, connection.ops.adapt_datefield_value(month)],
        )
        if cursor.rowcount != 1:
            raise TokenSpent
