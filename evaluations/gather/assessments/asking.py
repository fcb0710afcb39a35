"""What a submission is asked beside its answers: the person's usual, the month's draw, files attached."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from core.clock import months_back
from evaluations.enums import PeriodKind
from evaluations.gather.assessments.owed import OwnForm
from evaluations.gather.assessments.questions import graded_positions, sheet_of
from evaluations.gather.sets import load_set
from evaluations.models import AssessmentEvidence, SampledPerson, SelfAssessment
from evaluations.models.assessments import SENT_STATES
from evaluations.rules.assessments.asking import MONTHS_BACK, Demands, rules_for, usual_of
from evaluations.rules.assessments.patterns import Pattern, Scores, pattern_of


@dataclass(frozen=True, slots=True)
class Before:
    """The person's submitted months before this one in the same agency and set, newest first."""

    months: tuple[Scores, ...]
    last_month: Scores | None


def before(form: OwnForm) -> Before:
    """The last MONTHS_BACK months that were handed in; one query along the index of the constraint."""
    starts_on = form.period.starts_on
    rows = SelfAssessment.objects.filter(
        period__kind=PeriodKind.MONTH,
        period__starts_on__gte=months_back(starts_on, MONTHS_BACK),
        period__starts_on__lt=starts_on,
        agency=form.agency_id,
        staff=form.staff_id,
        criteria_set=form.criteria_set_id,
        state__in=SENT_STATES,
    ).order_by("-period__starts_on")
    found = list(rows.values_list("period__starts_on", "scores"))
    last = months_back(starts_on, 1)
    return Before(
        tuple(scores for _day, scores in found), next((scores for day, scores in found if day == last), None)
    )


def demands_of(form: OwnForm, known: Before, files: Collection[int] | None = None) -> Demands:
    """What the submission of ``form`` must come with; two queries at most.

    ``files`` are the positions that have evidence, where the caller has read them already.
    """
    rules = load_set(form.criteria_set_id).rules
    asked = rules_for(sheet_of(form.criteria_set_id, form.applies), rules, usual_of(known.months))
    is_drawn = SampledPerson.objects.filter(
        draw=form.period.pk, agency=form.agency_id, staff=form.staff_id
    ).exists()
    if files is None:
        counts = is_drawn or any(rule.asks == "evidence" for rule in asked.values())
        files = files_of(form.stored) if counts else {}
    return Demands(asked, is_drawn, frozenset(files))


def files_of(form: SelfAssessment | None) -> dict[int, list[AssessmentEvidence]]:
    """The files of a form by position, oldest first; one query, none for a form not stored yet."""
    found: dict[int, list[AssessmentEvidence]] = defaultdict(list)
    if form is not None:
        rows = AssessmentEvidence.objects.filter(assessment=form).select_related("attachment")
        for row in rows.order_by("added_at", "pk"):
            found[row.position].append(row)
    return found


def pattern_in(form: OwnForm, scores: Scores, known: Before) -> Pattern | None:
    """The pattern that ``scores`` make, to be told to the person alone."""
    graded = graded_positions(form.criteria_set_id, form.applies)
    return pattern_of(scores, known.last_month, graded)
