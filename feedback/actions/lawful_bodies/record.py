"""Home Affairs records where complaints and denunciations go, or corrects it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import User
from core import audit
from core.access import require
from core.errors import Conflict, Refused
from core.replay import create_once
from feedback.models import LawfulBody

STALE = "Nơi này vừa được người khác sửa. Hãy tải lại trang để xem bản mới rồi sửa tiếp."


class NameTaken(Refused):
    """Another body has this name (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__("Đã có nơi tiếp nhận mang tên này. Hãy sửa nơi đó thay vì thêm mới.")


@dataclass(frozen=True, slots=True)
class LawfulFacts:
    """What is kept of a body; at least one of the two kinds is taken."""

    name: str
    takes_complaints: bool
    takes_denunciations: bool
    address: str
    phone: str
    hours: str
    note: str
    place: int
    is_active: bool


def record_lawful_body(
    *, body_id: UUID, facts: LawfulFacts, seen_version: int = 0, actor: User, at: datetime
) -> LawfulBody:
    """Add a body (``seen_version`` 0) or correct the one that was read as ``seen_version``.

    The same form twice is harmless. Raises AccessRefused, NameTaken, and Conflict for an old version.
    """
    require(actor, "lawful_body.change")
    words = asdict(facts)
    try:
        with transaction.atomic():
            return (
                _add(body_id, words, actor, at)
                if not seen_version
                else _correct(body_id, words, seen_version, actor, at)
            )
    except IntegrityError as error:
        if "name" in str(error):
            raise NameTaken from error
        raise


def _add(body_id: UUID, words: dict[str, object], actor: User, at: datetime) -> LawfulBody:
    body, is_new = create_once(LawfulBody(id=body_id, **words), *words)
    if is_new:
        audit.record("lawful_body.recorded", actor=actor, subject=body, at=at, after=words)
    return body


def _correct(
    body_id: UUID, words: dict[str, object], seen_version: int, actor: User, at: datetime
) -> LawfulBody:
    body = LawfulBody.objects.select_for_update(of=("self",)).get(pk=body_id)
    before = {name: getattr(body, name) for name in words}
    if before == words:
        return body
    if body.version != seen_version:
        raise Conflict(STALE)
    for name, value in words.items():
        setattr(body, name, value)
    body.version += 1
    body.save(update_fields=[*words, "version"])
    audit.record("lawful_body.changed", actor=actor, subject=body, at=at, before=before, after=words)
    return body
