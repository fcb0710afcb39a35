"""What verified entries of an agency come to, as k of n by criterion, up to a day.

Standing entries (rules, codes) count from their day until they end; the others in the year of the day;
monthly figures in its month alone. An agency without a verified entry has no figure: missing is not zero.
"""

from collections.abc import Callable

from registers.rules.counting import figures, papers, people
from registers.rules.counting.books import Books, Count, Office, Signed, Verified, books
from registers.rules.counting.figures import newest_months
from registers.rules.counting.papers import outdated
from registers.rules.counting.people import leaders_signed

RULES: dict[str, Callable[[Books], Count | None]] = {
    "CQ-01": papers.yearly_plan,
    "CQ-02": papers.internal_rules,
    "CQ-03": papers.codes_of_conduct,
    "CQ-04": people.awareness,
    "CQ-05": people.training,
    "CQ-06": people.pledges,
    "CQ-07": papers.emulation,
    "CQ-08": papers.internal_checks,
    "CQ-11": people.breaches,
    "CQ-12": papers.publicity,
    "CQ-16": figures.dossiers,
    "CQ-17": figures.digital_documents,
    "CQ-20": papers.good_practices,
}


def counts(found: Books) -> dict[str, Count]:
    """Every criterion that the books say something about, by code."""
    return {code: count for code, rule in RULES.items() if (count := rule(found)) is not None}


__all__ = [
    "RULES",
    "Books",
    "Count",
    "Office",
    "Signed",
    "Verified",
    "books",
    "counts",
    "leaders_signed",
    "newest_months",
    "outdated",
]
