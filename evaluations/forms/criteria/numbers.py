"""Boxes for points and per cents, written as Vietnamese write them: 2,5."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from evaluations.rules.inconsistency import number

BOX = {"inputmode": "decimal", "autocomplete": "off"}


class PointsField(forms.DecimalField):
    """A decimal with a comma (a point is taken as well), shown without needless zeros."""

    def __init__(self, **options: Any) -> None:
        usual = {"max_digits": 8, "decimal_places": 4, "min_value": 0}
        super().__init__(widget=forms.TextInput(attrs=BOX), **(usual | options))

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The decimal that was meant by "2,5" or "2.5"."""
        typed = value.strip().replace(",", ".") if isinstance(value, str) else value
        return super().to_python(typed)

    def prepare_value(self, value: Any) -> Any:
        """What stands in the box; raw text that was typed stays as it is."""
        return number(value) if isinstance(value, Decimal) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether anything was typed that is another number."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except (forms.ValidationError, InvalidOperation):
            return True


class PercentField(PointsField):
    """A ratio in [0, 1], written in per cent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**({"max_value": 100, "decimal_places": 2} | options))

    def clean(self, value: Any) -> Decimal | None:
        """The ratio."""
        percent = super().clean(value)
        return None if percent is None else percent / 100

    def prepare_value(self, value: Any) -> Any:
        """The per cent of a stored ratio."""
        return number(value * 100) if isinstance(value, Decimal) else value


def whole(label: str, least: int = 0, most: int = 9999, **options: Any) -> forms.IntegerField:
    """A box for a count."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, widget=widget, **options)


def words(label: str, rows: int = 0, most: int = 2000, **options: Any) -> forms.CharField:
    """A line of text, or a box of so many rows."""
    if rows:
        options["widget"] = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, **options)


def options_of(choices: Any, empty: str = "Chọn") -> list[tuple[str, str]]:
    """The choices of a list with an empty one before them."""
    return [("", empty), *choices]
