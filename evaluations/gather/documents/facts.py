"""The facts of one inspection as its papers state them: names as of the day, findings, photographs, team."""

from agencies.models import AgencyVersion, Posting
from evaluations.enums import DocumentKind
from evaluations.gather.documents.findings import found_groups
from evaluations.gather.documents.onsite import finish_of, largest_drift, photos_of, signatures_of
from evaluations.gather.inspections import agency_standing, headcount_of, set_of
from evaluations.models import (
    CriteriaSet,
    Explanation,
    Headcount,
    Inspection,
    InspectionOrder,
    IssuedDocument,
    TeamMember,
)
from evaluations.rules.conclusion import ABSENCES
from evaluations.rules.documents.facts import Counted, InspectionFacts, Order, Person, Signed

LEADING_FIRST = (
    TeamMember.TeamRole.LEADER,
    TeamMember.TeamRole.DEPUTY,
    TeamMember.TeamRole.MEMBER,
    TeamMember.TeamRole.SECRETARY,
)


def inspection_facts(inspection: Inspection) -> InspectionFacts:
    """What is true now; a constant number of queries. Raises NothingToInspectBy."""
    standing = agency_standing(inspection)
    used = CriteriaSet.objects.get(pk=set_of(inspection, standing).set_id)
    signatures = signatures_of(inspection)
    finish, people = finish_of(inspection)
    minutes = IssuedDocument.objects.filter(inspection=inspection, kind=DocumentKind.MINUTES).first()
    return InspectionFacts(
        agency_code=inspection.agency.code or "",
        agency_name=standing.name,
        agency_address=standing.address,
        mode=inspection.mode,
        mode_label=inspection.get_mode_display(),
        topic=inspection.topic,
        visited_on=inspection.visited_on,
        order=order_of(inspection),
        set_title=used.title,
        set_version=str(used.version),
        roster=roster_of(inspection),
        team=team_of(inspection),
        started_at=inspection.started_at,
        finish=finish,
        drift_ms=largest_drift(inspection),
        headcount=counted_of(headcount_of(inspection)),
        groups=found_groups(inspection),
        photos=photos_of(inspection),
        agency_people=agency_people(people, signatures),
        signatures=signatures,
        explain_due_on=inspection.explain_due_on,
        explanations=Explanation.objects.filter(inspection=inspection, agrees=False).count(),
        minutes_symbol=minutes.symbol if minutes else "",
        minutes_on=minutes.issued_on if minutes else None,
    )


def order_of(inspection: Inspection) -> Order:
    """The decision to inspect, as far as it was recorded."""
    order = InspectionOrder.objects.filter(inspection=inspection).first()
    if order is None:
        return Order(inspection.order_number)
    return Order(
        inspection.order_number,
        issued_on=order.issued_on,
        signer=order.signer,
        signer_post=order.signer_post,
        bases=tuple(line for line in order.bases.splitlines() if line.strip()),
        covers_from=order.covers_from,
        covers_to=order.covers_to,
        duration_days=order.duration_days,
    )


def roster_of(inspection: Inspection) -> int:
    """How many people held a post in any unit of the agency on the day of the visit, by the register."""
    day = inspection.visited_on
    units = AgencyVersion.objects.as_of(day).filter(rated_agency=inspection.agency_id)
    posts = Posting.objects.as_of(day).filter(agency__in=units.values("agency"))
    return posts.values("staff").distinct().count()


def team_of(inspection: Inspection) -> tuple[Person, ...]:
    """The team, the leader first, each with the post held on the day and the role in the team."""
    members = list(TeamMember.objects.filter(inspection=inspection).select_related("user").order_by("id"))
    members.sort(key=lambda one: LEADING_FIRST.index(TeamMember.TeamRole(one.role)))
    staff = [one.user.staff_id for one in members if one.user.staff_id]
    posts = Posting.objects.as_of(inspection.visited_on).filter(staff__in=staff)
    titles = dict(posts.order_by("-kind", "-id").values_list("staff", "title"))
    return tuple(
        Person(
            one.user.display_name,
            ", ".join(
                part for part in (titles.get(one.user.staff_id or 0, ""), one.get_role_display()) if part
            ),
        )
        for one in members
    )


def counted_of(headcount: Headcount | None) -> Counted | None:
    """The head-count with the reasons of absence that occurred."""
    if headcount is None:
        return None
    absences = tuple((words, people) for name, words in ABSENCES if (people := getattr(headcount, name)))
    return Counted(headcount.counted_at, headcount.roster, headcount.present, absences)


def agency_people(spoken: Person | None, signatures: tuple[Signed, ...]) -> tuple[Person, ...]:
    """Who stood for the inspected: who was there at the end, and who signed."""
    signed = [Person(one.name, one.post) for one in signatures if one.side == "agency" and one.name]
    people = [one for one in [spoken, *signed] if one is not None and one.name]
    return tuple(dict.fromkeys(people))
