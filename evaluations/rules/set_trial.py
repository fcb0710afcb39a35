"""A set tried on what other scores were made from: which inputs still speak, and what they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from evaluations.enums import AppliesTo, Source
from evaluations.rules.blending import not_applicable_to
from evaluations.rules.inputs import SourceInput
from evaluations.rules.ranking import Entry, rank
from evaluations.rules.restated import Restated, inputs_of, score_again
from evaluations.rules.results import AgencyScore
from evaluations.rules.set_rules import CriterionRule, SetRules
from evaluations.rules.trial_beside import Beside, completed

OF_PEOPLE = (Source.SELF_ASSESSMENT.value, Source.REVIEW.value)


class Standing(NamedTuple):
    """Total (None = no data), coverage in [0, 1], grade, and the rank among so many of its group."""

    total: Decimal | None
    coverage: Decimal
    grade: str
    provisional: bool
    rank: int | None
    of: int | None


class Tried(NamedTuple):
    """One agency before and after."""

    agency: int
    group: str
    before: Standing
    after: Standing

    @property
    def moved(self) -> Decimal | None:
        """Points gained or lost, None where one of both is unknown."""
        if self.before.total is None or self.after.total is None:
            return None
        return self.after.total - self.before.total


class Stored(NamedTuple):
    """One agency's stored result: who, in which group, by which rules, with its score and place.

    ``beside`` is what the score does not tell.
    """

    agency: int
    group: str
    rules: SetRules
    score: AgencyScore
    standing: Standing
    beside: Beside = Beside()


def try_set(rules: SetRules, stored: Sequence[Stored], renamed: Mapping[str, str]) -> list[Tried]:
    """Score every stored agency by ``rules`` and rank them anew (S1–S11).

    ``renamed`` gives by a criterion's code in ``rules`` its code in the old set, for all that has one.
    """
    scores = {one.agency: _score(rules, one, renamed) for one in stored}
    places = rank(
        (
            Entry(one.agency, one.group, score.total, score.provisional, score.exact)
            for one in stored
            for score in (scores[one.agency],)
        ),
        unrounded=rules.ranks_unrounded,
        min_ranked=rules.min_ranked,
    )
    tried = []
    for one in stored:
        score, place = scores[one.agency], places[one.agency]
        after = Standing(score.total, score.coverage, score.grade, score.provisional, place.rank, place.of)
        tried.append(Tried(one.agency, one.group, one.standing, after))
    return tried


def _score(rules: SetRules, one: Stored, renamed: Mapping[str, str]) -> AgencyScore:
    known = completed(inputs_of(one.score, one.rules), one.beside, one.rules, rules)
    return score_again(rules, carried_over(one.rules, rules, known, renamed))


def carried_over(old: SetRules, new: SetRules, restated: Restated, renamed: Mapping[str, str]) -> Restated:
    """The inputs as ``new`` can read them, at its positions.

    A criterion without one of its kind in ``old`` has no data. What does not apply because of what the agency
    is, is asked of ``new``; what did not apply otherwise follows its criterion.
    """
    by_code = {criterion.code: criterion for criterion in old.criteria}
    found = {one.position: by_code.get(renamed.get(one.code, "")) for one in new.criteria}
    of_old: dict[int, list[SourceInput]] = {}
    for given in restated.inputs:
        of_old.setdefault(given.position, []).append(given)
    inputs = [
        given._replace(position=position)
        for position, earlier in found.items()
        if earlier is not None
        for given in of_old.get(earlier.position, ())
        if still_speaks(earlier, new.criteria[position], given.source)
    ]
    kind = _kind(old, restated.not_applicable)
    of_kind = not_applicable_to(old, **kind)
    skipped = {
        position: restated.not_applicable[earlier.position]
        for position, earlier in found.items()
        if earlier is not None
        and earlier.position in restated.not_applicable
        and earlier.position not in of_kind
    }
    return replace(
        restated, inputs=tuple(inputs), not_applicable={**skipped, **not_applicable_to(new, **kind)}
    )


def still_speaks(old: CriterionRule, new: CriterionRule, source: str) -> bool:
    """Whether what a source said of ``old`` means the same of ``new``: n and k are the measure's (S2)."""
    if source in OF_PEOPLE:
        same = old.is_for_people and new.is_for_people
        return old.applies_to == new.applies_to and (same or old.measure == new.measure)
    if source == Source.CITIZEN and (old.params.citizen_reads or new.params.citizen_reads):
        return old.params.citizen_reads == new.params.citizen_reads
    return old.measure == new.measure


def silent(new: SetRules, old: Sequence[SetRules], renamed: Mapping[str, str]) -> dict[str, str]:
    """Codes of ``new`` with a source that cannot be read from what was recorded under ``old``, and why."""
    told: dict[str, str] = {}
    before = [{one.code: one for one in rules.criteria} for rules in old]
    for one in new.criteria:
        earlier = [codes[name] for codes in before if (name := renamed.get(one.code, "")) in codes]
        if not earlier:
            told[one.code] = "tiêu chí mới"
        else:
            counting = [source for source, weight in one.weights.items() if weight]
            lost = [name for name in counting if not any(still_speaks(was, one, name) for was in earlier)]
            if lost and len(lost) == len(counting):
                told[one.code] = "đổi cách đo hoặc đối tượng"
            elif lost:
                names = ", ".join(str(Source(name).label) for name in lost)
                told[one.code] = f"đổi cách đo nên không đọc được nguồn {names}"
    return told


def _kind(rules: SetRules, skipped: Mapping[int, str]) -> dict[str, bool]:
    """What the agency is, told by what did not apply to it (S5)."""
    counters = [c.position for c in rules.criteria if c.applies_to == AppliesTo.COUNTER]
    uniforms = [c.position for c in rules.criteria if c.applies_to == AppliesTo.UNIFORM]
    replaced = [c.position for c in rules.criteria if c.params.replaced_by_uniform]
    wears = any(at in skipped for at in replaced) if replaced else bool(uniforms)
    return {
        "has_counter": not counters or any(at not in skipped for at in counters),
        "sector_uniform": wears and not (uniforms and all(at in skipped for at in uniforms)),
    }
