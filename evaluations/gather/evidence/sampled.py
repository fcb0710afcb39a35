"""Who was drawn, for their heads by name and for the province in shares."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from agencies.models import AgencyVersion, User
from agencies.models.scope import scope_of
from core import clock
from core.small_counts import Tally, at_least_five
from evaluations.gather.assessments.owed import posts_owing
from evaluations.models import AssessmentEvidence, EvidenceDraw, SampledPerson, SelfAssessment
from evaluations.models.assessments import SENT_STATES, led_units

OTHERS = "Các cơ quan có dưới 5 người trong mẫu"


@dataclass(frozen=True, slots=True)
class Sampled:
    """One person drawn, as their head reads it; ``form_id`` None where no form was begun.

    ``files`` are those of a form handed in; what lies in a draft is the person's own affair.
    """

    name: str
    unit: str
    form_id: UUID | None
    form_state: str | None
    files: int


def sampled_under(user: User, draw: EvidenceDraw) -> list[Sampled]:
    """The people drawn who stood under ``user`` as a head on the month's last day, by name."""
    led = led_units(scope_of(user, clock.today()), "agency__versions__")
    drawn = SampledPerson.objects.filter(draw=draw, agency=OuterRef("rated"), staff=OuterRef("staff"))
    files = (
        AssessmentEvidence.objects.filter(assessment=OuterRef("form_id"), assessment__state__in=SENT_STATES)
        .order_by()
        .values("assessment")
        .annotate(count=Count("pk"))
        .values("count")
    )
    posts = posts_owing(draw.period, led).filter(Exists(drawn)).select_related("staff")
    return [
        Sampled(post.staff.full_name, post.unit_name, post.form_id, post.form_state, post.files)
        for post in posts.annotate(files=Coalesce(Subquery(files), 0)).order_by("staff__name_sort", "pk")
    ]


def shares(draw: EvidenceDraw) -> list[Tally]:
    """By agency n people drawn, k of them with evidence on their form; fewer than five are put together."""
    names = AgencyVersion.objects.as_of(draw.period.last_day).filter(agency=OuterRef("agency"))
    proof = SelfAssessment.objects.filter(
        Exists(AssessmentEvidence.objects.filter(assessment=OuterRef("pk"))),
        period=draw.period_id,
        state__in=SENT_STATES,
        agency=OuterRef("agency"),
        staff=OuterRef("staff"),
    )
    rows = (
        SampledPerson.objects.filter(draw=draw)
        .annotate(name=Subquery(names.values("short_name")[:1]), proven=Exists(proof))
        .values("agency", "name")
        .annotate(n=Count("pk"), k=Count("pk", filter=Q(proven=True)))
        .order_by("name", "agency")
    )
    return at_least_five((Tally(row["name"] or "—", row["n"], row["k"]) for row in rows), OTHERS)
