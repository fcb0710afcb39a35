"""Forms of corrections: they clean what was typed and say what is wrong; they save nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms

from evaluations.enums import CorrectionCause
from evaluations.rules.corrections.lines import Line, Said

LONG = {"rows": 4}
CAUSES = [(one.value, str(one.label)) for one in CorrectionCause]
NEEDED = "Hãy ghi số, hoặc chọn “Vắng mặt”."
MOST = 10_000_000


class ChooseForm(forms.Form):
    """Which closed period, and which agency."""

    ky = forms.TypedChoiceField(label="Kỳ đã chốt", coerce=int)
    co_quan = forms.TypedChoiceField(label="Cơ quan", coerce=int)

    def __init__(
        self,
        *args: Any,
        periods: Sequence[tuple[int, str]],
        agencies: Sequence[tuple[int, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name, choices, empty in (
            ("ky", periods, "Chọn kỳ"),
            ("co_quan", agencies, "Chọn cơ quan"),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", empty), *choices]


class AskForm(forms.Form):
    """Cause and reason, and for each chosen figure n and k as they are to be, or that it is absent."""

    cause = forms.ChoiceField(label="Nguyên nhân", choices=CAUSES, initial=CorrectionCause.ERROR.value)
    reason = forms.CharField(
        label="Lý do và căn cứ",
        max_length=4000,
        widget=forms.Textarea(attrs=LONG),
        help_text="Nêu văn bản, biên bản, ngày làm căn cứ. Người quyết định và cơ quan liên quan đọc được.",
        error_messages={"required": "Hãy ghi lý do điều chỉnh và căn cứ."},
    )

    use_required_attribute = False

    def __init__(self, *args: Any, chosen: Sequence[dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.chosen = chosen
        for place, one in enumerate(chosen):
            start: Said | None = one.get("after", one["before"])
            name_of_n, name_of_k = one["names"]
            is_absent = bool(self.data.get(f"absent_{place}"))
            number: dict[str, Any] = {"min_value": 0, "max_value": MOST, "required": not is_absent}
            number["error_messages"] = {"required": NEEDED}
            self.fields[f"n_{place}"] = forms.IntegerField(
                label=f"{name_of_n} (n)", initial=start and start.n, **number
            )
            self.fields[f"k_{place}"] = forms.IntegerField(
                label=f"{name_of_k} (k)", initial=start and start.k, **number
            )
            self.fields[f"absent_{place}"] = forms.BooleanField(
                label="Vắng mặt: nguồn này không có số liệu",
                required=False,
                initial="after" in one and start is None,
            )
            self.fields[f"note_{place}"] = forms.CharField(
                label="Minh chứng của dòng này", max_length=300, required=False
            )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each chosen figure with its boxes."""
        names = ("n", "k", "absent", "note")
        return [
            one | {name: self[f"{name}_{place}"] for name in names} for place, one in enumerate(self.chosen)
        ]

    def lines(self, agency: int) -> list[Line]:
        """What was typed, as the rules see it; the age of what is corrected stays."""
        found = []
        for place, one in enumerate(self.chosen):
            given = self.cleaned_data
            before: Said | None = one["before"]
            after = None
            if not given[f"absent_{place}"]:
                after = Said(given[f"n_{place}"], given[f"k_{place}"], before.age if before else 0)
            found.append(Line(agency, one["code"], one["source"], before, after, given[f"note_{place}"]))
        return found


class DecideForm(forms.Form):
    """Grant or refuse, and why; ``base`` is the snapshot whose figures stood on the page."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    move = forms.ChoiceField(
        label="Quyết định",
        choices=[("grant", "Điều chỉnh: lập bản mới của kỳ"), ("refuse", "Không điều chỉnh")],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn quyết định."},
    )
    decision = forms.CharField(
        label="Lý do của quyết định",
        max_length=2000,
        widget=forms.Textarea(attrs=LONG),
        help_text="Người đề nghị và cơ quan liên quan đọc được.",
        error_messages={"required": "Hãy ghi lý do của quyết định."},
    )
