"""Reminders of forms: those that a head or Home Affairs asked for, and the portal's own around the due."""

from celery import shared_task
from django.db import transaction

from agencies.models import User
from core import clock, outbox
from core.dates import is_working_day
from core.jobs import LeaseHeld, job_run
from evaluations.actions.owing.remind import send_asked, send_reminders
from evaluations.declarations.owing import REMIND_FORMS, REMIND_FORMS_JOB
from evaluations.gather.assessments.terms import form_terms
from evaluations.models import Period
from evaluations.rules.assessments.reminding import rung_since


@shared_task(name="evaluations.tasks.remind_chosen_forms")
def remind_chosen_forms(message_ids: list[int]) -> None:
    """Send what was asked for, to those who owe at this moment and by the rights the asker has now."""
    for message in outbox.pending(REMIND_FORMS, message_ids):
        at = clock.now()
        asked = message.payload
        with transaction.atomic():
            send_asked(
                period=Period.objects.get(pk=asked["period"]),
                actor=User.objects.get(pk=asked["by"]),
                everywhere=asked["all"],
                at=at,
            )
            outbox.mark_handled([message], at=at)


@shared_task(name="evaluations.tasks.remind_forms")
def remind_forms() -> None:
    """Each working morning: remind who still owes, some days before and after each open month's due day."""
    at = clock.now()
    today = clock.local_day(at)
    if not is_working_day(today):
        return
    try:
        with job_run(REMIND_FORMS_JOB, "day", at=at) as run:
            terms, told = form_terms(), 0
            for period in Period.objects.open().months().order_by("-starts_on"):
                since = rung_since(period.self_due_on, today, terms)
                if since is not None and today <= period.review_due_on:
                    told += send_reminders(period=period, actor=None, since=since, at=at)
            run.rows_out = told
    except LeaseHeld:
        return
