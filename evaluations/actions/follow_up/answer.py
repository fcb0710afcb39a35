"""The owner of a recommendation says what was mended, with pictures."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import IO

from django.db import transaction
from django.urls import reverse

from agencies.models import User
from core import audit
from core.errors import Conflict, Refused
from evaluations.actions.follow_up.pictures import keep_all, kept_files, redrawn
from evaluations.actions.follow_up.telling import name_of, tell_team
from evaluations.declarations.follow_up import REMEDY_ANSWERED
from evaluations.enums import RemedyState
from evaluations.models import Recommendation, RemedyFile
from evaluations.rules.transitions import REMEDIES

SEEN_IS_OLD = "Kiến nghị này vừa được người khác cập nhật. Hãy xem lại rồi gửi."
MOST_FILES_IN_ALL = 20
"""Most pictures of one recommendation over all its answers."""


class NothingAnswered(Refused):
    """An answer without a word, or with more pictures than a recommendation may have (HTTP 422)."""

    status = 422


@contextmanager
def locked_recommendation(recommendation: Recommendation) -> Iterator[Recommendation]:
    """A transaction that holds the recommendation as it stands now."""
    with transaction.atomic():
        rows = Recommendation.objects.select_for_update(of=("self",)).select_related("inspection")
        yield rows.get(pk=recommendation.pk)


def answer_recommendation(
    *,
    recommendation: Recommendation,
    text: str,
    pictures: Sequence[IO[bytes]] = (),
    seen_version: int,
    actor: User,
    at: datetime,
) -> Recommendation:
    """Report that something was mended; the same text again changes nothing, before or after the due date.

    Raises Conflict for an old version, NothingAnswered, TooManyPictures, TransitionRefused.
    """
    if not text.strip():
        raise NothingAnswered("Hãy ghi cơ quan đã khắc phục thế nào.")
    drawn = redrawn(pictures)
    with kept_files() as kept, locked_recommendation(recommendation) as current:
        if current.state == RemedyState.ANSWERED and current.answer == text and not drawn:
            return current
        state = REMEDIES.target(current.state, "answer")
        if _is_repeat(current, text, drawn, seen_version):
            return current
        if current.version != seen_version:
            raise Conflict(SEEN_IS_OLD)
        if current.files.count() + len(drawn) > MOST_FILES_IN_ALL:
            raise NothingAnswered(f"Một kiến nghị có tối đa {MOST_FILES_IN_ALL} ảnh minh chứng.")
        before = {"state": current.state, "answer": current.answer}
        current.state, current.answer = state, text
        current.answered_by, current.answered_at = actor, at
        current.version += 1
        current.save(update_fields=["state", "answer", "answered_by", "answered_at", "version"])
        keep_all(drawn, kept, actor=actor, at=at)
        RemedyFile.objects.bulk_create(RemedyFile(recommendation=current, attachment=one) for one in kept)
        _finish(current, before, actor, at)
    return current


def _is_repeat(current: Recommendation, text: str, drawn: Sequence[object], seen_version: int) -> bool:
    """Whether exactly this answer has been kept already: same words, its pictures among those kept."""
    if current.state != RemedyState.ANSWERED or current.answer != text or seen_version == current.version:
        return False
    known = set(current.files.values_list("attachment__original_sha256", flat=True))
    return all(getattr(picture, "original_sha256", "") in known for picture in drawn)


def _finish(current: Recommendation, before: dict[str, str], actor: User, at: datetime) -> None:
    context = {"agency": name_of(current.owner_id, at), "text": current.text}
    tell_team(
        REMEDY_ANSWERED,
        current.inspection,
        key=f"{current.pk}:{current.version}",
        context=context,
        url=reverse("recommendation_detail", args=[current.pk]),
        at=at,
    )
    audit.record(
        "remedy.answered",
        actor=actor,
        subject=current,
        at=at,
        agency_id=current.owner_id,
        before=before,
        after={"state": current.state, "answer": current.answer, "files": current.files.count()},
    )
