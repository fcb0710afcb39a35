"""Divisions, posts and titles by the profile of an agency (commune, department, hospital, school …)."""

from dataclasses import dataclass

COMMUNE_CENTRE = "Trung tâm Phục vụ hành chính công"
COMMUNE_SHARES = (30.0, 30.0, 25.0, 15.0)
CITIZEN_DIVISIONS = frozenset({"Khoa Khám bệnh", "Bộ phận Một cửa"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What agencies of a kind have in common.

    ``staff_posts`` are (title, weight); ``person_types`` are (type, weight) of people who lead nothing;
    ``leader_type`` is the type of head and deputies; ``women`` is their share, a ratio in [0, 1].
    """

    name: str
    head: str
    deputy: str
    divisions: tuple[str, ...]
    staff_posts: tuple[tuple[str, int], ...]
    person_types: tuple[tuple[str, int], ...]
    leader_type: str
    women: float
    counters: tuple[str, ...] = ("Tiếp nhận và trả kết quả",)


_OFFICE_TYPES = (("public_employee", 88), ("contract_worker", 12))
_COMMUNE_TYPES = (("civil_servant", 74), ("part_timer", 22), ("contract_worker", 4))
_COMMUNE_POSTS = (("Chuyên viên", 70), ("Cán sự", 20), ("Nhân viên", 10))
_OFFICE_POSTS = (("Viên chức chuyên môn", 75), ("Viên chức hỗ trợ", 15), ("Nhân viên", 10))
_COMMUNE_COUNTERS = (
    "Tư pháp, hộ tịch",
    "Đất đai, xây dựng",
    "Bảo trợ xã hội, chính sách",
    "Đăng ký kinh doanh",
)
_COMMUNE_DIVISIONS = (
    "Văn phòng HĐND và UBND",
    "Phòng Kinh tế",
    "Phòng Văn hóa – Xã hội",
    COMMUNE_CENTRE,
)
_WARD_DIVISIONS = (
    "Văn phòng HĐND và UBND",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Phòng Văn hóa – Xã hội",
    COMMUNE_CENTRE,
)
_HOSPITAL_DIVISIONS = (
    "Phòng Tổ chức – Hành chính",
    "Phòng Kế hoạch tổng hợp",
    "Khoa Khám bệnh",
    "Khoa Cấp cứu – Hồi sức",
    "Khoa Nội",
    "Khoa Ngoại",
    "Khoa Sản – Nhi",
    "Khoa Xét nghiệm – Chẩn đoán hình ảnh",
    "Khoa Dược",
)
_HEALTH_DIVISIONS = (
    "Phòng Hành chính – Tổng hợp",
    "Khoa Khám bệnh",
    "Khoa Điều trị",
    "Khoa Dự phòng",
)
_CENTRE_COUNTERS = (
    "Nội vụ",
    "Tư pháp",
    "Tài chính, đăng ký kinh doanh",
    "Công Thương",
    "Nông nghiệp",
    "Đất đai, môi trường",
    "Xây dựng",
    "Giao thông vận tải",
    "Khoa học và Công nghệ",
    "Văn hóa, Thể thao và Du lịch",
    "Giáo dục và Đào tạo",
    "Y tế",
    "Dân tộc và Tôn giáo",
    "Khu kinh tế, khu công nghiệp",
    "Công an, bảo hiểm xã hội",
    "Hướng dẫn, trả kết quả",
)
_NURSES = (("Điều dưỡng", 42), ("Bác sĩ", 24), ("Kỹ thuật viên", 12), ("Hộ sinh", 8), ("Nhân viên", 14))


def _profiles() -> tuple[Profile, ...]:
    return (
        Profile(
            "committee",
            "",
            "",
            (),
            (("Ủy viên UBND tỉnh", 1),),
            (("elected_official", 1),),
            "elected_official",
            0.3,
        ),
        Profile(
            "department",
            "",
            "",
            (),
            (("Chuyên viên", 68), ("Chuyên viên chính", 18), ("Cán sự", 8), ("Nhân viên", 6)),
            (("civil_servant", 92), ("contract_worker", 8)),
            "civil_servant",
            0.44,
        ),
        Profile(
            "commune",
            "",
            "",
            _COMMUNE_DIVISIONS,
            _COMMUNE_POSTS,
            _COMMUNE_TYPES,
            "elected_official",
            0.46,
            _COMMUNE_COUNTERS,
        ),
        Profile(
            "ward",
            "",
            "",
            _WARD_DIVISIONS,
            _COMMUNE_POSTS,
            _COMMUNE_TYPES,
            "elected_official",
            0.48,
            _COMMUNE_COUNTERS,
        ),
        Profile(
            "centre",
            "Giám đốc Trung tâm",
            "Phó Giám đốc Trung tâm",
            ("Phòng Hành chính – Tổng hợp", "Bộ phận Một cửa"),
            _OFFICE_POSTS,
            (("civil_servant", 40), ("public_employee", 55), ("contract_worker", 5)),
            "civil_servant",
            0.58,
            _CENTRE_COUNTERS,
        ),
        Profile(
            "hospital",
            "Giám đốc Bệnh viện",
            "Phó Giám đốc Bệnh viện",
            _HOSPITAL_DIVISIONS,
            _NURSES,
            _OFFICE_TYPES,
            "public_employee",
            0.64,
            ("Tiếp đón người bệnh", "Viện phí, bảo hiểm y tế", "Trả kết quả"),
        ),
        Profile(
            "health",
            "Giám đốc Trung tâm",
            "Phó Giám đốc Trung tâm",
            _HEALTH_DIVISIONS,
            _NURSES,
            _OFFICE_TYPES,
            "public_employee",
            0.62,
        ),
        Profile(
            "school",
            "Hiệu trưởng",
            "Phó Hiệu trưởng",
            (),
            (("Giáo viên", 86), ("Nhân viên", 14)),
            _OFFICE_TYPES,
            "public_employee",
            0.6,
        ),
        Profile(
            "college",
            "Hiệu trưởng",
            "Phó Hiệu trưởng",
            ("Phòng Tổ chức – Hành chính", "Phòng Đào tạo", "Khoa Cơ bản", "Khoa Chuyên ngành"),
            (("Giảng viên", 70), ("Viên chức hỗ trợ", 18), ("Nhân viên", 12)),
            _OFFICE_TYPES,
            "public_employee",
            0.5,
            ("Công tác học sinh, sinh viên",),
        ),
        Profile(
            "office",
            "Giám đốc",
            "Phó Giám đốc",
            ("Phòng Hành chính – Tổng hợp", "Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Bộ phận Một cửa"),
            _OFFICE_POSTS,
            _OFFICE_TYPES,
            "public_employee",
            0.48,
        ),
    )


PROFILES = {profile.name: profile for profile in _profiles()}


def division_titles(name: str) -> tuple[str, str]:
    """Titles of the head and deputy of a division, from the first word of its name."""
    if name == COMMUNE_CENTRE:
        return "Giám đốc Trung tâm", "Phó Giám đốc Trung tâm"
    if name.startswith("Văn phòng"):
        return "Chánh Văn phòng", "Phó Chánh Văn phòng"
    if name.startswith("Chi cục"):
        return "Chi cục trưởng", "Phó Chi cục trưởng"
    if name.startswith("Khoa"):
        return "Trưởng khoa", "Phó Trưởng khoa"
    if name.startswith(("Ban", "Bộ phận")):
        return "Trưởng bộ phận", "Phó Trưởng bộ phận"
    return "Trưởng phòng", "Phó Trưởng phòng"
