"""What decided forms suggest for the common criteria of NĐ 335, for one person or a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluations.enums import AssessmentState, Source
from evaluations.gather.citizens import gather_citizens
from evaluations.gather.inspected import gather_inspected
from evaluations.gather.reviews.people import Person
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.models import Period, Review, SelfAssessment
from evaluations.rules.assessments.answers import Applicability
from evaluations.rules.reviews.columns import weights_of, with_changes
from evaluations.rules.reviews.nd335 import Suggestion, Voice, suggest

NONE = Voice(0, 0)


@dataclass(frozen=True, slots=True)
class AgencyVoice:
    """What is known of an agency beside its people: the citizens' mean, and inspections by group."""

    citizens: Voice
    inspected: dict[str, Voice]


def voice_of(period: Period, agency_id: int, loaded: LoadedSet, *, today: date) -> AgencyVoice:
    """The month's ratings, where enough came, and the inspections that count in it (three queries)."""
    heard = gather_citizens(period, [agency_id], today=today).get(agency_id)
    is_enough = heard is not None and heard.answers >= loaded.rules.min_citizen_n
    citizens = Voice(heard.answers, heard.stars) if heard and is_enough else NONE
    found = gather_inspected(period, {agency_id: loaded}, loaded.rules.carry_months, [agency_id])
    by_group: dict[str, Voice] = {}
    for one in found[agency_id].inputs if agency_id in found else ():
        if one.source == Source.INSPECTION:
            group = loaded.rules.criteria[one.position].group
            before = by_group.get(group, NONE)
            by_group[group] = Voice(before.n + one.n, before.k + one.k)
    return AgencyVoice(citizens, by_group)


def suggestions_for(form: SelfAssessment, review: Review, voice: AgencyVoice) -> list[Suggestion]:
    """The suggestions for one decided form."""
    loaded = load_set(form.criteria_set_id)
    changes: dict[str, Any] = review.changes or {}
    return suggest(
        loaded.rules.criteria,
        weights_of(loaded.rules),
        with_changes(form.scores, changes),
        {int(position): change["reason"] for position, change in changes.items()},
        counter=Applicability.from_flags(form.applies).counter,
        citizens=voice.citizens,
        inspected=voice.inspected,
    )


def suggestions_of(
    people: Sequence[Person], period: Period, *, today: date
) -> list[tuple[Person, list[Suggestion]]]:
    """Everybody of a place whose form is decided, in its order, with their suggestions."""
    decided = [
        one for one in people if one.form and one.form.state == AssessmentState.REVIEWED and one.authority
    ]
    agencies = {one.form.agency_id: one.loaded for one in decided if one.form and one.loaded}
    voices = {agency: voice_of(period, agency, loaded, today=today) for agency, loaded in agencies.items()}
    return [
        (one, suggestions_for(one.form, one.authority, voices[one.form.agency_id]))
        for one in decided
        if one.form and one.authority
    ]
