"""What is said of a record that came after its month had closed; it is asked for as a correction (S15)."""

AFTER_CLOSING = "Kỳ đánh giá đã chốt. Bản ghi được giữ và được đề nghị điều chỉnh kỳ đó."
MONTH_CLOSED = "Kỳ đánh giá của ngày kiểm tra này đã chốt; bản ghi được giữ và được đề nghị điều chỉnh kỳ đó."
