"""What an office issued and did this year: plans, rules, checks, what is posted."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from vhcv_portal.demo.living.registers.offices import Office, Told

PRACTICES = (
    (
        "Thư cảm ơn sau khi trả kết quả",
        "Gửi thư cảm ơn kèm mã QR góp ý trong túi trả kết quả.",
        "GT",
        "spreading",
    ),
    (
        "Trả kết quả tại nhà cho người già yếu",
        "Công chức hộ tịch mang kết quả đến nhà người cao tuổi, người khuyết tật mỗi chiều thứ sáu.",
        "TT",
        "doing",
    ),
    (
        "Ngày không hẹn",
        "Thứ ba và thứ năm trả ngay trong ngày 14 thủ tục đơn giản, không viết giấy hẹn.",
        "TT",
        "spreading",
    ),
    (
        "Sáng thứ hai đồng phục, thẻ đầy đủ",
        "Mỗi sáng thứ hai các phòng nhắc nhau trang phục, thẻ công chức trước giờ tiếp dân.",
        "TP",
        "doing",
    ),
    (
        "Góc hướng dẫn nộp hồ sơ trực tuyến",
        "Đoàn viên trực tại quầy giúp người dân tạo tài khoản và nộp hồ sơ trên Cổng dịch vụ công.",
        "CQ",
        "doing",
    ),
    (
        "Hộp thư “Điều tôi chưa hài lòng”",
        "Hộp thư giấy đặt ở cửa ra, mở mỗi tuần; nay thay bằng mã QR nên không dùng nữa.",
        "GT",
        "stopped",
    ),
)


def papers(office: Office) -> Iterator[Told]:
    """Entries of papers, the year's plan first."""
    year, sign, rng = office.today.year, office.sign, office.rng
    issued = date(year, 1, 12) + timedelta(days=rng.randint(0, 30))
    yield Told(
        "ke-hoach",
        "yearly_plan",
        issued,
        f"{rng.randint(3, 40)}/KH-{sign}",
        f"Kế hoạch thực hiện Đề án Văn hóa công vụ năm {year}",
    )
    rules = [("office", "Nội quy cơ quan"), ("working", "Quy chế làm việc"), ("democracy", "Quy chế dân chủ")]
    rules.append(("culture", "Quy chế văn hóa công sở"))
    for place, (rule, title) in enumerate(rules[: rng.randint(2, 4)]):
        day = date(2024, 5, 20) if place == 1 and rng.random() < 0.4 else date(year, 2, 3 + place)
        number = f"{rng.randint(10, 99)}/QĐ-{sign}"
        yield Told(f"quy-che-{rule}", "internal_rules", day, number, title, details=(("rule", rule),))
    for unit in office.units[: rng.randint(1, max(1, len(office.units)))]:
        yield Told(
            f"ung-xu-{unit}",
            "code_of_conduct",
            date(year, 3, 4),
            f"{rng.randint(100, 160)}/QĐ-{sign}",
            "Quy tắc ứng xử của công chức, viên chức",
            unit=unit,
            details=(("posted", True),),
        )
    launched = (("launched", True), ("in_criteria", rng.random() < 0.7))
    yield Told(
        "thi-dua",
        "emulation",
        date(year, 2, 18),
        f"{rng.randint(20, 60)}/KH-{sign}",
        "Phong trào thi đua thực hiện văn hóa công sở",
        details=launched,
    )
    yield Told(
        "tu-kiem-tra",
        "check_plan",
        date(year, 1, 28),
        f"{rng.randint(5, 50)}/KH-{sign}",
        f"Kế hoạch tự kiểm tra việc thực hiện văn hóa công vụ năm {year}",
        details=(("q1", 1), ("q2", 1), ("q3", 1), ("q4", 1)),
    )
    for quarter in range(rng.randint(1, 3)):
        yield Told(
            f"cuoc-{quarter}",
            "internal_check",
            date(year, 3 * quarter + 2, 20),
            f"{rng.randint(1, 30)}/BB-{sign}",
            "Giờ giấc, đeo thẻ, trang phục tại các phòng",
            details=(("seen", 30), ("found", rng.randint(0, 4)), ("result", "Đã nhắc nhở tại chỗ.")),
        )
    ways = (("posted", True), ("online", rng.random() < 0.75), ("hotline", "0270 3 822 000"))
    yield Told("cong-khai", "publicity", date(year, 3, 10), details=ways)
    chosen = Random(f"mo-hinh-{office.version.agency.code}").sample(PRACTICES, 2)
    for place, (title, about, theme, status) in enumerate(chosen):
        yield Told(
            f"mo-hinh-{place}" if place else "mo-hinh",
            "good_practice",
            date(year, 2 + 2 * place, 2) + timedelta(days=rng.randint(0, 40)),
            title=title,
            details=(("about", about), ("theme", theme), ("status", status)),
            proven=True,
            until="verified" if rng.random() < 0.75 else "declared",
        )
