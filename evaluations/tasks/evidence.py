"""The month's draw of staff who attach evidence, made by itself in the night after the month."""

from celery import shared_task

from core import clock
from core.jobs import LeaseHeld, job_run
from evaluations.actions.evidence import draw_people
from evaluations.actions.evidence.draw import NobodyOwes
from evaluations.declarations.evidence import EVIDENCE_DRAWS
from evaluations.enums import PeriodState
from evaluations.models import EvidenceDraw


@shared_task(name="evaluations.tasks.draw_evidence")
def draw_evidence() -> None:
    """Make every promised draw whose month is over; a missed night is caught up by the next."""
    at = clock.now()
    waiting = EvidenceDraw.objects.filter(
        drawn_at=None, period__state=PeriodState.OPEN, period__ends_on__lte=clock.local_day(at)
    )
    try:
        with job_run(EVIDENCE_DRAWS, "night", at=at) as run:
            for made in waiting.defer("codes").select_related("period").order_by("period__starts_on"):
                try:
                    draw_people(made=made, actor=None, at=at)
                except NobodyOwes:
                    continue
                run.rows_out = (run.rows_out or 0) + 1
    except LeaseHeld:
        return
