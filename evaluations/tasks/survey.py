"""Background work of the anonymous survey: keys after opening, shuffling and counting each night."""

from celery import shared_task

from core import clock, outbox
from core.jobs import LeaseHeld, job_run
from evaluations.actions.survey import count_survey, make_keys, shuffle_surveys
from evaluations.declarations.survey import SURVEY_KEYS, SURVEY_NIGHT
from evaluations.models import Period, Survey


@shared_task(name="evaluations.tasks.make_survey_keys")
def make_survey_keys(message_ids: list[int]) -> None:
    """Make the keys of surveys that were opened; a survey that has its key keeps it."""
    for message in outbox.pending(SURVEY_KEYS, message_ids):
        at = clock.now()
        try:
            key = f"period:{message.payload['period']}"
            with job_run(SURVEY_KEYS, key, at=at) as run:
                period = Period.objects.get(pk=message.payload["period"])
                run.rows_out = make_keys(period=period, at=at)
                outbox.mark_handled([message], at=at)
        except LeaseHeld:
            outbox.give_back([message])


@shared_task(name="evaluations.tasks.survey_night")
def survey_night() -> None:
    """Shuffle what is open, count what is over; a missed night is caught up by the next."""
    at = clock.now()
    today = clock.local_day(at)
    try:
        with job_run(SURVEY_NIGHT, "night", at=at) as run:
            # not counted in the ledger: how many came each day is half of a guess
            shuffle_surveys(on=today)
            over = Survey.objects.over(today).order_by("pk")
            for survey in over:
                count_survey(survey=survey, at=at)
            run.rows_out = len(over)
    except LeaseHeld:
        return
