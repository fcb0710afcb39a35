"""Templates of replies: plain text with a few placeholders in braces, filled in for one case."""

import re
from collections.abc import Mapping

PLACEHOLDERS: Mapping[str, str] = {
    "ma": "mã phản ánh, 6 ký tự",
    "co_quan": "tên cơ quan trả lời",
    "bo_phan": "tên bộ phận được giao",
    "ngay_chuyen": "ngày cơ quan nhận được phản ánh",
    "han": "hạn trả lời",
    "hom_nay": "ngày trả lời",
}
"""What a template may name, in words for the page where templates are written."""
_NAMED = re.compile(r"\{([^{}\n]{0,40})\}")


def unknown_placeholders(text: str) -> list[str]:
    """Names in braces that no template may use, each once, in the order of the text."""
    return list(dict.fromkeys(name for name in _NAMED.findall(text) if name not in PLACEHOLDERS))


def filled(text: str, values: Mapping[str, str]) -> str:
    """``text`` with its placeholders replaced; one without a value becomes "…" for the writer to fill in."""
    return _NAMED.sub(
        lambda found: (values.get(found[1]) or "…") if found[1] in PLACEHOLDERS else found[0], text
    )
