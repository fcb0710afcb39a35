"""The inspected agency's word about what the minutes say: agreed, or explained with text and pictures."""

from collections.abc import Sequence
from datetime import datetime
from typing import IO
from uuid import UUID

from agencies.models import User
from core import audit, clock
from core.dates import add_working_days, format_day
from core.errors import Refused
from core.replay import create_once, replayed
from evaluations.actions.follow_up.pictures import keep_all, kept_files, redrawn
from evaluations.actions.follow_up.telling import findings_url, name_of, tell_team
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.declarations.follow_up import EXPLANATION_SUBMITTED
from evaluations.enums import InspectionState
from evaluations.gather.follow_up.terms import due_terms
from evaluations.gather.inspections import entry_of, finding_of
from evaluations.models import Criterion, Explanation, ExplanationFile, Inspection, Observation
from evaluations.rules.conclusion import is_shortcoming
from evaluations.rules.follow_up.reply import window_is_open


class WindowOver(Refused):
    """The time to explain has not begun or is over."""


class AlreadySaid(Refused):
    """The agency has spoken on this finding, or agreed to the whole."""


class NoShortcoming(Refused):
    """The minutes record nothing short for this criterion, so there is nothing to explain."""


class NothingSaid(Refused):
    """An explanation without a word (HTTP 422)."""

    status = 422


def explain_finding(
    *,
    inspection: Inspection,
    criterion: Criterion,
    form_id: UUID,
    agrees: bool,
    text: str,
    pictures: Sequence[IO[bytes]] = (),
    actor: User,
    at: datetime,
) -> Explanation:
    """Keep the agency's word on one finding; the same form again gives the same word.

    Raises WindowOver, AlreadySaid, NoShortcoming, NothingSaid, TooManyPictures, core.pictures.ImageRefused.
    """
    if not agrees and not text.strip():
        raise NothingSaid("Hãy ghi nội dung giải trình, hoặc chọn “Nhất trí”.")
    drawn = [] if agrees else redrawn(pictures)
    said = {"inspection": inspection, "criterion": criterion, "agrees": agrees, "text": text}
    with kept_files() as kept, locked(inspection) as current:
        content = {**said, "submitted_by": actor}
        standing = replayed(Explanation, form_id, **content)
        if standing is not None:
            return standing
        _refuse_late(current, at)
        _refuse_repeated(current, criterion)
        _refuse_full(current, criterion)
        due_on = None if agrees else add_working_days(clock.local_day(at), due_terms().answer)
        word, is_new = create_once(
            Explanation(id=form_id, submitted_at=at, answer_due_on=due_on, **content), *content
        )
        if not is_new:
            return word
        keep_all(drawn, kept, actor=actor, at=at)
        ExplanationFile.objects.bulk_create(
            ExplanationFile(explanation=word, attachment=attachment) for attachment in kept
        )
        _finish(word, current, criterion.code, actor, at)
    return word


def agree_to_all(*, inspection: Inspection, form_id: UUID, actor: User, at: datetime) -> Explanation:
    """The agency agrees to all that the minutes say; what it has explained before is still answered.

    Raises WindowOver, AlreadySaid.
    """
    content = {"inspection": inspection, "criterion": None, "agrees": True, "submitted_by": actor}
    with locked(inspection) as current:
        standing = replayed(Explanation, form_id, **content)
        if standing is not None:
            return standing
        _refuse_late(current, at)
        _refuse_repeated(current, None)
        word, is_new = create_once(Explanation(id=form_id, submitted_at=at, **content), *content)
        if is_new:
            _finish(word, current, "", actor, at)
    return word


def _refuse_late(inspection: Inspection, at: datetime) -> None:
    if inspection.state != InspectionState.MINUTED:
        raise WindowOver("Chỉ giải trình được sau khi có biên bản và trước khi đoàn báo cáo kết quả.")
    if not window_is_open(inspection.explain_due_on, clock.local_day(at)):
        raise WindowOver(f"Thời hạn giải trình đã hết ngày {format_day(inspection.explain_due_on)}.")


def _refuse_repeated(inspection: Inspection, criterion: Criterion | None) -> None:
    said = Explanation.objects.filter(inspection=inspection)
    if said.filter(criterion__isnull=True).exists():
        raise AlreadySaid("Cơ quan đã nhất trí toàn bộ biên bản nên không giải trình thêm.")
    if criterion is not None and said.filter(criterion=criterion).exists():
        raise AlreadySaid("Cơ quan đã có ý kiến về nội dung này.")


def _refuse_full(inspection: Inspection, criterion: Criterion) -> None:
    entry = entry_of(inspection, criterion)
    seen = Observation.objects.filter(inspection=inspection, criterion=criterion).first()
    if entry is None or seen is None or not is_shortcoming(entry, finding_of(seen)):
        raise NoShortcoming("Biên bản không ghi thiếu sót nào về tiêu chí này.")


def _finish(word: Explanation, inspection: Inspection, code: str, actor: User, at: datetime) -> None:
    """Count the change, tell the team, then write the trail."""
    save_counted(inspection)
    context = {
        "agency": name_of(inspection.agency_id, at),
        "code": code,
        "due": format_day(word.answer_due_on) if word.answer_due_on else "",
    }
    url = findings_url(inspection)
    tell_team(EXPLANATION_SUBMITTED, inspection, key=str(word.pk), context=context, url=url, at=at)
    audit.record(
        "explanation.submitted",
        actor=actor,
        subject=word,
        at=at,
        agency_id=inspection.agency_id,
        after={"criterion": code, "agrees": word.agrees, "text": word.text, "files": word.files.count()},
    )
