"""The cast that the tests of every app play with: a small province and one account per role."""

from dataclasses import dataclass

import pytest

from agencies.enums import AgencyKind, AgencyLevel, Position, Role
from agencies.models import Agency, User
from agencies.tests.factories import grant, make_agency, make_staff, make_user


@dataclass(frozen=True)
class Cast:
    """Department A ("sở") with divisions U1, U2; commune B ("xã"); Sở Nội vụ; and who works there."""

    province: Agency
    home_affairs: Agency
    department: Agency
    unit: Agency
    other_unit: Agency
    commune: Agency
    inspector: User
    admin: User
    custodian: User
    leader: User
    operator: User
    head: User
    unit_head: User
    other_unit_head: User
    officer: User
    colleague: User
    other_head: User
    stranger: User


def _person(name: str, agency: Agency, position: str = Position.STAFF, **fields: bool) -> User:
    return make_user(make_staff(name, agency, position=position, **fields))


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast, made for one test."""
    return make_cast()


def make_cast() -> Cast:
    """A province of three rated agencies; users have no password, sign in with ``client.force_login``."""
    province = make_agency("Tỉnh Vĩnh Long", AgencyKind.PROVINCE, short_name="Vĩnh Long")
    home_affairs = make_agency("Sở Nội vụ", parent=province)
    department = make_agency("Sở Tư pháp", parent=province, has_counter=True)
    unit = make_agency("Phòng Hành chính tư pháp", AgencyKind.DIVISION, department)
    other_unit = make_agency("Văn phòng Sở Tư pháp", AgencyKind.DIVISION, department)
    commune = make_agency(
        "Xã Cái Nhum", AgencyKind.COMMUNE, province, level=AgencyLevel.COMMUNE, has_counter=True
    )
    people = {
        "inspector": _person("Trần Văn Kiểm", home_affairs),
        "admin": _person("Lê Thị Nội", home_affairs),
        "custodian": _person("Phạm Văn Giữ", home_affairs),
        "leader": _person("Nguyễn Văn Lãnh", province, Position.HEAD),
        "operator": make_user(display_name="Quản trị kỹ thuật", username="vanhanh"),
        "head": _person("Nguyễn Thị Hòa", department, Position.HEAD),
        "unit_head": _person("Võ Văn Phòng", unit, Position.UNIT_HEAD),
        "other_unit_head": _person("Đỗ Thị Văn", other_unit, Position.UNIT_HEAD),
        "officer": _person("Bùi Thị Ánh", unit, is_counter=True),
        "colleague": _person("Huỳnh Văn Đạt", unit),
        "other_head": _person("Cao Văn Xã", commune, Position.HEAD),
        "stranger": _person("Lý Thị Lạ", commune),
    }
    grant(people["inspector"], Role.INSPECTOR, province)
    grant(people["admin"], Role.HOME_AFFAIRS, province)
    grant(people["custodian"], Role.CUSTODIAN, province)
    grant(people["leader"], Role.LEADER, province)
    grant(people["operator"], Role.OPERATOR, province)
    grant(people["head"], Role.AGENCY_HEAD, department)
    grant(people["unit_head"], Role.UNIT_HEAD, unit)
    grant(people["other_unit_head"], Role.UNIT_HEAD, other_unit)
    grant(people["other_head"], Role.AGENCY_HEAD, commune)
    return Cast(province, home_affairs, department, unit, other_unit, commune, **people)
