"""Example pictures of a criterion's evidence: how it looks when it is right, and when it is wrong."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import IO
from uuid import UUID, uuid4

from django.db import transaction

from agencies.models import User
from core import audit
from core.attachments import discard_files, keep_picture
from core.errors import Conflict
from core.models import Attachment
from core.pictures import Picture, redraw
from core.replay import OTHER_CONTENT
from evaluations.actions.criteria.editing import NotWritable, begin_edit, locked_draft, refuse_taken_over
from evaluations.actions.follow_up.pictures import kept_files
from evaluations.models import CriteriaSet, Criterion, CriterionPicture

MOST_EACH = 6
"""Pictures that one criterion takes; more are not looked at on a phone."""


def add_picture(
    *,
    picture_id: UUID,
    criterion: Criterion,
    file: IO[bytes],
    is_right: bool,
    caption: str,
    seen_edition: int,
    actor: User,
    at: datetime,
) -> CriterionPicture:
    """Keep a picture, drawn anew, beside a criterion of a draft; the same form again gives the first one.

    Raises NotWritable (too many), TakenOver, Stale, Conflict, core.pictures.ImageRefused.
    """
    drawn = redraw(file)
    with kept_files() as kept, transaction.atomic():
        current = locked_draft(criterion.criteria_set, actor)
        first = _first(picture_id, criterion, drawn, caption, is_right=is_right)
        if first is not None:
            return first
        refuse_taken_over(current, "criteria", criterion.code)
        if criterion.pictures.count() >= MOST_EACH:
            raise NotWritable(f"Mỗi tiêu chí tối đa {MOST_EACH} ảnh mẫu. Hãy bỏ bớt ảnh cũ.")
        begin_edit(current, seen_edition)
        kept.append(keep_picture(drawn, actor=actor, at=at, caption=caption))
        made = CriterionPicture.objects.create(
            id=picture_id,
            criterion=criterion,
            attachment=kept[0],
            is_right=is_right,
            caption=caption,
            added_by=actor,
            added_at=at,
        )
        after = {"criterion": criterion.code, "picture": str(made.pk), "caption": caption, "right": is_right}
        audit.record("criterion.picture_added", actor=actor, subject=current, at=at, after=after)
    return made


def remove_picture(*, picture: CriterionPicture, seen_edition: int, actor: User, at: datetime) -> None:
    """Take a picture off a criterion of a draft. Raises NotADraft, TakenOver, Stale."""
    criterion = picture.criterion
    with transaction.atomic():
        current = locked_draft(criterion.criteria_set, actor)
        refuse_taken_over(current, "criteria", criterion.code)
        begin_edit(current, seen_edition)
        attached = picture.attachment
        before = {"criterion": criterion.code, "picture": str(picture.pk), "caption": picture.caption}
        picture.delete()
        discard_unused([attached])
        audit.record("criterion.picture_removed", actor=actor, subject=current, at=at, before=before)


def copy_pictures(
    origin: CriteriaSet, draft: CriteriaSet, *, at: datetime, but: Collection[str] = ()
) -> None:
    """The pictures of a set beside the same criteria of a draft, ``but`` some; both show the same file."""
    targets = {one.code: one for one in draft.criteria.order_by("position") if one.code not in but}
    pictures = CriterionPicture.objects.filter(criterion__criteria_set=origin).select_related("criterion")
    CriterionPicture.objects.bulk_create(
        CriterionPicture(
            id=uuid4(),
            criterion=targets[one.criterion.code],
            attachment_id=one.attachment_id,
            is_right=one.is_right,
            caption=one.caption,
            added_by_id=one.added_by_id,
            added_at=at,
        )
        for one in pictures.order_by("added_at", "pk")
        if one.criterion.code in targets
    )


def discard_unused(attached: Iterable[Attachment]) -> None:
    """Forget files that no criterion shows any more; their bytes go when the transaction stands."""
    for attachment in attached:
        if CriterionPicture.objects.filter(attachment=attachment).exists():
            continue
        attachment.delete()
        transaction.on_commit(lambda gone=attachment: discard_files(gone))  # type: ignore[misc]


def _first(
    picture_id: UUID, criterion: Criterion, drawn: Picture, caption: str, *, is_right: bool
) -> CriterionPicture | None:
    """What this very form made before."""
    found = CriterionPicture.objects.filter(pk=picture_id).select_related("attachment").first()
    if found is None:
        return None
    told = (found.criterion_id, found.caption, found.is_right, found.attachment.original_sha256)
    if told != (criterion.pk, caption, is_right, drawn.original_sha256):
        raise Conflict(OTHER_CONTENT)
    return found
