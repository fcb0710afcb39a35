"""Deciding whether ratings that were set aside count."""

from django import forms

from agencies.forms import ReasonForm
from feedback.enums import SuspicionState


class DecideSuspicionForm(ReasonForm):
    """Count them again or leave them out, and why; ``version`` is the one that was read."""

    state = forms.ChoiceField(
        label="Quyết định",
        choices=[
            (SuspicionState.CONFIRMED.value, "Xác nhận không tính"),
            (SuspicionState.CLEARED.value, "Tính lại các lượt này"),
        ],
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    field_order = ["state", "reason", "version"]
