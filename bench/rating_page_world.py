"""A portal with one counter, and a vault that may read what is said about it."""

from agencies.enums import AgencyKind
from agencies.tests.factories import RECORDED, START, make_agency, make_user
from core.sealing import new_pair
from feedback.models import Counter, Vault


def make_counter_with_vault() -> str:
    """The printed code of the counter."""
    province = make_agency("UBND tỉnh Vĩnh Long", AgencyKind.PROVINCE)
    holder = make_agency("Sở Nội vụ", parent=province)
    office = make_agency("Trung tâm Phục vụ hành chính công tỉnh Vĩnh Long", AgencyKind.ONE_STOP, province)
    Vault.objects.create(
        code="first", body=holder, public_key=new_pair().public, made_at=RECORDED, made_by=make_user()
    )
    counter = Counter.objects.create(agency=office, name="Quầy 12 – Đất đai, môi trường", starts_on=START)
    return counter.code
