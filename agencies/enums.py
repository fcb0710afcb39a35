"""Closed lists of the organisation: kinds of agency, posts, people and roles."""

from django.db.models import TextChoices


class AgencyKind(TextChoices):
    """What an agency is, by law; districts exist only before 1 July 2025.

    An affiliate (a school, a regional health centre) is run by its department and counts in its figure.
    """

    PROVINCE = "province", "Tỉnh"
    DEPARTMENT = "department", "Sở, ban, ngành"
    COMMUNE = "commune", "Xã"
    WARD = "ward", "Phường"
    SPECIAL_ZONE = "special_zone", "Đặc khu"
    SERVICE_UNIT = "service_unit", "Đơn vị sự nghiệp công lập"
    ONE_STOP = "one_stop", "Trung tâm Phục vụ hành chính công"
    AFFILIATE = "affiliate", "Đơn vị trực thuộc"
    DIVISION = "division", "Phòng, bộ phận"
    DISTRICT = "district", "Huyện, thị xã, thành phố (trước 01/7/2025)"
    TOWNSHIP = "township", "Thị trấn (trước 01/7/2025)"


class AgencyLevel(TextChoices):
    """The tier of government to which an agency belongs."""

    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện (trước 01/7/2025)"
    COMMUNE = "commune", "Cấp xã"


class DressProfile(TextChoices):
    """Which dress the staff of an agency wear; it selects criteria TP-02 or TP-03."""

    NONE = "none", "Trang phục công sở"
    OWN = "own", "Đồng phục riêng"
    SECTOR = "sector", "Trang phục ngành"


class PersonType(TextChoices):
    """The legal kinds of people who work for an agency."""

    ELECTED_OFFICIAL = "elected_official", "Cán bộ"
    CIVIL_SERVANT = "civil_servant", "Công chức"
    PUBLIC_EMPLOYEE = "public_employee", "Viên chức"
    CONTRACT_WORKER = "contract_worker", "Người lao động"
    PART_TIMER = "part_timer", "Người hoạt động không chuyên trách"


class Position(TextChoices):
    """The rank of a post inside an agency; heads and deputies are leaders for the criteria."""

    HEAD = "head", "Người đứng đầu"
    DEPUTY = "deputy", "Cấp phó của người đứng đầu"
    UNIT_HEAD = "unit_head", "Trưởng phòng, bộ phận"
    UNIT_DEPUTY = "unit_deputy", "Phó trưởng phòng, bộ phận"
    STAFF = "staff", "Chuyên viên, nhân viên"


LEADER_POSITIONS = frozenset({Position.HEAD, Position.DEPUTY, Position.UNIT_HEAD, Position.UNIT_DEPUTY})


class PostingKind(TextChoices):
    """Why a person sits in an agency: their own post, lent to another, or a second post."""

    REGULAR = "regular", "Biên chế chính"
    SECONDMENT = "secondment", "Biệt phái, cử đến làm việc"
    CONCURRENT = "concurrent", "Kiêm nhiệm"


class Role(TextChoices):
    """What a user may do over an agency; plain staff need no grant, their posting is enough."""

    OPERATOR = "operator", "Quản trị kỹ thuật"
    HOME_AFFAIRS = "home_affairs", "Quản trị Sở Nội vụ"
    INSPECTOR = "inspector", "Người kiểm tra"
    CUSTODIAN = "custodian", "Người giữ danh tính công dân"
    LEADER = "leader", "Lãnh đạo tỉnh"
    AGENCY_HEAD = "agency_head", "Thủ trưởng cơ quan"
    UNIT_HEAD = "unit_head", "Trưởng phòng, bộ phận"


class ComparisonGroup(TextChoices):
    """Agencies that may be ranked against one another; decided by kind, never by hand."""

    DEPARTMENT = "department", "Sở, ban, ngành"
    COMMUNE = "commune", "Xã, phường, đặc khu"
    SERVICE_UNIT = "service_unit", "Đơn vị sự nghiệp"
    NONE = "none", "Không xếp hạng"


class SuccessionKind(TextChoices):
    """How an agency's work went over to another."""

    MERGE = "merge", "Sáp nhập, hợp nhất"
    SPLIT = "split", "Chia, tách"
    RENAME = "rename", "Đổi tên"
    MOVE = "move", "Chuyển cơ quan chủ quản"
    DISSOLVE = "dissolve", "Giải thể"
    TRANSFER = "transfer", "Chuyển chức năng"


class LeaveKind(TextChoices):
    """Why a person is away from their post for some days."""

    ANNUAL = "annual", "Nghỉ hằng năm"
    SICK = "sick", "Nghỉ ốm"
    MATERNITY = "maternity", "Nghỉ thai sản"
    STUDY = "study", "Đi học tập trung"
    UNPAID = "unpaid", "Nghỉ không hưởng lương"
    OTHER = "other", "Vắng mặt khác có phép"
