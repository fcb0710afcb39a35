"""What the report and the conclusion start from: only what counts after the right of reply."""

from dataclasses import dataclass
from datetime import date

from agencies.models import AgencyVersion
from core.dates import add_working_days
from evaluations.gather.follow_up.comparison import pair_of
from evaluations.gather.follow_up.findings import Replies, counted, replies_of
from evaluations.gather.follow_up.lineage import heir_by_agency
from evaluations.gather.follow_up.terms import due_terms
from evaluations.gather.inspections import attendance_of, checkpoints, headcount_of
from evaluations.models import Headcount, Inspection
from evaluations.rules.conclusion import Recorded
from evaluations.rules.follow_up.comparison import comparison_sentence
from evaluations.rules.follow_up.remedy import MAX_TEXT, Wanted
from evaluations.rules.follow_up.wording import Words, draft_assessment, draft_remedy, draft_words

MAX_BASIS = 300
"""Longest legal basis of a recommendation, in characters."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The replies that a paper rests on, the head-count, and the first words of it."""

    replies: Replies
    headcount: Headcount | None
    assessment: str
    words: Words
    wanted: list[Wanted]


def drafted(inspection: Inspection, agency_name: str, on: date) -> Drafted:
    """Drafts for a visit as it stands on ``on``."""
    replies, headcount = replies_of(inspection, on), headcount_of(inspection)
    attendance, recorded = attendance_of(headcount), counted_findings(replies)
    before = {row.point.criterion.code: row.repeats for row in replies.rows}
    words = draft_words(agency_name, attendance, recorded, before)
    pair = pair_of(inspection)
    if pair and (compared := comparison_sentence(pair.compared)):
        words = words._replace(defects=f"{compared}\n{words.defects}")
    return Drafted(
        replies,
        headcount,
        draft_assessment(attendance, recorded, replies.standings),
        words,
        _wanted(inspection, replies, on),
    )


def counted_findings(replies: Replies) -> list[Recorded]:
    """Every finding of the visit as it counts, those dropped left out."""
    found = []
    for point in checkpoints(replies.groups):
        if point.finding is None:
            continue
        kept = counted(point.finding, replies.outcomes.get(point.criterion.pk))
        if kept is not None:
            found.append(Recorded(point.criterion.code, point.criterion.statement, point.entry, kept))
    return found


def _wanted(inspection: Inspection, replies: Replies, on: date) -> list[Wanted]:
    """One recommendation a shortcoming that stands, for the agency or its heir, by the usual term."""
    owner = heir_by_agency([inspection.agency_id], on).get(inspection.agency_id, inspection.agency_id)
    due_on = add_working_days(on, due_terms().remedy)
    wanted = []
    for row in replies.upheld:
        found, criterion = row.counted, row.point.criterion
        assert found is not None
        one = Recorded(criterion.code, criterion.statement, row.point.entry, found)
        basis = criterion.basis[:MAX_BASIS]
        wanted.append(Wanted(owner, draft_remedy(one)[:MAX_TEXT], due_on, basis, criterion.pk))
    return wanted


def owner_choices(first: int, on: date) -> list[tuple[int, str]]:
    """Agencies that may be told to mend something, ``first`` on top, the others by name."""
    rows = AgencyVersion.objects.as_of(on).rated().in_name_order().values_list("agency_id", "name")
    return sorted(rows, key=lambda row: row[0] != first)
