"""The closed lists of this app: audit events, notifications and the outbox topic, each declared once."""

from core import audit, notifications, outbox

audit.declare(
    register_entry__declared="Khai vào sổ theo dõi",
    register_entry__edited="Sửa mục trong sổ theo dõi",
    register_entry__imported="Nhập sổ theo dõi từ Excel",
    register_entry__verified="Xác nhận mục trong sổ theo dõi",
    register_entry__refused="Chưa chấp nhận mục trong sổ theo dõi",
    register_entry__withdrawn="Rút mục trong sổ theo dõi",
    register_entry__annulled="Hủy xác nhận mục trong sổ theo dõi",
    register_entry__listed="Cập nhật danh sách người",
    register_entry__evidenced="Thêm minh chứng",
    register_entry__restated="Ghi lại tình trạng mô hình hay",
    register_entry__looked_at="Xem mục về vi phạm của cá nhân",
    legal_document__recorded="Ghi văn bản pháp lý",
    responsible_head__named="Phân công người đứng đầu chịu trách nhiệm",
    responsible_head__acknowledged="Xác nhận nhận trách nhiệm",
    external_index__recorded="Ghi chỉ số bên ngoài",
    external_index__imported="Nhập chỉ số bên ngoài từ Excel",
)

ENTRY_DECIDED = notifications.declare(
    "register_entry.decided",
    "Kết quả xác nhận sổ theo dõi",
    sample={"register": "Kế hoạch năm", "result": "Đã xác nhận", "title": "Kế hoạch năm 2026"},
)
HEAD_NAMED = notifications.declare(
    "responsible_head.named",
    "Phân công người đứng đầu chịu trách nhiệm",
    sample={"agency": "Sở Tư pháp", "day": "05/01/2026"},
)

REGISTERS_CHANGED = "registers.changed"
"""Verified entries of an agency changed: payload {"agency": id of the rated agency}."""

# By name: registers know neither months nor scores, evaluations knows both.
outbox.declare_topic(REGISTERS_CHANGED, "evaluations.tasks.settle_changed_registers")
