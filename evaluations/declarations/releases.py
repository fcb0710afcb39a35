"""The release of a ranking: its events and what people are told."""

from core import audit, notifications

audit.declare(
    ranking__asked="Đề nghị công bố xếp hạng",
    ranking__released="Công bố xếp hạng",
    ranking__withdrawn="Rút công bố xếp hạng",
)
RANKING_PREVIEW = notifications.declare(
    "ranking.preview", "Xem trước xếp hạng", sample={"period": "tháng 11/2026", "until": "03/12/2026"}
)
RANKING_ASKED = notifications.declare(
    "ranking.asked", "Đề nghị công bố xếp hạng", sample={"period": "tháng 11/2026", "who": "Lê Thị Nội"}
)
RANKING_RELEASED = notifications.declare(
    "ranking.released", "Đã công bố xếp hạng", sample={"period": "tháng 11/2026", "revision": 1}
)
RANKING_WITHDRAWN = notifications.declare(
    "ranking.withdrawn",
    "Đã rút xếp hạng",
    sample={"period": "tháng 11/2026", "revision": 1, "reason": "Nhầm nhóm so sánh"},
)
