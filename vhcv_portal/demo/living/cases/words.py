"""What citizens wrote, what the custodian let through of it, and how the agency answered."""

from dataclasses import dataclass

from feedback.enums import CaseKind


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: as written, as released, the answer, its kind, and criteria it may count to."""

    written: str
    released: str
    answer: str
    criteria: tuple[str, ...]
    kind: str = CaseKind.OWN


MATTERS = (
    Matter(
        "Tôi là Nguyễn Thị Sáu, ở ấp Phú Thạnh. Sáng thứ ba lúc 8 giờ tôi nộp hồ sơ khai sinh cho cháu, "
        "cô trực quầy nói trống không, quát tôi trước mặt mọi người vì tôi ghi sai một chữ. Số của tôi "
        "0903 118 274.",
        "Người gửi nộp hồ sơ khai sinh; người trực quầy nói trống không và quát người gửi trước mặt mọi "
        "người vì ghi sai một chữ.",
        "Chúng tôi đã làm việc với người trực quầy và xin lỗi ông/bà. Bộ phận đã được nhắc lại cách giao"
        " tiếp; từ tuần này có mẫu tờ khai điền sẵn ví dụ để không ai phải viết lại nhiều lần.",
        ("GT-04", "TT-09"),
    ),
    Matter(
        "Ba giờ chiều hôm qua quầy số 2 không có ai, tôi và năm người nữa đợi tới 3 giờ 45 mới có người "
        "ra. Hỏi thì nói đi uống nước. Biển số xe tôi 64-B1 123.45 gửi trong sân, có thẻ giữ xe.",
        "Đầu buổi chiều quầy không có người trực khoảng bốn mươi lăm phút; nhiều người phải đợi. Khi hỏi"
        " thì được trả lời là đi uống nước.",
        "Qua kiểm tra, việc ông/bà nêu là đúng. Chúng tôi đã phân công người trực thay trong giờ nghỉ "
        "giữa buổi và dán lịch trực tại quầy. Xin cảm ơn ông/bà.",
        ("TT-06", "TT-04"),
    ),
    Matter(
        "Hồ sơ đất của tôi hẹn trả ngày 12, đến ngày 19 vẫn chưa có, không ai gọi cũng không có thư xin "
        "lỗi. Mã hồ sơ H61.25-251003-0042. Anh Tư ở tổ 5 cũng bị y như vậy.",
        "Hồ sơ trễ hẹn nhiều ngày; người gửi không được báo và không nhận được thư xin lỗi. Có người "
        "khác cùng tình trạng.",
        "Hồ sơ trễ do chờ ý kiến cơ quan phối hợp. Chúng tôi đã gửi thư xin lỗi, hẹn lại một lần và trả "
        "kết quả trong tuần. Từ nay thư xin lỗi được gửi chậm nhất một ngày trước hạn.",
        ("TT-08", "TT-03"),
        CaseKind.INTER_AGENCY,
    ),
    Matter(
        "Tôi phải về nhà lấy giấy tờ ba lần, mỗi lần lại thiếu một thứ mà lần trước không ai nói. Tôi "
        "lớn tuổi, đi xe ôm từ Cái Ngang lên mất 60 nghìn một lượt.",
        "Người gửi phải bổ sung giấy tờ ba lần, mỗi lần một thứ mà lần trước không được hướng dẫn.",
        "Chúng tôi xin lỗi ông/bà. Hướng dẫn đã được viết lại thành một tờ danh mục; mỗi hồ sơ chỉ yêu "
        "cầu bổ sung một lần, bằng phiếu.",
        ("GT-05", "TT-09"),
    ),
    Matter(
        "Gọi điện hỏi thủ tục, người nghe không xưng tên, nói 'lên mạng mà coi' rồi cúp máy. Số máy tôi "
        "gọi là máy bàn của phòng, lúc 10 giờ 20.",
        "Gọi điện hỏi thủ tục, người nghe không xưng tên, trả lời ngắn gọn thiếu lịch sự rồi ngắt máy.",
        "Chúng tôi đã nhắc nhở trong cuộc họp đơn vị và dán mẫu câu nghe điện thoại tại bàn trực. Mong "
        "ông/bà thông cảm.",
        ("GT-06", "GT-04"),
    ),
    Matter(
        "Phòng chờ chỉ có sáu ghế, mấy bà bầu phải đứng. Quạt hư hai cái từ tháng trước.",
        "Phòng chờ thiếu ghế, người mang thai phải đứng; quạt hỏng đã lâu.",
        "Đã bổ sung mười hai ghế và sửa quạt. Cảm ơn ông/bà đã góp ý.",
        ("CQ-19",),
    ),
    Matter(
        "Cán bộ tiếp dân không đeo thẻ, hỏi tên thì nói 'hỏi làm gì'. Người này tóc ngắn, ngồi bàn trong"
        " cùng.",
        "Người tiếp công dân không đeo thẻ và không cho biết tên khi được hỏi.",
        "Chúng tôi đã kiểm tra và nhắc nhở; toàn bộ người tiếp công dân đã có thẻ mới.",
        ("TP-04",),
    ),
    Matter(
        "Giờ làm việc mà hai người ngồi coi điện thoại, dân đứng trước mặt không ngó lên. Tôi có chụp hình.",
        "Trong giờ làm việc có người dùng điện thoại việc riêng khi người dân đang chờ.",
        "Việc ông/bà nêu đúng một phần: một người tra cứu hồ sơ trên điện thoại, một người dùng việc "
        "riêng và đã bị phê bình.",
        ("TT-06", "TT-09"),
    ),
    Matter(
        "Hút thuốc ngay hành lang chỗ bàn tiếp dân, khói vô phòng, con tôi bị suyễn.",
        "Có người hút thuốc ở hành lang gần nơi tiếp dân.",
        "Đã dán biển cấm, nhắc nhở trong giao ban và bố trí nơi hút thuốc riêng ngoài sân.",
        ("DD-05",),
    ),
    Matter(
        "Xin khen cô Ngọc ở quầy trả kết quả, cô gọi điện nhắc tôi mang giấy ủy quyền nên tôi đi một lần"
        " là xong. Đề nghị nơi khác làm theo.",
        "Người gửi khen người trực quầy trả kết quả đã gọi điện nhắc giấy tờ trước, và đề nghị nơi khác "
        "làm theo.",
        "Cảm ơn lời động viên của ông/bà. Đơn vị đã ghi nhận và sẽ phổ biến cách làm này.",
        (),
    ),
    Matter(
        "Đề nghị làm việc thêm sáng thứ bảy để công nhân khu công nghiệp đi làm giấy tờ được.",
        "Đề nghị tiếp nhận hồ sơ thêm sáng thứ bảy cho người lao động.",
        "Đề xuất của ông/bà đã được báo cáo. Trước mắt, đơn vị nhận hồ sơ trực tuyến ngoài giờ và hẹn "
        "trả theo yêu cầu.",
        (),
        CaseKind.COMPLEX,
    ),
    Matter(
        "Trưa thứ sáu vô thấy mặt đỏ, mùi rượu, nói lè nhè với dân. Tôi ngồi ghế đầu nên thấy rõ.",
        "Buổi chiều có người tiếp dân có biểu hiện đã uống rượu.",
        "Chúng tôi đã lập biên bản, người này đã bị phê bình và không tiếp công dân trong thời gian xem xét.",
        ("DD-04",),
        CaseKind.COMPLEX,
    ),
)
SENT_AWAY = "Tôi tố cáo ông trưởng phòng nhận tiền để giải quyết hồ sơ trước, có người làm chứng."
JUNK = ("thử thử thử thử", "mua bán sim số đẹp liên hệ ngay", "asdfgh asdfgh 123456")
MORE_WORDS = "Tôi xin nói thêm: hôm qua tôi quay lại thì quầy đã có lịch trực dán ở cửa."
WHY_LATER = "Cần xác minh với đơn vị phối hợp trước khi trả lời."
HOW_CHECKED = "Đã đối chiếu lịch trực, sổ tiếp nhận và làm việc với những người có mặt."
