"""Home Affairs gives a counter another code, for a poster that was photographed or torn."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from core.clock import local_day
from core.errors import Conflict, Refused
from feedback.codes import token_in
from feedback.models import Counter, RetiredCode
from feedback.models.counters import new_token


class NothingToReplace(Refused):
    """The counter takes no ratings any more, so it needs no code (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__("Quầy này không còn nhận đánh giá nên không thay mã được. Hãy lập quầy mới.")


def replace_code(*, counter: Counter, code: str, reason: str, actor: User, at: datetime) -> Counter:
    """End ``code``, the one that the page showed, at once, and let the counter go on under another.

    Ratings given before stay. Repeating the form replaces nothing more: its code is retired by then. Raises
    AccessRefused, NothingToReplace, and Conflict where ``code`` never was the counter's.
    """
    require(actor, "counter.replace", counter)
    token = token_in(code)
    with transaction.atomic():
        locked = Counter.objects.select_for_update(of=("self",)).get(pk=counter.pk)
        if RetiredCode.objects.filter(counter=locked, token=token).exists():
            return locked
        if locked.is_over(local_day(at)):
            raise NothingToReplace
        if token is None or locked.token != token:
            raise Conflict("Mã trên trang không còn là mã của quầy. Hãy tải lại trang rồi thay.")
        RetiredCode.objects.create(counter=locked, token=token, retired_at=at, reason=reason)
        locked.token = new_token()
        locked.save(update_fields=["token"])
        audit.record(
            "counter.code_replaced",
            actor=actor,
            subject=locked,
            at=at,
            agency_id=locked.agency_id,
            before={"code": token[:6]},
            after={"code": locked.token[:6]},
            reason=reason,
        )
    return locked
