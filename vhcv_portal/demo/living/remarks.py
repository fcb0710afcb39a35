"""Sentences that citizens left with a rating, sealed as the page seals them."""

from datetime import datetime, timedelta

from core.clock import local_day
from feedback.actions.remarks.keep_remark import keep_remark
from feedback.gather.places import places_of
from feedback.models import Counter, Remark

SENTENCES = (
    (5, "Cô trực quầy hướng dẫn rất kỹ, tôi làm một lần là xong."),
    (5, "Vào cửa có người chào và chỉ chỗ lấy số, rất dễ chịu."),
    (4, "Nhanh gọn, chỉ mong có thêm ghế cho người lớn tuổi."),
    (2, "Chờ gần hai tiếng mới đến lượt mà không ai nói vì sao chậm."),
    (1, "Hẹn trả hôm qua, hôm nay đến vẫn chưa có và không có thư xin lỗi."),
    (2, "Mỗi người hướng dẫn một kiểu, tôi phải về lấy giấy tờ hai lần."),
    (3, "Máy lấy số hay hỏng, người đến sau lại được gọi trước."),
    (5, "Cán bộ trẻ nói năng nhẹ nhàng, giúp mẹ tôi khai trên máy."),
    (1, "Đầu giờ chiều không có ai ở quầy, chúng tôi đứng đợi bốn mươi phút."),
    (4, "Thủ tục rõ, nên dán bảng phí to hơn."),
)
COUNTERS = 12
DAYS = 20


def load_remarks(at: datetime) -> dict[str, int]:
    """Keep a sentence or two at some counters, once; none while there is no vault to seal them to."""
    if Remark.objects.exists():
        return {}
    today = local_day(at)
    counters = list(Counter.objects.as_of(today).filter(revoked_at=None).order_by("pk")[:COUNTERS])
    places = places_of(counters, today)
    kept = 0
    for number, (stars, text) in enumerate(SENTENCES * 2):
        counter = counters[number % len(counters)]
        place = places.get(counter.pk)
        day = today - timedelta(days=1 + number % DAYS)
        if place is not None and counter.is_open(day):
            remark = keep_remark(counter=counter, agency_id=place.agency_id, text=text, stars=stars, day=day)
            kept += remark is not None
    return {"remarks": kept}
