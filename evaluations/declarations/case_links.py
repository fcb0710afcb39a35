"""Cases tied to inspections."""

from core import audit

audit.declare(
    case_link__made="Gắn phản ánh với cuộc kiểm tra",
    case_link__removed="Bỏ gắn phản ánh với cuộc kiểm tra",
)
