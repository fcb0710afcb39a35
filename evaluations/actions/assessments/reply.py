"""The person's word about what the heads wrote, kept beside it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from agencies.models import User
from core import audit
from core.errors import Refused
from core.replay import create_once, replayed
from core.words import written
from evaluations.actions.reviews.telling import tell_users
from evaluations.declarations.assessments_own import REVIEW_REPLIED
from evaluations.models import ManagerReview, Review, ReviewReply, SelfAssessment


class NothingToAnswer(Refused):
    """Nobody has said anything of the form yet."""


def reply_to_review(
    *, form_id: UUID, assessment: SelfAssessment, text: str, actor: User, at: datetime
) -> ReviewReply:
    """Keep the person's word beside the heads' words, for ever; whoever wrote those is told.

    It moves no score and may be written in a closed month too. The same form again gives the same word.
    Raises WordsRefused, NothingToAnswer, and Conflict when the id came with other content.
    """
    content = {"assessment": assessment, "author": actor, "text": written(text, "Hãy ghi ý kiến của bạn.")}
    with transaction.atomic():
        standing = replayed(ReviewReply, form_id, **content)
        if standing is not None:
            return standing
        heads = _heads_who_wrote(assessment)
        if not heads:
            raise NothingToAnswer("Phiếu chưa có nhận xét nào nên chưa có gì để ghi ý kiến.")
        reply, is_new = create_once(ReviewReply(id=form_id, written_at=at, **content), *content)
        if is_new:
            _say(reply, assessment, heads, at)
    return reply


def _heads_who_wrote(assessment: SelfAssessment) -> list[int]:
    """The users whose column or note stands on the form."""
    columns = (ManagerReview.objects, Review.objects)
    found = (rows.filter(assessment=assessment).values_list("reviewer", flat=True) for rows in columns)
    return sorted({pk for rows in found for pk in rows})


def _say(reply: ReviewReply, form: SelfAssessment, heads: list[int], at: datetime) -> None:
    tell_users(
        REVIEW_REPLIED,
        User.objects.filter(pk__in=heads, is_active=True).order_by("pk"),
        form,
        occasion=str(reply.pk),
        at=at,
        url=reverse("assessment_detail", args=[form.pk]),
        context={"person": form.staff.full_name},
    )
    audit.record(
        "assessment.replied",
        actor=reply.author,
        subject=form,
        at=at,
        agency_id=form.agency_id,
        after={"reply": str(reply.pk)},
    )
