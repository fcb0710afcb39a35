"""Rows of a table in a form: a blank row is none, so emptying one takes it out; works without script."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT

MOST = 40


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows that stood before are typed anew like the new ones; none of them is "initial" to Django."""

    def initial_form_count(self) -> int:
        """None: every row may be left empty."""
        return 0

    def total_form_count(self) -> int:
        """What came, or what stands and a few empty ones."""
        if self.is_bound:
            return super().total_form_count()
        return min(len(self.initial or ()) + self.extra, MOST)

    def filled(self) -> list[dict[str, Any]]:
        """What was typed, row by row, after ``is_valid``."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]


def rows_of(form: type[forms.Form], extra: int = 2) -> type[Rows]:
    """The rows of a form."""
    made: type[Rows] = forms.formset_factory(  # type: ignore[assignment]
        form, formset=Rows, extra=extra, max_num=MOST, absolute_max=MOST
    )
    return made


def typed_rows(data: Mapping[str, Any], prefix: str, form: type[forms.Form]) -> list[dict[str, Any]]:
    """Rows as they were typed, for a page that is drawn anew with more of them."""
    try:
        total = min(int(data.get(f"{prefix}-{TOTAL_FORM_COUNT}", 0)), MOST)
    except ValueError:
        total = 0
    names = list(form.base_fields)
    rows = ({name: data.get(f"{prefix}-{at}-{name}", "") for name in names} for at in range(total))
    return [row for row in rows if _says_something(row, form)]


def _says_something(row: Mapping[str, str], form: type[forms.Form]) -> bool:
    return any(row[name] not in ("", str(form.base_fields[name].initial or "")) for name in row)


def management(prefix: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What a browser sends for ``rows``; for tests and imports."""
    sent = {f"{prefix}-{TOTAL_FORM_COUNT}": str(len(rows)), f"{prefix}-{INITIAL_FORM_COUNT}": "0"}
    for at, row in enumerate(rows):
        sent |= {f"{prefix}-{at}-{name}": str(value) for name, value in row.items()}
    return sent
