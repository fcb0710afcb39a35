"""The forms that people owe, by the rule of :mod:`evaluations.rules.assessments.owing`.

The same lines count the denominator of the response rate (:mod:`evaluations.gather.rated`).
"""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from agencies.enums import LEADER_POSITIONS
from agencies.models import Posting
from agencies.models.dated import in_force
from agencies.rules.comparison import comparison_group
from core.prepared import prepared
from evaluations.enums import Owing, PeriodKind, PeriodState
from evaluations.gather.assessments.excused import excused_lines, is_frozen
from evaluations.gather.assessments.one_person import lines_of
from evaluations.models import OwedForm, Period, SelfAssessment
from evaluations.rules.assessments.answers import Applicability
from evaluations.rules.assessments.owing import Line

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
_OWN_OPEN = f"{_OWN_FORMS} WHERE p.kind = %s AND p.state = %s{_ORDER}"
_OWN_ONE = f"{_OWN_FORMS} WHERE p.kind = %s AND p.id = %s AND v.rated_agency_id = %s{_ORDER}"


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


@dataclass(frozen=True, slots=True)
class Excuse:
    """A form that is not owed though the person stands in the agency: why, and the working days counted."""

    form: OwnForm
    owing: Owing
    working_days: int


@dataclass(frozen=True, slots=True)
class OwnMonths:
    """A person's open months: forms owed, what is not owed, and agencies that they left in the month."""

    forms: list[OwnForm]
    excuses: list[Excuse]
    moves: list[tuple[Period, Line]]


def own_form(staff_id: int, period_id: int, agency_id: int) -> OwnForm | None:
    """The form that a person owes ``agency_id`` in a period, with what is stored; None where none is owed.

    :func:`own_excuse` says why. Two queries where the person stands there on the last day.
    """
    standing = _standing(staff_id, period_id, agency_id)
    if standing is None:
        return None
    line = _line(lines_of([standing.period], staff_id)[period_id], agency_id)
    return standing if line.owing == Owing.OWED else None


def own_open_forms(staff_id: int) -> list[OwnForm]:
    """The forms that a person owes in every open month, newest month first (two queries)."""
    return own_open_month(staff_id).forms


def own_open_month(staff_id: int) -> OwnMonths:
    """What a person owes in every open month, and to whom they owe nothing and why, newest month first."""
    values = [staff_id, PeriodKind.MONTH.value, PeriodState.OPEN.value]
    rows = SelfAssessment.objects.raw(*prepared(_OWN_OPEN, values))
    standing = _fold(staff_id, list(rows))
    months = list({form.period.pk: form.period for form in standing}.values())
    lines = lines_of(months, staff_id)
    judged = [(form, _line(lines[form.period.pk], form.agency_id)) for form in standing]
    return OwnMonths(
        [form for form, line in judged if line.owing == Owing.OWED],
        [Excuse(form, line.owing, line.working_days) for form, line in judged if line.owing != Owing.OWED],
        [(one, line) for one in months for line in lines[one.pk] if line.owing == Owing.MOVED_AWAY],
    )


def own_excuse(staff_id: int, period_id: int, agency_id: int) -> Excuse | None:
    """Why a person who stands in ``agency_id`` on the last day owes it no form; None where they owe it."""
    standing = _standing(staff_id, period_id, agency_id)
    if standing is None:
        return None
    line = _line(lines_of([standing.period], staff_id)[period_id], agency_id)
    return None if line.owing == Owing.OWED else Excuse(standing, line.owing, line.working_days)


def _standing(staff_id: int, period_id: int, agency_id: int) -> OwnForm | None:
    """The form that the posts of the last day alone would ask for (one query)."""
    values = [staff_id, PeriodKind.MONTH.value, period_id, agency_id]
    rows = SelfAssessment.objects.raw(*prepared(_OWN_ONE, values))
    return next(iter(_fold(staff_id, list(rows))), None)


def _line(lines: list[Line], agency_id: int) -> Line:
    """The line of an agency in which the person stands, so there is one."""
    return next(line for line in lines if line.agency_id == agency_id)


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
    Whom the rule excuses is left out; of a frozen month whoever is not on its list (at most four queries).
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
        .filter(~Exists(earlier), _owing(period))
        .annotate(form_id=Subquery(forms.values("pk")[:1]), form_state=Subquery(forms.values("state")[:1]))
    )


def _owing(period: Period) -> Q:
    """The posts of people who owe: all but those of excused ones, or those on the frozen list."""
    if is_frozen(period):
        listed = OwedForm.objects.filter(
            period=period, owing=Owing.OWED, agency=OuterRef("rated"), staff=OuterRef("staff")
        )
        return Q(Exists(listed))
    excused = [post for one in excused_lines(period) for post in one.line.posts]
    return ~Q(pk__in=excused) if excused else Q()
