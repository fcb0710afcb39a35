"""The clauses of the rulebook that an explanation cites, each in one plain sentence (docs/rulebook.md)."""

CLAUSES: dict[str, str] = {
    "S1": "Mỗi nguồn nói về một tiêu chí bằng một cặp số: đã xem bao nhiêu, được bao nhiêu.",
    "S2": "Hai số ấy thành một giá trị từ 0 đến 1: 1 là đạt trọn vẹn.",
    "S3": "Giá trị của tiêu chí là bình quân các nguồn có dữ liệu, theo trọng số đã ban hành.",
    "S4": "Thiếu dữ liệu không phải là 0: nguồn vắng, quá cũ hoặc quá ít lượt thì không tính.",
    "S5": "Điều không áp dụng cho cơ quan thì không bị chấm; điểm của nó được xử lý như bộ tiêu chí ghi.",
    "S6": "Giá trị nhân với số điểm của tiêu chí, chia cho tổng điểm có dữ liệu; chỉ làm tròn ở bước này.",
    "S7": "Điểm thưởng, điểm trừ của cả cơ quan được cộng, trừ từng dòng; chỉ việc đã xác minh mới tính.",
    "S8": "Vi phạm đặc biệt nghiêm trọng đã xác nhận khống chế xếp loại, không đụng đến điểm.",
    "S9": "Xếp loại theo các mức điểm đã ban hành.",
    "S10": "Độ phủ và độ tin cậy cho biết điểm dựa trên nhiều hay ít bằng chứng.",
    "S11": "Chỉ xếp hạng trong cùng nhóm so sánh; bằng điểm thì cùng hạng.",
    "S12": "Điểm của tỉnh là bình quân điểm các cơ quan.",
    "S13": "Chênh lệch giữa tự đánh giá và tiếng nói khác là một con số để tự soi lại, không cộng vào điểm.",
    "S14": "Mức tăng, giảm so với kỳ trước được tách thành các phần cộng lại vừa đúng.",
    "S15": "Kỳ đã chốt không đổi; sai sót được sửa bằng một bản mới có tên, có lý do.",
}


def clause_words(clause: str) -> str:
    """The clause in one sentence; raises KeyError for one that the rulebook does not have."""
    return CLAUSES[clause]
