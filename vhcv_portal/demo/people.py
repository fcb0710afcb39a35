"""The generated people and the posts they hold."""

from collections.abc import Iterable, Mapping

from agencies.models import Agency, Posting, StaffMember
from agencies.province.records import PersonRecord
from core.clock import start_of_day

BATCH = 2000


def load_people(people: Iterable[PersonRecord], agencies: Mapping[str, Agency]) -> dict[str, int]:
    """Write everybody and their posts, a batch at a time; ids of people by staff code."""
    ids: dict[str, int] = {}
    batch: list[PersonRecord] = []
    for person in people:
        batch.append(person)
        if len(batch) == BATCH:
            ids |= _load_batch(batch, agencies)
            batch.clear()
    return ids | _load_batch(batch, agencies)


def _load_batch(people: list[PersonRecord], agencies: Mapping[str, Agency]) -> dict[str, int]:
    made = StaffMember.objects.bulk_create(_staff_member(person) for person in people)
    ids = {staff.code: staff.pk for staff in made}
    Posting.objects.bulk_create(
        posting for person in people for posting in _postings(person, ids[person.code], agencies)
    )
    return ids


def _staff_member(person: PersonRecord) -> StaffMember:
    staff = StaffMember(
        code=person.code, full_name=person.full_name, person_type=person.person_type, is_demo=True
    )
    staff.fill_search_fields()
    return staff


def _postings(person: PersonRecord, staff_id: int, agencies: Mapping[str, Agency]) -> Iterable[Posting]:
    """The posts in the plan's order, the regular one first: the first post names the unit of a form."""
    for post in person.postings:
        yield Posting(
            staff_id=staff_id,
            agency=agencies[post.agency_key],
            kind=post.kind,
            position=post.position,
            title=post.title,
            is_counter=post.is_counter,
            wears_uniform=post.wears_uniform,
            starts_on=post.starts_on,
            ends_on=post.ends_on,
            recorded_at=start_of_day(post.entered_on),
        )
