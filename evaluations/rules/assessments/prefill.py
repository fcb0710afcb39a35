"""What the portal already knows stands beside the criterion it concerns, and answers only what it proves.

Almost nothing known of a month proves how one person behaved in it: a visit saw the office, a rating praised
a counter, a signed pledge says what was promised. These are shown with their source and answer nothing
(domain.md §5: default unanswered, never achieved). Two things prove an answer:

* a verified breach of the office's rules by this very person, on the one criterion that asks of those
  (TT-12): "Có vi phạm"; a breach known by its group only is shown beside each criterion it may be about;
* a verified entry of a register (pledge, training, awareness) for this person, on a yes-or-no criterion whose
  parameters say that such an entry settles it (``proved_by``): "Có". The shipped set of Decision 1847 has
  none: TT-, GT-, DD- and TP-criteria all speak of conduct, also DD-03 and DD-07 "(đã ký cam kết)".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from evaluations.enums import Measure
from evaluations.rules.assessments.answers import AnswerSheet
from evaluations.rules.set_rules import CriterionRule, SetRules

BREACH = "breach"
OTHER_CONDUCT = "other"
HOUSE_RULES = ("TT-12",)
"""Where "Nội quy, kỷ luật khác" of the register of breaches belongs."""

CONCERNS: Mapping[str, tuple[str, ...]] = {
    "leave": ("TT-04", "TT-05"),
    "pledge": ("DD-03", "DD-07"),
    "training": ("TT-01",),
    "awareness": ("TT-01",),
}
"""Criteria of Decision 1847 beside which a kind of fact is shown, where the fact itself names none.

Leave explains presence (TT-04) and recorded absence (TT-05); the two pledges of the seed are those against
social evils (DD-03) and petty corruption (DD-07); training and awareness are about knowing one's duties.
"""

MOST_SHOWN = 4
"""Facts shown beside one criterion, newest first; the page stays light."""


class Fact(NamedTuple):
    """One thing known: its kind, one line of words, where it comes from, its day.

    ``codes`` are the criteria it speaks of; empty takes those of its kind (CONCERNS). ``is_personal``: it is
    about this person and not about their office.
    """

    kind: str
    title: str
    source: str
    on: date | None = None
    verified: bool = True
    codes: tuple[str, ...] = ()
    is_personal: bool = False


class Proof(NamedTuple):
    """An answer that a fact proves: the raw text of the choice, and the fact."""

    text: str
    fact: Fact


def breach_codes(rules: SetRules, conduct: str) -> tuple[str, ...]:
    """The criteria that a breach of a kind of conduct is about: a group's code, or "other" for house rules.

    A group stands for all its criteria that ask of breaches; which of them it was, the register does not say.
    """
    if conduct == OTHER_CONDUCT:
        return HOUSE_RULES
    return tuple(rule.code for rule in rules.criteria if rule.group == conduct and _asks_of_breaches(rule))


def _asks_of_breaches(criterion: CriterionRule) -> bool:
    return criterion.is_for_people and criterion.measure in (Measure.DEDUCTION, Measure.COUNT_DEDUCT)


def beside(rules: SetRules, facts: Iterable[Fact]) -> dict[int, tuple[Fact, ...]]:
    """The facts by the position that they concern, newest first, MOST_SHOWN at most for each."""
    positions = {rule.code: rule.position for rule in rules.criteria}
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        for code in fact.codes or CONCERNS.get(fact.kind, ()):
            if code in positions:
                found[positions[code]].append(fact)
    return {position: tuple(sorted(held, key=_newest)[:MOST_SHOWN]) for position, held in found.items()}


def _newest(fact: Fact) -> tuple[int, str]:
    return (-fact.on.toordinal() if fact.on else 0, fact.title)


def proven(sheet: AnswerSheet, rules: SetRules, facts: Iterable[Fact]) -> dict[int, Proof]:
    """The answers that the facts prove, by position; only what the person is asked and may choose."""
    proofs: dict[int, Proof] = {}
    known = tuple(facts)
    for position in sheet.positions:
        accepted = sheet.accepted[position] or {}
        for fact in known:
            text = _proves(fact, rules.criteria[position])
            if text in accepted:
                proofs[position] = Proof(text, fact)
    return proofs


def _proves(fact: Fact, criterion: CriterionRule) -> str:
    """The raw text of the answer that ``fact`` proves for ``criterion``; empty if it proves none."""
    if not (fact.verified and fact.is_personal):
        return ""
    if fact.kind == BREACH and _asks_of_breaches(criterion) and fact.codes == (criterion.code,):
        return "0"
    settles = criterion.params.proved_by == fact.kind and criterion.measure == Measure.BOOLEAN
    return "100" if settles and fact.kind else ""
