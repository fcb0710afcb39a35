"""Plans, draws, orders, notices and teams."""

from core import audit, notifications

audit.declare(
    inspection_plan__created="Lập kế hoạch kiểm tra",
    inspection_plan__issued="Ban hành kế hoạch kiểm tra",
    plan_line__added="Thêm dòng kế hoạch kiểm tra",
    plan_line__edited="Sửa dòng kế hoạch kiểm tra",
    plan_line__dropped="Bỏ dòng kế hoạch kiểm tra",
    inspection_plan__imported="Nhập kế hoạch kiểm tra từ Excel",
    inspection_draw__made="Rút ngẫu nhiên cơ quan kiểm tra",
    inspection_draw__revealed="Công bố hạt giống của lần rút",
    inspection__ordered="Ghi quyết định kiểm tra",
    inspection__team_changed="Thay đổi đoàn kiểm tra",
    inspection__notice_sent="Gửi thông báo kiểm tra",
    relative__declared="Khai báo người thân",
    relative__ended="Kết thúc khai báo người thân",
)

INSPECTION_PLANNED = notifications.declare(
    "inspection.planned", "Kế hoạch kiểm tra", sample={"year": 2026, "quarter": 2}
)
INSPECTION_NOTICE = notifications.declare(
    "inspection.notice", "Thông báo kiểm tra", sample={"day": "12/03/2026"}
)
INSPECTION_ASSIGNED = notifications.declare(
    "inspection.assigned", "Phân công kiểm tra", sample={"day": "12/03/2026", "role": "Thành viên"}
)
