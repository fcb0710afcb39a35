"""QR codes: readable by a machine, named for those who do not see, free of inline style."""

from core.qr import qr_svg


def test_a_code_is_named_and_has_no_inline_style() -> None:
    code = qr_svg("https://cong.example.vn/danh-gia/abc/", 'Mở "Quầy <1>"')
    assert 'role="img"' in code
    assert 'Mở "Quầy &lt;1&gt;"' in code
    assert "style" not in code


def test_other_text_gives_another_code() -> None:
    assert qr_svg("a", "x") != qr_svg("b", "x")
