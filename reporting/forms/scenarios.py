"""The head of a scenario's form: its name, its months, and what is changed for the whole set."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from evaluations.enums import Grade
from evaluations.models import Period
from evaluations.rules.set_rules import SOURCES, SetRules
from evaluations.rules.what_if.changes import PLAIN, Changes
from evaluations.rules.what_if.told import SOURCE_NAMES, plain

SPANS = [(1, "Một tháng"), (3, "3 tháng"), (6, "6 tháng"), (12, "12 tháng")]
FACTORS = [
    (PLAIN, "Giữ nguyên"),
    (0, "Tắt nguồn này"),
    (25, "Nhân 0,25"),
    (50, "Nhân 0,5"),
    (75, "Nhân 0,75"),
    (150, "Nhân 1,5"),
    (200, "Nhân 2"),
    (300, "Nhân 3"),
]
IN_USE = "Đang dùng: {value}."


class ScenarioForm(forms.Form):
    """What is asked once: fields of factors are ``factor_<source>``, of edges ``edge_<grade>``."""

    name = forms.CharField(label="Tên phương án", max_length=120)
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = forms.TypedChoiceField(label="Thử đến hết tháng", coerce=int)
    span = forms.TypedChoiceField(label="Số tháng", coerce=int, choices=SPANS)

    def __init__(
        self,
        *args: Any,
        months: Sequence[Period],
        rules: SetRules,
        changes: Changes | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.months, self.rules = months, rules
        self.fields["until"].choices = [(one.pk, one.label) for one in months]  # type: ignore[attr-defined]
        given = changes or Changes()
        for source in SOURCES:
            self.fields[f"factor_{source}"] = forms.TypedChoiceField(
                label=SOURCE_NAMES[source],
                coerce=int,
                choices=FACTORS,
                initial=given.factors.get(source, PLAIN),
            )
        for band in rules.bands:
            self.fields[f"edge_{band.grade}"] = _points(
                f"“{Grade(band.grade).label}” từ", given.edges.get(band.grade, band.lower), band.lower
            )
        self._add_settings(given)

    def _add_settings(self, given: Changes) -> None:
        rules = self.rules
        for name, label in (
            ("carry_months", "Hiệu lực kiểm tra (tháng)"),
            ("min_citizen_n", "Lượt người dân tối thiểu"),
        ):
            stands, chosen = getattr(rules, name), getattr(given, name)
            self.fields[name] = forms.IntegerField(
                label=label,
                help_text=IN_USE.format(value=stands),
                initial=stands if chosen is None else chosen,
            )
        chosen = rules.min_coverage if given.min_coverage is None else given.min_coverage
        self.fields["min_coverage"] = _points("Độ phủ tối thiểu (%)", chosen * 100, rules.min_coverage * 100)
        for name, label in (("bonus_cap", "Trần điểm cộng"), ("deduction_cap", "Trần điểm trừ")):
            stands, chosen = getattr(rules, name), getattr(given, name)
            self.fields[name] = _points(label, stands if chosen is None else chosen, stands)

    @property
    def factor_fields(self) -> list[forms.BoundField]:
        """One for each source."""
        return [self[f"factor_{source}"] for source in SOURCES]

    @property
    def edge_fields(self) -> list[forms.BoundField]:
        """One for each band, highest first."""
        highest_first = sorted(self.rules.bands, key=lambda band: -band.lower)
        return [self[f"edge_{band.grade}"] for band in highest_first]

    @property
    def setting_fields(self) -> list[forms.BoundField]:
        """Validity, thresholds and caps."""
        names = ("carry_months", "min_citizen_n", "min_coverage", "bonus_cap", "deduction_cap")
        return [self[name] for name in names]

    def periods(self) -> list[Period]:
        """The months chosen, oldest first; call it on a valid form."""
        ordered = sorted(self.months, key=lambda one: one.starts_on)
        last = next(at for at, one in enumerate(ordered) if one.pk == self.cleaned_data["until"])
        return ordered[max(0, last + 1 - self.cleaned_data["span"]) : last + 1]

    def set_changes(self) -> dict[str, Any]:
        """The changes for the whole set as fields of ``Changes``; call it on a valid form."""
        data = self.cleaned_data
        return {
            "factors": {source: data[f"factor_{source}"] for source in SOURCES},
            "edges": {band.grade: data[f"edge_{band.grade}"] for band in self.rules.bands},
            "carry_months": data["carry_months"],
            "min_citizen_n": data["min_citizen_n"],
            "min_coverage": data["min_coverage"] / 100,
            "bonus_cap": data["bonus_cap"],
            "deduction_cap": data["deduction_cap"],
        }


def _points(label: str, value: Decimal | None, stands: Decimal | None) -> forms.DecimalField:
    """A box of points that says what the set has; a set without such a limit may leave it empty."""
    return forms.DecimalField(
        label=label,
        required=stands is not None,
        max_digits=7,
        decimal_places=2,
        localize=True,
        initial=None if value is None else _without_zeros(value),
        help_text=IN_USE.format(value="không giới hạn" if stands is None else plain(stands)),
    )


def _without_zeros(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == value.to_integral_value() else value
