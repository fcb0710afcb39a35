"""What a citizen ticks at a counter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.text import squeeze
from feedback.enums import Stars
from feedback.models.ratings import COURTESIES, REASONS
from feedback.rules.courtesies import as_bits
from feedback.rules.remarks import LONGEST

STARS_WANTED = _("Ông/bà hãy chọn một mức từ 1 đến 5.")
STARS_OUT_OF_RANGE = _("Mức hài lòng chỉ từ 1 đến 5. Ông/bà hãy chọn lại.")
NO_SUCH_TICK = _("Ô đánh dấu không hợp lệ. Ông/bà hãy tải lại trang.")
TOO_LONG = _("Lời góp ý dài quá 300 ký tự. Ông/bà hãy viết ngắn lại.")
NOT_TEXT = _("Lời góp ý có ký tự không đọc được. Ông/bà hãy gõ lại.")


def _ticks(label: Any, choices: tuple[tuple[str, Any], ...]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=int,
        choices=[(place, words) for place, (_code, words) in enumerate(choices)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NO_SUCH_TICK, "invalid_list": NO_SUCH_TICK},
    )


class RatingForm(forms.Form):
    """What a citizen ticks; ``courtesies`` and ``reasons`` are cleaned into eight bits each."""

    stars = forms.TypedChoiceField(
        label=_("Mức hài lòng"),
        coerce=int,
        choices=Stars.choices,
        widget=forms.RadioSelect,
        error_messages={"required": STARS_WANTED, "invalid_choice": STARS_OUT_OF_RANGE},
    )
    courtesies = _ticks(_("4 xin, 4 luôn"), COURTESIES)
    reasons = _ticks(_("Vì sao chưa hài lòng"), REASONS)
    remark = forms.CharField(
        label=_("Một câu góp ý"),
        required=False,
        widget=forms.Textarea,
        error_messages={"null_characters_not_allowed": NOT_TEXT},
    )

    def clean_courtesies(self) -> int:
        """The ticks as a number 0–255."""
        return as_bits(self.cleaned_data["courtesies"])

    def clean_reasons(self) -> int:
        """The reasons as a number 0–255."""
        return as_bits(self.cleaned_data["reasons"])

    def clean_remark(self) -> str:
        """The sentence on one line, at most 300 signs as the reader counts them."""
        remark = squeeze(self.cleaned_data["remark"])
        if len(remark) > LONGEST:
            raise forms.ValidationError(TOO_LONG)
        return remark
