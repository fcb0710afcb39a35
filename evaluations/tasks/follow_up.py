"""What the calendar does after the minutes: heirs take over, silence has its effect, owners are reminded."""

from celery import shared_task

from core import clock
from core.jobs import LeaseHeld, job_run
from evaluations.actions.follow_up.hand_over import hand_over_open_work
from evaluations.actions.follow_up.remind import remind_owners
from evaluations.actions.follow_up.silence import lapse_inspection, let_unanswered_lapse
from evaluations.declarations.follow_up import FOLLOW_UP_DAY, REMIND_REMEDIES
from evaluations.enums import InspectionState
from evaluations.models import Explanation, Inspection


@shared_task(name="evaluations.tasks.follow_up_day")
def follow_up_day() -> None:
    """Each night: heirs first, that they are told of what lapses; a missed night is caught up by the next."""
    at = clock.now()
    today = clock.local_day(at)
    try:
        with job_run(FOLLOW_UP_DAY, "day", at=at) as run:
            done = hand_over_open_work(at=at)
            unanswered = Explanation.objects.filter(
                agrees=False, verdict="", answer_due_on__lt=today, inspection__state=InspectionState.MINUTED
            ).select_related("inspection")
            for explanation in unanswered.order_by("answer_due_on", "pk"):
                done += let_unanswered_lapse(explanation=explanation, at=at)
            waiting = Inspection.objects.filter(
                state__in=(InspectionState.MINUTED, InspectionState.REPORTED), conclude_due_on__lt=today
            )
            for inspection in waiting.order_by("conclude_due_on", "pk"):
                done += lapse_inspection(inspection=inspection, at=at)
            run.rows_out = done
    except LeaseHeld:
        return


@shared_task(name="evaluations.tasks.remind_remedies")
def remind_remedies() -> None:
    """Each morning: remind owners of recommendations by the ladder."""
    at = clock.now()
    try:
        with job_run(REMIND_REMEDIES, "day", at=at) as run:
            run.rows_out = remind_owners(at=at)
    except LeaseHeld:
        return
