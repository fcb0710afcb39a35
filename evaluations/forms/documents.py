"""Forms of official documents: they clean what was typed and say what is missing; they save nothing."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms

from core.clock import VIETNAM
from evaluations.actions.documents.minutes import Closing
from evaluations.enums import DocumentKind
from evaluations.rules.documents.facts import Finish, Person, Signed
from evaluations.rules.documents.kinds import KINDS

WAYS = (("", "Theo chữ ký trên máy"), ("paper", "Ký trên bản giấy"), ("refused", "Từ chối ký"))
SIDES = (("agency", "Cơ quan được kiểm tra"), ("team", "Đoàn kiểm tra"))
LONG = forms.Textarea(attrs={"rows": 3})


def seen_version(data: Mapping[str, str]) -> int:
    """The version that a page showed; 0, which fits nothing, when the form came without a number."""
    text = data.get("seen_version") or ""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


class ClosingForm(forms.Form):
    """How the visit ended and who signs, where the phone recorded none of it."""

    ended_at = forms.TimeField(
        label="Giờ kết thúc làm việc",
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.CharField(label="Địa điểm", max_length=200, required=False)
    remarks = forms.CharField(
        label="Ý kiến của cơ quan được kiểm tra", max_length=4000, required=False, widget=LONG
    )
    copies = forms.IntegerField(label="Số bản", min_value=2, max_value=10, initial=2)
    read_back = forms.BooleanField(label="Đã đọc lại biên bản cho các bên có mặt cùng nghe", required=False)

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on
        for side, words in SIDES:
            self.fields.update(_side_fields(side, words))

    def sides(self) -> list[dict[str, Any]]:
        """The fields of each side, for the template."""
        names = ("way", "name", "post", "reason", "witness_name", "witness_post")
        return [{"label": words, **{name: self[f"{side}_{name}"] for name in names}} for side, words in SIDES]

    def clean(self) -> dict[str, Any]:
        """A pen needs a name; a refusal needs its reason and a witness."""
        cleaned = super().clean() or self.cleaned_data
        needs = {"paper": ("name",), "refused": ("reason", "witness_name")}
        for side, _ in SIDES:
            for name in needs.get(cleaned.get(f"{side}_way", ""), ()):
                if not cleaned.get(f"{side}_{name}"):
                    self.add_error(f"{side}_{name}", MISSING[name])
        return cleaned

    def closing(self) -> Closing:
        """What was entered, as the act takes it."""
        data = self.cleaned_data
        finish = Finish(
            ended_at=_moment(self.on, data["ended_at"]),
            place=data["place"],
            remarks=data["remarks"],
            read_back=data["read_back"],
            copies=data["copies"],
        )
        entered = tuple(self._signed(side) for side, _ in SIDES if data[f"{side}_way"])
        person = Person(data["agency_name"], data["agency_post"]) if data["agency_name"] else None
        return Closing(finish, person, entered)

    def _signed(self, side: str) -> Signed:
        data = self.cleaned_data
        return Signed(
            side=side,
            name=data[f"{side}_name"],
            post=data[f"{side}_post"],
            way=data[f"{side}_way"],
            reason=data[f"{side}_reason"],
            witness_name=data[f"{side}_witness_name"],
            witness_post=data[f"{side}_witness_post"],
        )


MISSING = {
    "name": "Ghi họ tên người ký.",
    "reason": "Ghi lý do từ chối ký.",
    "witness_name": "Ghi họ tên người làm chứng.",
}


def _side_fields(side: str, words: str) -> dict[str, forms.Field]:
    line = {"max_length": 120, "required": False}
    return {
        f"{side}_way": forms.ChoiceField(
            label=f"Chữ ký của {words.lower()}", choices=WAYS, required=False, widget=forms.RadioSelect
        ),
        f"{side}_name": forms.CharField(label="Họ và tên", **line),
        f"{side}_post": forms.CharField(label="Chức vụ", **line),
        f"{side}_reason": forms.CharField(label="Lý do từ chối ký", max_length=500, required=False),
        f"{side}_witness_name": forms.CharField(label="Họ và tên người làm chứng", **line),
        f"{side}_witness_post": forms.CharField(label="Chức vụ người làm chứng", **line),
    }


def _moment(on: date, hour: time | None) -> datetime | None:
    return None if hour is None else datetime.combine(on, hour, tzinfo=VIETNAM)


class AddendumForm(forms.Form):
    """What is added to issued minutes and why; late records may be taken up."""

    reason = forms.CharField(label="Lý do bổ sung", max_length=1000, widget=LONG)
    text = forms.CharField(
        label="Nội dung bổ sung", max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    late = forms.MultipleChoiceField(
        label="Bản ghi đến sau đưa vào phụ lục", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, late: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["late"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = late


class StyleForm(forms.Form):
    """The head of papers, symbols and readers, as Home Affairs wants them."""

    parent = forms.CharField(label="Cơ quan chủ quản", max_length=120)
    issuer = forms.CharField(label="Cơ quan ban hành", max_length=120)
    place = forms.CharField(label="Địa danh", max_length=60)
    head_post = forms.CharField(
        label="Chức vụ người đứng đầu",
        max_length=60,
        help_text="Ghi sẵn ở ô chức vụ người ký khi ra kết luận; người lập sửa được.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in DocumentKind.values:
            self.fields[f"symbol_{kind}"] = forms.RegexField(
                r"^[A-ZĐ0-9]+(-[A-ZĐ0-9&.]+)*$",
                label="Ký hiệu",
                max_length=30,
                help_text="Phần sau số, ví dụ BB-SNV.",
                error_messages={"invalid": "Ký hiệu gồm chữ in hoa, số và gạch nối, ví dụ BB-SNV."},
            )
            self.fields[f"recipients_{kind}"] = forms.CharField(
                label="Nơi nhận (mỗi dòng một nơi)",
                max_length=600,
                required=False,
                widget=LONG,
            )

    def kinds(self) -> list[dict[str, Any]]:
        """The fields of each kind of document, for the template."""
        return [
            {"label": label, "symbol": self[f"symbol_{kind}"], "recipients": self[f"recipients_{kind}"]}
            for kind, label in DocumentKind.choices
        ]

    def clean(self) -> dict[str, Any]:
        """Two kinds may not share a symbol: their registers both begin at 1."""
        cleaned = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for kind in KINDS:
            symbol = cleaned.get(f"symbol_{kind}", "")
            if symbol and symbol in seen:
                self.add_error(f"symbol_{kind}", "Ký hiệu này đã dùng cho loại văn bản khác, số sẽ trùng.")
            seen[symbol] = kind
        return cleaned

    def symbols(self) -> dict[str, str]:
        """Symbols by kind."""
        return {str(kind): self.cleaned_data[f"symbol_{kind}"] for kind in KINDS}

    def recipients(self) -> dict[str, list[str]]:
        """Readers by kind, a line each."""
        return {str(kind): _lines(self.cleaned_data[f"recipients_{kind}"]) for kind in KINDS}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


MISREAD = str.maketrans("018", "OIB")
"""Digits that no code has, and the letters that they were read for."""


class VerifyForm(forms.Form):
    """The code of a paper and, if the reader has one, the digest of a file."""

    code = forms.CharField(
        label="Mã xác minh",
        max_length=60,
        help_text="16 ký tự in cạnh mã QR ở cuối văn bản; gõ liền hay cách đều được.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    digest = forms.CharField(
        label="Mã băm SHA-256 của tệp (nếu có)",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        """16 characters A–Z, 2–7; what is easily misread is set right."""
        code = re.sub(r"[\s.–-]", "", self.cleaned_data["code"]).upper().translate(MISREAD)
        if not re.fullmatch(r"[A-Z2-7]{16}", code):
            raise forms.ValidationError("Mã xác minh gồm 16 chữ cái và số, ví dụ ABCD 2345 EFGH 67AB.")
        return code

    def clean_digest(self) -> str:
        """64 hex digits, or the first 16 of them."""
        digest: str = re.sub(r"\s", "", self.cleaned_data["digest"]).lower()
        if digest and not re.fullmatch(r"[0-9a-f]{16}|[0-9a-f]{64}", digest):
            raise forms.ValidationError("Mã băm SHA-256 gồm 64 ký tự 0–9, a–f (hoặc 16 ký tự đầu).")
        return digest
