"""Who can be found by adding and subtracting what is shown: exact linear algebra over groups of people.

A group is a number with a bit for each of its people. Every shown figure is the sum of a group. People whom
no figure tells apart are one atom. What an attacker can compute are the linear combinations of the figures; a
group is found exactly if its indicator over the atoms lies in the space that theirs span, which is asked for
every group of few people that is a union of atoms.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import combinations

Group = int


def atoms_of(shown: Iterable[Group]) -> list[Group]:
    """The people in the parts into which the shown groups cut them."""
    atoms: list[Group] = []
    for group in shown:
        cut = [part for atom in atoms for part in (atom & group, atom & ~group) if part]
        rest = group
        for atom in atoms:
            rest &= ~atom
        atoms = [*cut, rest] if rest else cut
    return atoms


def found(shown: Iterable[Group], fewer_than: int = 5) -> list[Group]:
    """Every group of fewer people whose sum follows from those of the shown groups."""
    groups = sorted({group for group in shown if group})
    atoms = atoms_of(groups)
    small = [place for place, atom in enumerate(atoms) if atom.bit_count() < fewer_than]
    if not small:
        return []
    basis = _basis([[Fraction(atom & group == atom) for atom in atoms] for group in groups])
    hits = []
    for count in range(1, fewer_than):
        for chosen in combinations(small, count):
            people = sum(atoms[place] for place in chosen)
            wanted = [Fraction(place in chosen) for place in range(len(atoms))]
            if people.bit_count() < fewer_than and not any(_reduced(basis, wanted)):
                hits.append(people)
    return hits


def _basis(rows: Sequence[Sequence[Fraction]]) -> list[tuple[int, list[Fraction]]]:
    """The rows in echelon form, each with the place of its leading one."""
    basis: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        left = _reduced(basis, list(row))
        lead = next((place for place, value in enumerate(left) if value), None)
        if lead is not None:
            basis.append((lead, [value / left[lead] for value in left]))
    return basis


def _reduced(basis: Iterable[tuple[int, list[Fraction]]], row: list[Fraction]) -> list[Fraction]:
    for lead, known in basis:
        if row[lead]:
            factor = row[lead]
            row = [value - factor * other for value, other in zip(row, known, strict=True)]
    return row
