"""What a late fact puts in the place of a frozen input, by kind of fact (docs/decisions/corrections.md)."""

from evaluations.rules.corrections.lines import Said


def with_visit(before: Said | None, n: int, k: int) -> Said:
    """A visit of the month itself: pooled with others of that month, in the place of a carried one."""
    if before is None or before.age > 0:
        return Said(n, k, 0)
    return Said(before.n + n, before.k + k, 0)


def with_difference(before: Said, difference: int) -> Said:
    """A decided appeal: as many forms as before, their sum moved by what the decision changed (S2)."""
    return before._replace(k=before.k + difference)


def without_case(before: Said) -> Said | None:
    """A case whose verdict is overturned: one voice and one case less; of nothing else, absent (S4)."""
    if before.n <= 1:
        return None
    return before._replace(n=before.n - 1, k=max(before.k - 1, 0))
