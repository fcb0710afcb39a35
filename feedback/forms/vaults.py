"""Forms of the custodians: they clean what was typed and speak to people; they save nothing."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from feedback.enums import VaultCode
from feedback.models import HolderKey
from feedback.rules.vaults import LEAST_SIGNS

NOT_THE_SAME = "Hai lần nhập chưa giống nhau. Hãy nhập lại cả hai ô."
NEVER_RECOVERED = "Tôi hiểu: quên mật khẩu khóa là mất, không ai (kể cả quản trị kỹ thuật) lấy lại được."


def passphrase_box(label: str, *, is_new: bool, help_text: str = "") -> forms.CharField:
    """A box whose signs are neither shown again, nor stripped, nor offered to another form."""
    autocomplete = "new-password" if is_new else "current-password"
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=help_text,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": autocomplete}),
    )


class NewPassphrase(forms.Form):
    """A passphrase typed twice."""

    new_passphrase = passphrase_box(
        "Mật khẩu khóa mới",
        is_new=True,
        help_text=f"Ít nhất {LEAST_SIGNS} ký tự, khác mật khẩu đăng nhập; một câu dễ nhớ là tốt nhất. "
        "Hãy ghi ra giấy và cất vào két sắt của cơ quan.",
    )
    again = passphrase_box("Nhập lại mật khẩu khóa mới", is_new=True)

    def clean(self) -> dict[str, Any]:
        """Both boxes hold the same."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("new_passphrase") and data.get("again") and data["new_passphrase"] != data["again"]:
            self.add_error("again", NOT_THE_SAME)
        return data


class MakeKeyForm(NewPassphrase):
    """The first key, or one anew after the passphrase was lost."""

    understood = forms.BooleanField(label=NEVER_RECOVERED)


class ChangePassphraseForm(NewPassphrase):
    """The same key under another passphrase."""

    passphrase = passphrase_box("Mật khẩu khóa hiện nay", is_new=False)
    field_order = ["passphrase", "new_passphrase", "again"]


class UnlockForm(forms.Form):
    """The passphrase that opens the person's shares."""

    passphrase = passphrase_box("Mật khẩu khóa", is_new=False)


class MakeVaultForm(forms.Form):
    """Which vault, for which of the agencies where the person works."""

    code = forms.TypedChoiceField(
        label="Két",
        choices=VaultCode.choices,
        coerce=VaultCode,
        widget=forms.RadioSelect,
        help_text="Két thứ nhất thường đặt tại Sở Nội vụ; két thứ hai đặt tại một cơ quan khác và nhận "
        "phản ánh về chính cơ quan của két thứ nhất.",
    )
    body = forms.TypedChoiceField(label="Cơ quan của két", coerce=int)

    def __init__(self, *args: Any, codes: list[str], bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code, body = self.fields["code"], self.fields["body"]
        assert isinstance(code, forms.ChoiceField)
        assert isinstance(body, forms.ChoiceField)
        code.choices = [choice for choice in VaultCode.choices if choice[0] in codes]
        body.choices = bodies


class GiveShareForm(forms.Form):
    """To whom the vault's key is given."""

    receiver = forms.ModelChoiceField(
        label="Người nhận",
        queryset=HolderKey.objects.none(),
        empty_label="Chọn người đã tạo khóa",
    )
    compared = forms.BooleanField(
        label="Tôi đã gọi điện hoặc gặp người nhận và hai bên đọc cho nhau đúng dấu khóa ở trên."
    )

    def __init__(self, *args: Any, receivers: QuerySet[HolderKey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = receivers
