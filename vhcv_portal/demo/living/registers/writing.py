"""An entry declared, listed, proven and verified on its days, and the head who answers for the office."""

from datetime import date, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from agencies.enums import LEADER_POSITIONS
from agencies.models import Posting, StaffMember, User
from registers.actions.decide import decide_entry
from registers.actions.declare import declare_entry
from registers.actions.files import add_evidence
from registers.actions.heads import Assignment, acknowledge, name_head
from registers.actions.people import mark_people
from registers.models import Entry
from registers.rules.catalogue import BY_CODE
from registers.rules.contents import Contents
from vhcv_portal.demo.living.registers.offices import Office, Told
from vhcv_portal.demo.living.stories import moment, name_id

CHECKED = "Đã đối chiếu bản gốc tại cơ quan."


def write_entry(office: Office, told: Told) -> None:
    """Declare, list, prove and verify one entry on its days, none of them after today."""
    register = BY_CODE[told.register]
    contents = Contents(
        agency=office.version.agency_id,
        year=office.today.year,
        day=told.day,
        number=told.number,
        title=told.title,
        unit=told.unit,
        staff=told.staff,
        details=dict(told.details),
    )
    declared_on = told.day + timedelta(days=1)
    entry = declare_entry(
        form_id=name_id("so-theo-doi", office.version.agency.code, told.key),
        register=register,
        contents=contents,
        actor=office.head,
        at=moment(declared_on, 9),
    )
    if told.people:
        mark_people(entry=entry, add=told.people, actor=office.head, at=moment(declared_on, 10))
    if told.proven:
        add_evidence(entry=entry, files=[_sheet(told.title)], actor=office.head, at=moment(declared_on, 10))
    if told.until == "verified":
        decide_entry(
            entry=entry,
            move="verify",
            reason="" if told.proven else CHECKED,
            seen_version=Entry.objects.get(pk=entry.pk).version,
            actor=office.verifier,
            at=moment(min(told.day + timedelta(days=3), office.today), 15),
        )


def name_the_head(office: Office) -> None:
    """The office's head answers for it since the beginning of the year, and mostly says so."""
    starts_on = date(office.today.year, 1, 5)
    staff = StaffMember.objects.filter(pk=office.head.staff_id).first()
    leads = Posting.objects.as_of(starts_on).filter(staff=staff, position__in=LEADER_POSITIONS)
    if staff is None or not leads.filter(agency=office.version.agency).exists():
        return
    named = name_head(
        form_id=name_id("dung-dau", office.version.agency.code),
        agency=office.version.agency,
        assignment=Assignment(staff, f"12/QĐ-UBND ngày {starts_on:%d/%m/%Y}", starts_on),
        actor=User.objects.get(username="noivu"),
        at=moment(starts_on, 8),
    )
    if office.rng.random() < 0.7:
        acknowledge(assignment=named, actor=office.head, at=moment(starts_on + timedelta(days=1), 9))


def _sheet(title: str) -> BytesIO:
    """A drawn page that stands for a scanned list; nobody's name is on it."""
    page = Image.new("RGB", (620, 877), "#fbfaf5")
    pen = ImageDraw.Draw(page)
    pen.rectangle((60, 70, 560, 74), fill="#33475b")
    for line in range(22):
        top = 130 + 32 * line
        pen.rectangle((60, top, 60 + 40, top + 6), fill="#9aa7b4")
        pen.rectangle((120, top, 330 + (line * 37 + len(title)) % 80, top + 6), fill="#c3ccd5")
        pen.arc((450, top - 14, 520, top + 14), 200 + line * 7 % 90, 520, fill="#2f4f9f", width=3)
    file = BytesIO()
    page.save(file, "JPEG", quality=80)
    file.seek(0)
    return file
