"""Who owes a self-assessment: whoever holds a post in a rated agency on the last day of the month.

One form per person and rated agency, so a secondment owes a second one. The same rule counts the
denominator of the response rate (:mod:`evaluations.gather.rated`).
"""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from agencies.enums import LEADER_POSITIONS
from agencies.models import Posting
from agencies.models.dated import in_force
from agencies.rules.comparison import comparison_group
from evaluations.enums import PeriodKind, PeriodState
from evaluations.models import Period, SelfAssessment
from evaluations.rules.answers import Applicability

# On a period's last day ⇔ begun before its end and not ended before it (ranges are half-open).
_STANDS = "{row}.starts_on < p.ends_on AND ({row}.ends_on IS NULL OR {row}.ends_on >= p.ends_on)"
_OWN_FORMS = f"""
SELECT a.id, a.submitted_at, a.period_id, a.agency_id, a.unit_id, a.staff_id, a.criteria_set_id, a.version,
       a.applies, a.state, a.scores, a.notes,
       p.id AS p_id, p.kind AS p_kind, p.starts_on AS p_starts_on, p.ends_on AS p_ends_on, p.state AS p_state,
       p.self_due_on AS p_self_due_on, p.review_due_on AS p_review_due_on,
       v.rated_agency_id AS rated_id, r.kind AS rated_kind, r.name AS rated_name, v.agency_id AS post_unit_id,
       s.comparison_group AS set_group, s.criteria_set_id AS set_id,
       t.id AS post_id, t.position AS post_position, t.title AS post_title, t.is_counter AS at_counter,
       t.wears_uniform AS in_uniform
FROM evaluations_period p
JOIN evaluations_periodset s ON s.period_id = p.id
JOIN agencies_posting t ON t.staff_id = %s AND {_STANDS.format(row="t")}
JOIN agencies_agencyversion v ON v.agency_id = t.agency_id AND {_STANDS.format(row="v")}
JOIN agencies_agencyversion r ON r.agency_id = v.rated_agency_id AND {_STANDS.format(row="r")}
LEFT JOIN evaluations_selfassessment a
  ON a.period_id = p.id AND a.agency_id = v.rated_agency_id AND a.staff_id = t.staff_id
"""  # noqa: S608 - built from code only
_ORDER = " ORDER BY p.starts_on DESC, t.id"


@dataclass(frozen=True, slots=True)
class OwnForm:
    """A person's form of one month in one agency: what their posts make of it, and what is stored so far."""

    period: Period
    staff_id: int
    agency_id: int
    agency_name: str
    unit_id: int
    post_title: str
    criteria_set_id: int
    applies: Applicability
    stored: SelfAssessment | None


def own_form(staff_id: int, period_id: int, agency_id: int) -> OwnForm | None:
    """The form that a person owes ``agency_id`` in a period, with what is stored, in one query."""
    rows = SelfAssessment.objects.raw(
        _OWN_FORMS + " WHERE p.kind = %s AND p.id = %s AND v.rated_agency_id = %s" + _ORDER,
        [staff_id, PeriodKind.MONTH.value, period_id, agency_id],
    )
    return next(iter(_fold(staff_id, list(rows))), None)


def own_open_forms(staff_id: int) -> list[OwnForm]:
    """The forms that a person owes in every open month, newest month first, in one query."""
    rows = SelfAssessment.objects.raw(
        _OWN_FORMS + " WHERE p.kind = %s AND p.state = %s" + _ORDER,
        [staff_id, PeriodKind.MONTH.value, PeriodState.OPEN.value],
    )
    return _fold(staff_id, list(rows))


def _fold(staff_id: int, rows: list[SelfAssessment]) -> list[OwnForm]:
    """One form per month and agency: the first post names the unit, any post makes a criterion applicable."""
    posts: dict[tuple[int, int], list[SelfAssessment]] = {}
    for row in rows:
        if row.set_group == comparison_group(row.rated_kind):  # type: ignore[attr-defined]
            posts.setdefault((row.p_id, row.rated_id), []).append(row)  # type: ignore[attr-defined]
    return [_form(staff_id, held) for held in posts.values()]


def _form(staff_id: int, held: list) -> OwnForm:  # type: ignore[type-arg]
    first = held[0]
    period = Period(
        id=first.p_id,
        kind=first.p_kind,
        starts_on=first.p_starts_on,
        ends_on=first.p_ends_on,
        state=first.p_state,
        self_due_on=first.p_self_due_on,
        review_due_on=first.p_review_due_on,
    )
    return OwnForm(
        period=period,
        staff_id=staff_id,
        agency_id=first.rated_id,
        agency_name=first.rated_name,
        unit_id=first.post_unit_id,
        post_title=first.post_title,
        criteria_set_id=first.set_id,
        applies=Applicability(
            leader=any(post.post_position in LEADER_POSITIONS for post in held),
            counter=any(post.at_counter for post in held),
            uniform=any(post.in_uniform for post in held),
        ),
        stored=None if first.pk is None else first,
    )


def posts_owing(period: Period, where: Q) -> QuerySet[Posting]:
    """One post per person and rated agency that owes a form in ``period``, with what became of it.

    ``where`` narrows by the unit's version (fields behind ``agency__versions__``). Each row carries
    ``rated`` (agency id), ``unit_name``, ``form_id`` and ``form_state``, both None where nothing was begun.
    """
    on = period.last_day
    posts = Posting.objects.as_of(on).filter(
        in_force(on, "agency__versions__"), where, agency__versions__rated_agency__isnull=False
    )
    earlier = Posting.objects.as_of(on).filter(
        in_force(on, "agency__versions__"),
        agency__versions__rated_agency=OuterRef("rated"),
        staff=OuterRef("staff"),
        pk__lt=OuterRef("pk"),
    )
    forms = SelfAssessment.objects.filter(period=period, agency=OuterRef("rated"), staff=OuterRef("staff"))
    return (
        posts.annotate(rated=F("agency__versions__rated_agency"), unit_name=F("agency__versions__short_name"))
        .filter(~Exists(earlier))
        .annotate(form_id=Subquery(forms.values("pk")[:1]), form_state=Subquery(forms.values("state")[:1]))
    )
