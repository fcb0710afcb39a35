"""A counter at the department of the head whose login is ready, with what citizens say of it.

Departments of the made-up province serve citizens at the one-stop centre; this one has a counter of its own,
so that its head finds the citizens' pages filled.
"""

from datetime import date, datetime
from random import Random

from agencies.models import Agency, User
from core.clock import local_day
from core.dates import working_days_in
from evaluations.actions.results import refresh_results
from evaluations.models import Period
from feedback.actions.create_counter import create_counter
from feedback.models import Counter, Rating
from vhcv_portal.demo.living.stories import moment, name_id
from vhcv_portal.demo.logins import SHOWN_AGENCY

NAME = "Quầy 1 – Lý lịch tư pháp, chứng thực"
A_DAY = (0, 1, 1, 2, 3)
STARS = (5, 5, 5, 4, 4, 4, 4, 3, 2, 1)


def load_counter(at: datetime) -> dict[str, int]:
    """Open the counter and write its ratings up to yesterday, once; rows by kind."""
    agency = Agency.objects.filter(code=SHOWN_AGENCY).first()
    months = list(Period.objects.open().months().order_by("starts_on"))
    if agency is None or not months or Counter.objects.filter(agency=agency).exists():
        return {}
    first = months[0].starts_on
    counter = create_counter(
        form_id=name_id("quay", SHOWN_AGENCY),
        agency=agency,
        name=NAME,
        starts_on=first,
        actor=User.objects.get(username="noivu"),
        at=moment(first, 8),
    )
    ratings = [
        rating
        for month in months
        for day in working_days_in(month.starts_on, min(month.ends_on, local_day(at)))
        for rating in _of_day(counter, day)
    ]
    Rating.objects.bulk_create(ratings, batch_size=500)
    for month in months:
        refresh_results(period=month, agencies={agency.pk}, at=at)
    return {"shown_counter_ratings": len(ratings)}


def _of_day(counter: Counter, day: date) -> list[Rating]:
    chance = Random(f"{counter.name}/{day}")
    return [_rating(counter, day, number, chance) for number in range(chance.choice(A_DAY))]


def _rating(counter: Counter, day: date, number: int, chance: Random) -> Rating:
    stars = chance.choice(STARS)
    ticked = 0.35 + 0.12 * stars
    return Rating(
        id=name_id("luot", counter.name, day.isoformat(), str(number)),
        counter=counter,
        agency_id=counter.agency_id,
        day=day,
        stars=stars,
        courtesies=sum(1 << bit for bit in range(8) if chance.random() < ticked),
        reasons=1 << chance.randrange(5) if stars <= 2 else 0,
    )
