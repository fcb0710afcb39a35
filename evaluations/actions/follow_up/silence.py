"""What silence does, by the calendar alone.

An explanation left unanswered drops its finding; a visit that was not concluded in time counts nowhere.
(An agency that is silent lets the finding stand: nothing is written.)
"""

from datetime import datetime

from core import audit, clock
from core.dates import format_day
from evaluations.actions.follow_up.judge import keep_outcome, write_verdict
from evaluations.actions.follow_up.telling import findings_url, name_of, tell_agency, tell_team
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.declarations.follow_up import EXPLANATION_JUDGED, INSPECTION_LAPSED
from evaluations.enums import ExplanationVerdict, InspectionState
from evaluations.gather.inspections import finding_of
from evaluations.models import Explanation, Inspection, Observation
from evaluations.rules.follow_up.reply import answer_is_late
from evaluations.rules.transitions import INSPECTIONS

UNANSWERED = "Đoàn kiểm tra không trả lời giải trình trong thời hạn."


def let_unanswered_lapse(*, explanation: Explanation, at: datetime) -> bool:
    """Drop the finding of an explanation that the team left unanswered past its date; whether it did.

    Doing it twice, or before the day after the last day, changes nothing.
    """
    with locked(explanation.inspection) as inspection:
        word = Explanation.objects.select_for_update(of=("self",)).get(pk=explanation.pk)
        late = answer_is_late(word.answer_due_on, clock.local_day(at))
        if word.verdict or not late or inspection.state != InspectionState.MINUTED:
            return False
        seen = Observation.objects.get(inspection=inspection, criterion=word.criterion_id)
        write_verdict(word, ExplanationVerdict.SILENT, UNANSWERED, None, at)
        keep_outcome(word, finding_of(seen), None, UNANSWERED)
        save_counted(inspection)
        _tell_of_silence(inspection, word, at)
        audit.record(
            "explanation.silent",
            actor=None,
            subject=word,
            at=at,
            agency_id=inspection.agency_id,
            after={"verdict": word.verdict, "answer_due_on": f"{word.answer_due_on}"},
        )
    return True


def _tell_of_silence(inspection: Inspection, word: Explanation, at: datetime) -> None:
    code = word.criterion.code if word.criterion else ""
    context = {"day": format_day(inspection.visited_on), "code": code}
    url = findings_url(inspection)
    tell_agency(EXPLANATION_JUDGED, inspection, key=str(word.pk), context=context, url=url, at=at)
    tell_team(EXPLANATION_JUDGED, inspection, key=str(word.pk), context=context, url=url, at=at)


def lapse_inspection(*, inspection: Inspection, at: datetime) -> bool:
    """End a visit that was not concluded by its last day: nothing of it counts; whether it did.

    Both sides are told. Doing it twice, or before the day after the last day, changes nothing.
    """
    with locked(inspection) as current:
        open_still = current.state in {InspectionState.MINUTED, InspectionState.REPORTED}
        if not open_still or not answer_is_late(current.conclude_due_on, clock.local_day(at)):
            return False
        before = current.state
        current.state = INSPECTIONS.target(current.state, "lapse")
        current.lapsed_at = at
        save_counted(current, "state", "lapsed_at")
        context = {"agency": name_of(current.agency_id, at), "day": format_day(current.visited_on)}
        for tell in (tell_agency, tell_team):
            url = findings_url(current)
            tell(INSPECTION_LAPSED, current, key=str(current.pk), context=context, url=url, at=at)
        audit.record(
            "inspection.lapsed",
            actor=None,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            before={"state": before},
            after={"state": current.state, "conclude_due_on": f"{current.conclude_due_on}"},
        )
    return True
