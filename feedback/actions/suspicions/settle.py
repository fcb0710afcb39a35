"""Each night: a last look at yesterday's traces, then they are forgotten."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet

from core import outbox
from core.clock import local_day, start_of_day
from feedback.actions.suspicions.watch import set_aside, suspicion_of
from feedback.declarations import RATED
from feedback.enums import RatingChannel, StuffingPattern
from feedback.gather.sources import rating_limits, usual_daily
from feedback.models import DayMark, Rating, RatingTrace
from feedback.rules.stuffing import burst_limit, day_limit, is_swollen, source_limit


def settle_traces(*, at: datetime) -> tuple[int, int]:
    """Set aside what the day's last ratings missed, and delete the traces of days before that of ``at``.

    Ratings that came at the same instant did not see one another. Running it twice changes nothing; a month
    that was closed meanwhile keeps its ratings as they are. Returns (ratings set aside, traces deleted).
    """
    today = local_day(at)
    past = RatingTrace.objects.filter(day__lt=today)
    aside = 0
    for counter_id, day in past.order_by("counter", "day").values_list("counter", "day").distinct():
        try:
            with transaction.atomic():
                aside += _settle(counter_id, day)
        except IntegrityError as error:
            if "period_closed" not in str(error):
                raise
    deleted = past.delete()[0] + DayMark.objects.filter(day__lt=today).delete()[0]
    return aside, deleted


def _settle(counter_id: int, day: date) -> int:
    traces = RatingTrace.objects.filter(counter=counter_id, day=day)
    aside = 0
    for pattern, stuffed in _stuffed(counter_id, day, traces):
        waiting = Rating.objects.filter(
            pk__in=stuffed.values("rating"), suspicion=None, is_verified=False
        ).exists()
        if waiting:
            row = suspicion_of(counter_id, day, pattern)
            aside += set_aside(stuffed.values_list("rating", flat=True), row.pk)
    if aside:
        agency = Rating.objects.filter(counter=counter_id, day=day).values_list("agency", flat=True)[:1].get()
        outbox.send(RATED, {"agency": agency, "day": day.isoformat()}, at=start_of_day(day))
    return aside


def _stuffed(
    counter_id: int, day: date, traces: QuerySet[RatingTrace]
) -> Iterator[tuple[StuffingPattern, QuerySet[RatingTrace]]]:
    """The traces beyond each limit, the narrowest pattern first."""
    limits, usual = rating_limits(), usual_daily(counter_id, day)
    by_source = dict(traces.values_list("source").annotate(n=Count("pk")).order_by("source"))
    heavy = {
        source: traces.filter(source=source)
        for source, n in by_source.items()
        if n > limits.source_soft and n > source_limit(limits, _channel(traces.filter(source=source)), usual)
    }
    light = sum(n for source, n in by_source.items() if source not in heavy)
    if is_swollen(sum(by_source.values()), light, limits, usual):
        for of_source in heavy.values():
            of_source.update(is_over=True)
            yield StuffingPattern.SOURCE, of_source
    rest = traces.filter(is_over=False)
    for window, n in rest.values_list("window").annotate(n=Count("pk")).order_by("window"):
        if n > burst_limit(limits, usual):
            rest.filter(window=window).update(is_burst=True)
            yield StuffingPattern.BURST, rest.filter(window=window)
    calm = rest.filter(is_burst=False)
    if calm.count() > day_limit(limits, usual):
        yield StuffingPattern.DAY, calm


def _channel(traces: QuerySet[RatingTrace]) -> str:
    """A machine on the spot, where every rating of the source came from one."""
    others = Rating.objects.filter(pk__in=traces.values("rating")).exclude(channel=RatingChannel.KIOSK)
    return RatingChannel.QR if others.exists() else RatingChannel.KIOSK
