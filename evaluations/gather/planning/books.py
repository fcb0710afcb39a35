"""The agencies that a sheet may name, by code and by folded name."""

from datetime import date

from agencies.models import AgencyVersion, User
from core.text import fold
from evaluations.models.planning import workplaces_of
from evaluations.rules.planning.importing import AgencyBook


def agency_book(user: User, today: date) -> AgencyBook:
    """Rated agencies of today under their code, official code, name and short name (one query)."""
    codes: dict[str, int] = {}
    names: dict[str, set[int]] = {}
    for version in AgencyVersion.objects.as_of(today).rated().select_related("agency").in_name_order():
        for code in filter(None, (version.agency.code, version.agency.code_official)):
            codes[fold(code)] = version.agency_id
        for name in (version.name, version.short_name):
            names.setdefault(fold(name), set()).add(version.agency_id)
    listed = {name: tuple(sorted(found)) for name, found in names.items()}
    return AgencyBook(codes, listed, frozenset(workplaces_of(user, today)))


def rated_agencies(today: date) -> list[tuple[str, str]]:
    """(code, name) of every rated agency of today, in name order, for the template's second sheet."""
    standing = AgencyVersion.objects.as_of(today).rated().in_name_order()
    return list(standing.values_list("agency__code", "name"))


def rated_names(today: date) -> list[tuple[int, str]]:
    """(id, name) of every rated agency of today, in name order."""
    standing = AgencyVersion.objects.as_of(today).rated().in_name_order()
    return list(standing.values_list("agency_id", "name"))


def plannable(user: User, today: date) -> list[tuple[int, str]]:
    """(id, name) of the rated agencies of today that ``user`` may plan for: all but their own."""
    own = set(workplaces_of(user, today))
    return [row for row in rated_names(today) if row[0] not in own]
