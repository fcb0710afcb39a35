"""What asking by a person and asking by rule have in common: the checks of lines, and writing them down."""

from collections.abc import Sequence

from evaluations.actions.corrections.refusals import BaseMoved, CorrectionRefused
from evaluations.gather.corrections.previews import Base
from evaluations.models import Correction, CorrectionLine
from evaluations.rules.corrections.asking import trouble_of
from evaluations.rules.corrections.lines import Line

NO_LINE = "Hãy chọn ít nhất một số liệu cần điều chỉnh."
NOT_IN_MONTH = "Cơ quan hoặc tiêu chí này không có trong kỳ đã chốt. Hãy chọn lại."
NOT_APPLICABLE = "Tiêu chí này không áp dụng cho cơ quan trong kỳ nên không tính điểm. Hãy bỏ dòng này."


def check_lines(base: Base, lines: Sequence[Line]) -> None:
    """Raises CorrectionRefused with words by line, and BaseMoved where what was frozen is another."""
    if not lines:
        raise CorrectionRefused(NO_LINE)
    errors = {place: words for place, line in enumerate(lines) if (words := trouble(base, line))}
    if errors:
        raise CorrectionRefused(next(iter(errors.values())), errors)
    if any(base.said(line.agency).get((line.code, line.source)) != line.before for line in lines):
        raise BaseMoved


def trouble(base: Base, line: Line) -> str:
    """What is wrong with one line on this base, "" for nothing."""
    if line.agency not in base.by_id:
        return NOT_IN_MONTH
    rules = {rule.code: rule for rule in base.rules_of(line.agency).criteria}
    if line.code not in rules:
        return NOT_IN_MONTH
    rule = rules[line.code]
    if rule.position in base.by_id[line.agency].not_applicable:
        return NOT_APPLICABLE
    return trouble_of(rule, line)


def write_lines(correction: Correction, lines: Sequence[Line]) -> None:
    """The lines of a correction that was just asked; they never change."""
    CorrectionLine.objects.bulk_create(
        CorrectionLine(
            correction=correction,
            agency_id=line.agency,
            criterion_code=line.code,
            source=line.source,
            before=line.before and line.before.as_json(),
            after=line.after and line.after.as_json(),
            note=line.note,
        )
        for line in lines
    )


def as_audited(lines: Sequence[Line]) -> list[dict[str, object]]:
    """Lines as the trail keeps them."""
    return [
        {
            "agency": line.agency,
            "criterion": line.code,
            "source": line.source,
            "before": line.before and line.before.as_json(),
            "after": line.after and line.after.as_json(),
        }
        for line in lines
    ]
