"""Which framework caps the share of the top grade for whom, and from which day (quota_rules.csv).

The figures were read in the press and in the sample decisions named in docs/rulebook, not in the decrees'
primary text. A published set of criteria with the framework's code and quotas of its own goes before the
table; a period whose own set has quotas uses that for everybody. NĐ 90/2020 with NĐ 48/2023 tied the cap to
the rate of party members graded excellent, which the portal does not know: nothing is computed for it.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from agencies.enums import PersonType
from evaluations.rules.set_rules import DEFAULT_BANDS, Band, Quota


@dataclass(frozen=True, slots=True)
class Framework:
    """A regulation that caps the top grade. ``people`` are the kinds it is about; empty: everybody.

    In force from ``starts_on``; ``bands`` grade points of 100, ``source`` says where the cap is written.
    """

    code: str
    short: str
    label: str
    source: str
    people: frozenset[str]
    starts_on: date
    quota: Quota
    bands: tuple[Band, ...] = DEFAULT_BANDS

    def is_about(self, person_type: str) -> bool:
        """Whether a person of this kind is counted."""
        return not self.people or person_type in self.people


LAW = (
    Framework(
        code="nd335",
        short="NĐ 335",
        label="Nghị định 335/2025/NĐ-CP (công chức)",
        source="Tối đa 20% số người được xếp loại “hoàn thành tốt” trong cùng đơn vị, cùng nhóm nhiệm vụ "
        "tương đồng; đặc biệt đến 25%; nhóm dưới 5 người được 1 người.",
        people=frozenset({PersonType.CIVIL_SERVANT.value}),
        starts_on=date(2026, 1, 1),
        quota=Quota(Decimal("0.20"), "good", 5, 1, Decimal("0.25")),
    ),
    Framework(
        code="nd233",
        short="NĐ 233",
        label="Nghị định 233/2026/NĐ-CP (viên chức)",
        source="Tối đa 20% số người được xếp loại “hoàn thành tốt” trong cùng đơn vị, cùng nhóm nhiệm vụ "
        "tương đồng; đến 25% nếu đơn vị được xếp loại xuất sắc.",
        people=frozenset({PersonType.PUBLIC_EMPLOYEE.value}),
        starts_on=date(2026, 7, 1),
        quota=Quota(Decimal("0.20"), "good", 0, 0, Decimal("0.25")),
    ),
)


@dataclass(frozen=True, slots=True)
class SetQuota:
    """What a published set says: its code, title, quotas and bands."""

    code: str
    title: str
    quotas: tuple[Quota, ...]
    bands: tuple[Band, ...] = DEFAULT_BANDS


def frameworks_on(on: date, own: SetQuota, published: dict[str, SetQuota]) -> tuple[Framework, ...]:
    """The frameworks that count on a day: the period's own set if it has quotas, else the law in force.

    ``published`` holds the newest published set of each code; the first quota of one named as a framework of
    the law replaces the table's.
    """
    if own.quotas:
        return tuple(
            Framework(own.code, own.code.upper(), own.title, own.title, frozenset(), on, quota, own.bands)
            for quota in own.quotas
        )
    found = []
    for framework in LAW:
        if framework.starts_on <= on:
            said = published.get(framework.code)
            if said is not None and said.quotas:
                framework = replace(framework, quota=said.quotas[0], bands=said.bands)
            found.append(framework)
    return tuple(found)
