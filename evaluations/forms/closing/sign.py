"""What the browser sends with a signature: the figure that was on the page, and perhaps a reason."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from django import forms
from django.http import QueryDict

from evaluations.actions.closing.sign import LONGEST_REASON
from evaluations.forms.assessments import BadForm

NO_FIGURE = "-"
PREFIX = "seen_"


class SignForm(forms.Form):
    """A signature: ``seen`` is what is signed, as the page showed it."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=120)
    reason = forms.CharField(label="Lý do", required=False, max_length=LONGEST_REASON)

    def shown(self) -> "SignForm":
        """The form as pages draw it: its box for a reason stands there only where one must be given."""
        self.fields["reason"].required = True
        return self


def figure_text(total: Decimal | None) -> str:
    """A figure as a hidden field carries it."""
    return NO_FIGURE if total is None else str(total)


def figure_of(text: str) -> Decimal | None:
    """The figure that a hidden field carried; raises BadForm."""
    if text == NO_FIGURE:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation as error:
        raise BadForm from error
    if not value.is_finite():
        raise BadForm
    return value


def figures_seen(data: QueryDict) -> dict[int, Decimal | None]:
    """The figures of many agencies: fields "seen_<id>"; raises BadForm."""
    return dict(_figures(data))


def _figures(data: QueryDict) -> Iterator[tuple[int, Decimal | None]]:
    for name, text in data.items():
        number = name.removeprefix(PREFIX)
        if name != number:
            if not (number.isascii() and number.isdecimal() and len(number) < 10):
                raise BadForm
            yield int(number), figure_of(str(text))
