"""Tables of one agency, from its total down to its sources; each level adds up to the one above."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from core.cells import Cell, Row
from core.numbers import format_points
from core.svg import score_bar
from evaluations.enums import NotApplicable, Source
from evaluations.rules.results import (
    BONUS,
    COUNTED,
    LAPSED,
    NO_DATA,
    NO_WEIGHT,
    SCORED,
    TOO_FEW,
    AgencyScore,
    CriterionScore,
    GroupScore,
    SourceScore,
)
from evaluations.rules.rounding import from_cents
from reporting.gather.agency import Scored
from reporting.gather.definitions import CriterionText
from reporting.gather.months import Month
from reporting.links import link
from reporting.rules.heat import percent_of
from reporting.rules.small_counts import told
from reporting.tables.cells import (
    Table,
    count_field,
    head,
    integer,
    percent,
    percent_field,
    points,
    points_field,
    proved,
    signed_field,
    text_field,
    words,
)

SOURCES = {source.value: source.label for source in Source}
APPLIES = {treatment.value: treatment.label for treatment in NotApplicable}


def groups(found: Scored, month: Month) -> Table:
    """Points by group of criteria, then bonus and deductions line by line (S6, S7); the sum is the total."""
    fields = (
        text_field("Nhóm tiêu chí", 34),
        points_field("Điểm"),
        points_field("Tối đa có dữ liệu"),
        percent_field("Tỷ lệ"),
        text_field("Mức đạt", look="bar-column", exported=False),
        text_field("Tiêu chí có dữ liệu", 14),
    )
    rows: list[Row] = []
    for group in found.score.groups:
        name = found.words.group_name(group.code)
        rows.append(
            [
                head(name, link("group_detail", month, found.row.agency_id, group.code)),
                points(group.points),
                points(group.possible if group.scored else None),
                *_share(group.cents, group.possible_cents, name),
                words(f"{group.scored}/{group.applicable}"),
            ]
        )
    for line in found.score.adjustments:
        rows.append([head(line.reason), points(line.points), *[words("")] * 4])
    foot: Row = [words("Tổng điểm"), points(total_of(found.score)), *[words("")] * 4]
    table = Table("nhom", f"Điểm theo nhóm tiêu chí, {month.label}", fields, rows, foot, stack=True)
    return proved(table, "Điểm", stated=found.row.total, what="điểm của cơ quan")


def total_of(score: AgencyScore) -> Decimal | None:
    """The sum of groups and adjustments, added up here from the parts and not read from the total."""
    if all(group.cents is None for group in score.groups):
        return None
    moved = sum(line.signed_cents for line in score.adjustments)
    return from_cents(sum(group.cents or 0 for group in score.groups) + moved)


def _share(cents: int | None, possible: int, label: str) -> list[Cell]:
    value = percent_of(cents, possible)
    bar = score_bar(value, label=f"{label}: {'chưa có dữ liệu' if value is None else f'{value}%'}")
    ratio = None if value is None else Decimal(value) / 100
    return [percent(ratio), {"html": bar, "class": "bar-column"}]


def criteria(
    found: Scored, scores: Iterable[CriterionScore], month: Month, caption: str, *, group: GroupScore | None
) -> Table:
    """What each criterion brings, could bring, and how it stands; they add up to ``group``, else to all."""
    fields = (
        text_field("Mã", 8),
        text_field("Tiêu chí", 50),
        points_field("Điểm"),
        points_field("Tối đa"),
        percent_field("Giá trị", 1),
        text_field("Nguồn", 30, "source-column"),
    )
    every = list(scores)
    rows = [_criterion(found.words.criteria[one.position], one, found.row.agency_id, month) for one in every]
    foot: Row = [
        words("Tổng"),
        words(""),
        points(sum_of(one.cents for one in every)),
        points(sum_of(one.possible_cents if one.cents is not None else None for one in every)),
        words(""),
        words(""),
    ]
    stated, what = found.score.base, "điểm các nhóm, trước điểm cộng, trừ"
    if group is not None:
        stated, what = group.points, "điểm của nhóm"
    return proved(Table("tieu-chi", caption, fields, rows, foot), "Điểm", stated=stated, what=what)


def sum_of(cents: Iterable[int | None]) -> Decimal | None:
    """The sum of hundredths in points; None when there is nothing to add, which is no zero."""
    known = [value for value in cents if value is not None]
    return from_cents(sum(known)) if known else None


def _criterion(text: CriterionText, score: CriterionScore, agency: int, month: Month) -> Row:
    return [
        words(text.code, klass="nowrap"),
        head(text.statement, link("criterion_detail", month, agency, text.code)),
        points(score.points),
        points(score.possible if score.cents is not None else None),
        percent(score.value, 1),
        words(_spoken(score) if score.cents is not None else state_words(score), klass="source-column"),
    ]


def _spoken(score: CriterionScore) -> str:
    if not score.sources:
        return state_words(score)
    return ", ".join(SOURCES[one.source] for one in score.sources if one.status == COUNTED)


def state_words(score: CriterionScore) -> str:
    """Why a criterion has no points of its own, or that it has."""
    if score.state == NO_DATA:
        return "Chưa có dữ liệu"
    if score.state == BONUS:
        return "Điểm thưởng, tính riêng"
    if score.state in APPLIES:
        return f"Không áp dụng: {score.reason} ({APPLIES[score.state]})"
    return "Đã chấm"


def sources(found: Scored, score: CriterionScore, month: Month) -> Table:
    """What each source saw of one criterion and the points it brought; they add up to the criterion's."""
    fields = (
        text_field("Nguồn", 24),
        count_field("Trọng số"),
        count_field("n"),
        count_field("k"),
        percent_field("Giá trị", 2),
        points_field("Điểm"),
        text_field("Tình trạng", 34),
    )
    code = found.words.criteria[score.position].code
    rows = [
        _source(one, link("source_detail", month, found.row.agency_id, code, one.source))
        for one in score.sources
    ]
    counted = [one.cents for one in score.sources if one.status == COUNTED]
    foot: Row = [words("Tổng"), *[words("")] * 4, points(sum_of(counted)), words("")]
    table = Table("nguon", f"Các nguồn của tiêu chí {code}", fields, rows, foot, stack=True)
    return (
        proved(table, "Điểm", stated=score.points, what="điểm của tiêu chí")
        if score.state == SCORED
        else table
    )


def _source(one: SourceScore, url: str) -> Row:
    hidden = one.source == Source.CITIZEN and one.status == TOO_FEW
    return [
        head(SOURCES[one.source], url),
        {"text": str(one.weight), "num": True, "value": one.weight},
        {"text": told(one.n), "num": True} if hidden else integer(one.n),
        {"text": "ẩn", "num": True} if hidden else integer(one.k),
        {"text": "ẩn", "num": True} if hidden else percent(one.value, 2),
        points(one.points if one.status == COUNTED else None),
        words(status_words(one)),
    ]


def status_words(one: SourceScore) -> str:
    """Whether a source counts, and if not, why; a carried inspection says how old it is (S4)."""
    return status_of(one.status, one.age)


def status_of(status: str, age: int) -> str:
    """The same from a status and an age in months."""
    if status == COUNTED and age:
        return f"Mang sang từ {age} tháng trước"
    return {
        COUNTED: "Được tính",
        TOO_FEW: "Chưa đủ số lượt tối thiểu nên không tính",
        LAPSED: "Quá cũ nên không tính",
        NO_WEIGHT: "Trọng số 0, chỉ để đối chiếu",
    }[status]


def losses(found: Scored, worst: Sequence[CriterionScore], month: Month) -> Table:
    """What to mend first: the criteria that lose most points."""
    fields = (
        text_field("Tiêu chí", 50),
        signed_field("Đang mất"),
        percent_field("Đạt"),
        text_field("Nguồn thấp nhất", 30),
    )
    rows: list[Row] = []
    for one in worst:
        text = found.words.criteria[one.position]
        lost = from_cents(one.possible_cents - (one.cents or 0))
        rows.append(
            [
                head(
                    f"{text.code} {text.statement}",
                    link("criterion_detail", month, found.row.agency_id, text.code),
                ),
                {"text": f"−{format_points(lost)}", "num": True, "value": -lost, "class": "trend-down"},
                percent(one.value, 0),
                words(_lowest(one)),
            ]
        )
    table = Table("khac-phuc", "Nên khắc phục trước", fields, rows, stack=True)
    return proved(table, "Đang mất", words="Các tiêu chí này đang mất")


def _lowest(score: CriterionScore) -> str:
    counted = [one for one in score.sources if one.status == COUNTED]
    if not counted:
        return ""
    lowest = min(counted, key=lambda one: one.millionths)
    return f"{SOURCES[lowest.source]} ({percent(lowest.value)['text']})"
