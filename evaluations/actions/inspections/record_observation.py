"""Record what was seen for one criterion."""

from datetime import datetime
from uuid import UUID

from agencies.models import User
from core.dates import format_moment
from core.errors import Conflict, Refused
from core.replay import OTHER_CONTENT
from evaluations.actions.inspections.locking import locked_on_site
from evaluations.actions.inspections.record_settling import settle
from evaluations.actions.inspections.record_store import adopt_unrecorded, heads_of, keep_web_record
from evaluations.enums import RecordState
from evaluations.gather.inspections import entry_of, finding_of
from evaluations.models import Criterion, Inspection, Observation
from evaluations.rules.capture.contents import Seen
from evaluations.rules.capture.finding import TAKEN_FROM_HEADCOUNT
from evaluations.rules.conclusion import in_words
from evaluations.rules.observing import FROM_HEADCOUNT, Entry, Finding, errors_of, fingerprint

DISAGREEING = (
    "Hai máy của đoàn đã gửi hai số khác nhau. Số của bạn chưa được lưu: "
    "hãy chọn một số ở trang “Ghi nhận từ máy” của cuộc kiểm tra trước."
)


class FindingRefused(Refused):
    """The finding is not valid (HTTP 422); ``errors`` says what is wrong by box: n, k or note."""

    status = 422

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class NotLookedAt(Refused):
    """The visit does not record this criterion, or takes its numbers from the head-count."""


class FoundOtherwise(Conflict):
    """Somebody of the team has recorded this criterion since the form was opened; ``standing`` is theirs."""

    def __init__(self, standing: Observation, entry: Entry) -> None:
        words = in_words(entry, finding_of(standing))
        super().__init__(
            f"{standing.recorded_by} đã ghi “{words}” lúc {format_moment(standing.recorded_at)}. "
            "Số của bạn chưa được lưu: hãy chọn giữ số đã ghi hoặc ghi lại số của bạn."
        )
        self.standing = standing


def record_observation(
    *,
    inspection: Inspection,
    criterion: Criterion,
    form_id: UUID,
    finding: Finding,
    base: str,
    actor: User,
    at: datetime,
) -> Observation:
    """Keep a finding; the same finding again changes nothing, and never is one overwritten unseen.

    ``form_id`` becomes the id of a first observation; ``base`` is the mark of what the edit started from,
    "" for nothing. It goes through the records as a phone's does, so that a later record is merged.
    Raises FindingRefused, FoundOtherwise, NotLookedAt, NotOnSite, PeriodClosed.
    """
    with locked_on_site(inspection) as current:
        entry = _entry(current, criterion)
        if errors := errors_of(entry, finding):
            raise FindingRefused(errors)
        kept = finding if not finding.not_applicable else Finding(not_applicable=True, note=finding.note)
        found = Observation.objects.select_related("recorded_by")
        standing = found.filter(inspection=current, criterion=criterion).first()
        before = finding_of(standing) if standing else None
        if standing is not None and before == kept:
            return standing
        if standing is not None and fingerprint(before) != base:
            raise FoundOtherwise(standing, entry)
        if standing is None:
            _refuse_taken(form_id)
        adopt_unrecorded(current)
        replaced = _replaced(current, criterion)
        keep_web_record(current, criterion.code, Seen(kept, None), actor=actor, at=at, previous=replaced)
        settle(current, {criterion.code}, actor=actor, at=at, first_ids={criterion.code: form_id})
        return found.get(inspection=current, criterion=criterion)


def _entry(inspection: Inspection, criterion: Criterion) -> Entry:
    if criterion.code in FROM_HEADCOUNT:
        raise NotLookedAt(TAKEN_FROM_HEADCOUNT)
    entry = entry_of(inspection, criterion)
    if entry is None:
        raise NotLookedAt("Cuộc kiểm tra này không ghi nhận tiêu chí đó.")
    return entry


def _refuse_taken(form_id: UUID) -> None:
    if Observation.objects.filter(pk=form_id).exists():
        raise Conflict(OTHER_CONTENT)


def _replaced(inspection: Inspection, criterion: Criterion) -> list[UUID]:
    """What stands on the page; where two phones disagree, a page that shows one of them may not decide."""
    heads = heads_of(inspection, criterion.code)
    if any(head.state == RecordState.CONFLICT for head in heads):
        raise Conflict(DISAGREEING)
    return [head.pk for head in heads]
