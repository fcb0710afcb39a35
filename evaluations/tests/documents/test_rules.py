"""The wording of papers, what is missing before minutes, what has moved on since: without a database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.documents.flow import FlowTable, Heading, Signatures, to_json
from core.documents.paper_words import lines_of
from evaluations.enums import DocumentKind
from evaluations.rules.documents.facts import Finish, facts_json
from evaluations.rules.documents.kinds import KINDS, build_paper
from evaluations.rules.documents.minutes import OUTLINE, minutes_paper
from evaluations.rules.documents.moved import Present, moved_on
from evaluations.rules.documents.parts import AddendumParts, ConclusionParts
from evaluations.rules.documents.readiness import Unsettled, problems
from evaluations.rules.documents.sealing import canonical, code_of, seal
from evaluations.rules.documents.wording import drift, duration, ended, long_moment
from evaluations.tests.documents.samples import (
    HOUSE,
    NUMBERED,
    PROOF,
    STARTED,
    facts,
    found,
    large_facts,
    signed,
)

DIGEST = "d" * 64
PARTS = {
    **{kind: KINDS[kind].parts() for kind in ("notice", "minutes", "report", "conclusion")},
    "addendum": AddendumParts(1, "Lý do.", "Nội dung."),
}


def words_of(kind="minutes", known=None, parts=None):
    paper = build_paper(kind, known or facts(), parts or PARTS[kind], HOUSE, NUMBERED, PROOF)
    return " ".join("\n".join(lines_of(paper)).split())


def test_minutes_have_their_seven_parts_in_order():
    paper = minutes_paper(facts(), HOUSE, NUMBERED, PROOF)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == list(OUTLINE)


@pytest.mark.parametrize(
    "line",
    [
        "Quyết định số 125/QĐ-SNV ngày 09 tháng 11 năm 2026 của Giám đốc Sở Nội vụ, hồi 07 giờ 40 phút",
        "- Thời kỳ kiểm tra: từ ngày 01 tháng 01 năm 2026 đến hết ngày 31 tháng 10 năm 2026.",
        "- Thời gian làm việc: từ 07 giờ 40 phút đến 10 giờ 05 phút (2 giờ 25 phút).",
        "- Đồng hồ của máy ghi nhận lệch với máy chủ 2 giây.",
        "có mặt 36/42 người.",
        "phiên bản 1: 2 tiêu chí, trong đó 1 tiêu chí chưa đạt đầy đủ.",
        "TP-04 Mặc trang phục gọn gàng, lịch sự, đúng quy định của ngành 18/20 đạt Nhẹ",
        "Cơ quan sẽ nhắc nhở và khắc phục ngay.",
        "Biên bản đã được đọc lại cho các bên có mặt cùng nghe, công nhận nội dung ghi trên là đúng.",
        "Biên bản được lập thành 02 bản",
        "đến hết ngày 19 tháng 11 năm 2026.",
        "Mã xác minh: ABCD 2345 EFGH 67IJ",
    ],
)
def test_minutes_say(line):
    assert line in words_of()


def test_minutes_print_every_photographs_digest_in_full():
    known = large_facts()
    words = "".join(words_of(known=known).split())
    assert [photo.sha256 for photo in known.photos if photo.sha256 not in words] == []
    assert len(known.photos) == 30


def test_a_refusal_stands_with_its_reason_and_witness_instead_of_a_name():
    refused = signed("agency", way="refused", name="", strokes=(), reason="Không đồng ý",
                     witness_name="Lý Thị Mai", witness_post="Phó Chủ tịch phường")  # fmt: skip
    words = words_of(known=facts(signatures=(signed("team"), refused)))
    assert "(Từ chối ký. Lý do: Không đồng ý. Người làm chứng: Lý Thị Mai, Phó Chủ tịch phường.)" in words


def test_the_inspected_signs_to_the_left_and_the_team_to_the_right():
    paper = minutes_paper(facts(), HOUSE, NUMBERED, PROOF)
    [block] = [block for block in paper.blocks if isinstance(block, Signatures)]
    assert [one.name for one in block.signers] == ["Trần Văn Khởi", "Nguyễn Thị Hòa"]


def test_what_is_less_than_full_stands_in_bold():
    paper = minutes_paper(facts(), HOUSE, NUMBERED, PROOF)
    [table] = [b for b in paper.blocks if isinstance(b, FlowTable) and b.labels[0] == "Mã"]
    assert table.emphasised == (1,)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"headcount": None}, "Đoàn kiểm tra không điểm danh."),
        ({"groups": ()}, "Đoàn kiểm tra không ghi nhận nội dung nào."),
        ({"photos": ()}, "Không có ảnh."),
        ({"finish": Finish()}, "Cơ quan được kiểm tra không có ý kiến khác."),
    ],
)
def test_what_is_not_there_is_said(changes, line):
    assert line in words_of(known=facts(**changes))


def test_a_draft_says_that_it_is_one():
    words = "\n".join(lines_of(minutes_paper(facts(), HOUSE, NUMBERED, None)))
    assert "Bản dự thảo" in words
    assert "Mã xác minh" not in words


@pytest.mark.parametrize("kind", DocumentKind.values)
def test_every_kind_is_built_proved_and_names_the_agency(kind):
    words = words_of(kind)
    assert "Sở Tư pháp tỉnh Vĩnh Long" in words
    assert "Mã xác minh" in words


def test_the_symbols_of_the_kinds_differ():
    """Each register begins at 1, so two kinds of one symbol would give two papers one number."""
    assert len({kind.symbol for kind in KINDS.values()}) == len(DocumentKind.values)


def test_a_conclusion_lists_only_what_stands():
    dropped = found("TP-05", 10, 5, upheld=False, outcome="Bỏ ghi nhận. Đã có giấy phép.")
    group = replace(facts().groups[0], found=(*facts().groups[0].found, dropped))
    words = words_of("conclusion", facts(groups=(group,)), ConclusionParts(text="Đã chấp hành."))
    assert "TP-04" in words
    assert "TP-05" not in words
    assert "1 nội dung không còn tính sau khi xem xét giải trình." in words


READY = {"unsettled": Unsettled(), "present_sha256": DIGEST, "changed": {}}


def ready_facts(**changes):
    both = (signed("team", signed_sha256=DIGEST), signed("agency", signed_sha256=DIGEST))
    return facts(signatures=both, **changes)


def test_signed_read_back_and_settled_minutes_are_ready():
    assert problems(ready_facts(), **READY) == []


@pytest.mark.parametrize(
    ("changes", "given", "said"),
    [
        ({"headcount": None, "groups": ()}, {}, "Chưa có điểm danh hay ghi nhận nào"),
        ({}, {"unsettled": Unsettled(conflicts=("TP-04",))}, "Còn ghi nhận khác nhau chưa chọn: TP-04"),
        (
            {},
            {"unsettled": Unsettled(held=("điểm danh",))},
            "Còn bản ghi đang chờ bản ghi trước nó: điểm danh",
        ),
        ({"finish": Finish(read_back=False)}, {}, "Chưa xác nhận đã đọc lại"),
    ],
)
def test_it_is_not_ready(changes, given, said):
    [problem] = problems(ready_facts(**changes), **(READY | given))
    assert said in problem


def test_a_signature_of_other_findings_no_longer_fits_and_says_what_changed():
    known = ready_facts()
    [problem] = problems(known, **(READY | {"present_sha256": "e" * 64, "changed": {"team": ["TP-04"]}}))[:1]
    assert "đoàn kiểm tra không còn khớp" in problem
    assert ": TP-04." in problem
    assert "ký lại" in problem


@pytest.mark.parametrize(
    ("signature", "said"),
    [
        (None, "Chưa có chữ ký của cơ quan được kiểm tra"),
        (signed("agency", way="refused", name="", witness_name="Mai"), "còn thiếu lý do"),
        (signed("agency", way="refused", name="", reason="Bận"), "còn thiếu họ tên người làm chứng"),
        (signed("agency", way="paper", name=" "), "Chưa ghi họ tên người ký"),
    ],
)
def test_a_side_that_is_not_signed_is_named(signature, said):
    both = tuple(one for one in (signed("team", signed_sha256=DIGEST), signature) if one is not None)
    [problem] = problems(facts(signatures=both), **READY)
    assert said in problem


@pytest.mark.parametrize("way", ["paper", "refused"])
def test_a_pen_or_a_refusal_needs_no_digest(way):
    other = signed("agency", way=way, reason="Bận", witness_name="Mai")
    assert problems(facts(signatures=(signed("team", signed_sha256=DIGEST), other)), **READY) == []


NOW = Present("Sở Tư pháp tỉnh Vĩnh Long", "1")


def moved(change=None, present=NOW):
    return moved_on(facts_json(facts()), facts_json(change or facts()), present)


def test_nothing_has_moved_on():
    assert moved() == []


@pytest.mark.parametrize(
    ("change", "present", "said"),
    [
        (None, replace(NOW, agency_name="Sở Tư pháp mới"), "Cơ quan nay có tên “Sở Tư pháp mới”"),
        (None, replace(NOW, agency_name=""), "không còn hoạt động dưới tên này"),
        (None, replace(NOW, newest_version="2"), "Bộ tiêu chí nay có phiên bản 2"),
        (None, replace(NOW, addenda=("01/PLBB-SNV",)), "Đã có phụ lục bổ sung: 01/PLBB-SNV."),
        (facts(roster=40), NOW, "nay có 40 người, lúc ban hành có 42"),
        (facts(team=facts().team[:1]), NOW, "thành viên đoàn đã được sửa"),
    ],
)
def test_what_has_moved_on_is_said(change, present, said):
    [line] = moved(change, present)
    assert said in line


def test_a_finding_that_was_judged_or_is_otherwise_now_is_named():
    group = facts().groups[0]
    judged = replace(group.found[1], outcome="Bỏ ghi nhận.", upheld=False)
    other = replace(group.found[0], k=19)
    lines = moved(facts(groups=(replace(group, found=(other, judged)),)))
    assert lines == ["Sau giải trình đã xem xét lại: TP-04.", "Ghi nhận hiện nay khác văn bản: TP-01."]


def test_the_seal_covers_code_facts_and_all_that_was_printed_but_the_tail():
    content = to_json(minutes_paper(facts(), HOUSE, NUMBERED, PROOF))
    known = facts_json(facts())
    digest = seal("A", known, content)
    assert seal("A", known, content | {"tail": []}) == digest
    others = [
        seal("B", known, content),
        seal("A", known | {"roster": 1}, content),
        seal("A", known, content | {"title": "X"}),
        seal("A", known, content | {"blocks": content["blocks"][1:]}),
    ]
    assert digest not in others
    assert len(set(others)) == 4


def test_canonical_json_knows_no_order_of_names():
    assert canonical({"b": 1, "a": "đ"}) == canonical({"a": "đ", "b": 1}) == '{"a":"đ","b":1}'.encode()


def test_a_code_has_sixteen_characters():
    assert code_of(bytes(10)) == "A" * 16
    with pytest.raises(ValueError, match="9 bytes"):
        code_of(bytes(9))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (long_moment(STARTED), "07 giờ 40 phút ngày 12 tháng 11 năm 2026"),
        (duration(timedelta(minutes=45)), "45 phút"),
        (duration(timedelta(hours=2, minutes=5)), "2 giờ 05 phút"),
        (drift(-800), "không quá 1 giây"),
        (drift(90_000), "90 giây"),
        (drift(600_000), "10 phút"),
        (ended("Xong"), "Xong."),
        (ended("Xong!"), "Xong!"),
    ],
)
def test_words_for_times(words, expected):
    assert words == expected
