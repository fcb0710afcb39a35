"""Why a person owes an agency no form this month, on their own pages."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from agencies.gather.names import names_on
from evaluations.enums import Owing
from evaluations.gather.assessments.owed import Excuse, OwnMonths, own_excuse

WHY = {
    Owing.ON_LEAVE: "Bạn nghỉ gần hết tháng nên không phải nộp phiếu của tháng này.",
    Owing.SHORT_STAY: "Trong tháng bạn công tác ở đây ít hơn số ngày tối thiểu nên không phải nộp phiếu.",
    Owing.SECONDED_AWAY: "Bạn đang được biệt phái; phiếu của tháng này nộp ở nơi bạn được cử đến.",
}
"""What a person who stands in the agency on the last day is told."""

IF_WRONG = "Nếu không đúng, hãy báo thủ trưởng hoặc trưởng bộ phận sửa vị trí công tác, ngày nghỉ đã ghi."


def not_owed(months: OwnMonths, staff_id: int | None) -> list[dict[str, str]]:
    """One line per agency to which no form is owed in an open month; one query more where some were left."""
    rows = [_line(excuse) for excuse in months.excuses]
    for period, line in months.moves:
        name = names_on([line.agency_id], period.last_day).get(line.agency_id)
        rows.append(
            {
                "month": period.label,
                "agency": name.name if name else "Cơ quan cũ",
                "why": "Bạn đã chuyển đi trong tháng; phiếu nộp ở cơ quan mới.",
                "url": reverse("transfer_note", args=[period.pk, line.agency_id, staff_id]),
                "action": "Xem nhận xét của nơi chuyển đi",
            }
        )
    return rows


def excused_page(request: HttpRequest, period_pk: int, agency_pk: int) -> HttpResponse:
    """The page in the place of a form that is not owed; 404 where the person does not stand at all."""
    user: Any = request.user
    excuse = own_excuse(user.staff_id, period_pk, agency_pk) if user.staff_id else None
    if excuse is None:
        raise Http404
    context = {
        "row": _line(excuse),
        "working_days": excuse.working_days,
        "if_wrong": IF_WRONG,
        "crumbs": [("Phiếu của tôi", reverse("assessment_list")), (excuse.form.period.label, "")],
    }
    return render(request, "owing/excused.html", context)


def _line(excuse: Excuse) -> dict[str, str]:
    return {
        "month": excuse.form.period.label,
        "agency": excuse.form.agency_name,
        "why": WHY[excuse.owing],
        "url": "",
        "action": "",
    }
