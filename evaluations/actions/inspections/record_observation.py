"""Record what was seen for one criterion."""

from datetime import datetime
from uuid import UUID

from agencies.models import User
from core.dates import format_moment
from core.errors import Conflict, Refused
from core.replay import OTHER_CONTENT
from evaluations.actions.inspections.locking import locked_on_site, save_recorded
from evaluations.gather.inspections import entry_of, finding_of
from evaluations.models import Criterion, Inspection, Observation
from evaluations.rules.conclusion import in_words
from evaluations.rules.observing import FROM_HEADCOUNT, Entry, Finding, errors_of, fingerprint


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
    "" for nothing. Raises FindingRefused, FoundOtherwise, NotLookedAt, NotOnSite, PeriodClosed.
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
        observation = standing or _new(form_id, current, criterion)
        _write(observation, kept, actor, at)
        save_recorded(
            current,
            before={criterion.code: before._asdict()} if before else None,
            after={criterion.code: kept._asdict()},
            actor=actor,
            at=at,
        )
    return observation


def _entry(inspection: Inspection, criterion: Criterion) -> Entry:
    if criterion.code in FROM_HEADCOUNT:
        raise NotLookedAt("Tiêu chí này lấy số từ điểm danh. Hãy sửa ở phần điểm danh.")
    entry = entry_of(inspection, criterion)
    if entry is None:
        raise NotLookedAt("Cuộc kiểm tra này không ghi nhận tiêu chí đó.")
    return entry


def _new(form_id: UUID, inspection: Inspection, criterion: Criterion) -> Observation:
    if Observation.objects.filter(pk=form_id).exists():
        raise Conflict(OTHER_CONTENT)
    return Observation(id=form_id, inspection=inspection, criterion=criterion)


def _write(observation: Observation, finding: Finding, actor: User, at: datetime) -> None:
    for name, value in finding._asdict().items():
        setattr(observation, name, value)
    observation.recorded_by, observation.recorded_at = actor, at
    observation.save()
