"""Issue the minutes: signing freezes what was found, the inspected may read it and explain itself."""

from dataclasses import dataclass, replace
from datetime import datetime

from agencies.models import User
from core import audit, clock
from core.errors import Conflict, Refused
from evaluations.actions.documents.prepare import Prepared, all_facts, prepare
from evaluations.actions.documents.telling import tell_of_minutes
from evaluations.actions.documents.writing import until_numbered, write_down
from evaluations.actions.inspections.locking import locked, save_counted
from evaluations.enums import DocumentKind
from evaluations.gather.documents.facts import agency_people, inspection_facts
from evaluations.gather.documents.readiness import minutes_problems
from evaluations.gather.follow_up.terms import due_terms
from evaluations.models import Inspection, IssuedDocument
from evaluations.rules.documents.facts import Finish, InspectionFacts, Person, Signed
from evaluations.rules.documents.parts import MinutesParts
from evaluations.rules.follow_up.terms import DueDates, after_minutes
from evaluations.rules.transitions import INSPECTIONS

SEEN_IS_OLD = "Đoàn vừa ghi nhận thêm sau khi bạn mở trang này. Hãy xem lại biên bản rồi ban hành."


class NotReady(Refused):
    """Something is missing before the minutes may be issued; ``problems`` lists all of it."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Closing:
    """What the leader enters on the page where the phone recorded none: the end, signatures with a pen.

    A signature here stands instead of one from the phone; ``finish`` and ``person`` only where none is.
    """

    finish: Finish | None = None
    person: Person | None = None
    signatures: tuple[Signed, ...] = ()


def issue_minutes(
    *, inspection: Inspection, seen_version: int, closing: Closing | None = None, actor: User, at: datetime
) -> IssuedDocument:
    """Issue the minutes and open the inspected agency's right of reply; done twice, it gives the first ones.

    ``seen_version`` is the inspection's version that the leader read: raises Conflict when the team has
    recorded more since. Raises NotReady, TransitionRefused, PeriodClosed.
    """

    def attempt() -> IssuedDocument:
        standing = minutes_of(inspection)
        if standing is not None:
            return standing
        facts, dues = minutes_facts(inspection, closing, at)
        prepared = prepare(DocumentKind.MINUTES, facts, MinutesParts(), None, at)
        return _write(prepared, inspection, closing, dues, seen_version, actor, at)

    return until_numbered(attempt)


def minutes_of(inspection: Inspection) -> IssuedDocument | None:
    """The minutes that stand, None before they were issued."""
    return IssuedDocument.objects.filter(inspection=inspection, kind=DocumentKind.MINUTES).first()


def minutes_facts(
    inspection: Inspection, closing: Closing | None, at: datetime
) -> tuple[InspectionFacts, DueDates]:
    """The facts with what the leader entered and the last day to explain, and all days that follow."""
    dues = after_minutes(clock.local_day(at), due_terms())
    facts = with_closing(inspection_facts(inspection), closing)
    return replace(facts, explain_due_on=dues.explain_due_on), dues


def with_closing(facts: InspectionFacts, closing: Closing | None) -> InspectionFacts:
    """The facts as the page completes them."""
    if closing is None:
        return facts
    finish = facts.finish if facts.finish.read_back or closing.finish is None else closing.finish
    entered = {one.side: one for one in closing.signatures}
    signatures = tuple({**{one.side: one for one in facts.signatures}, **entered}.values())
    spoken = facts.agency_people[0] if facts.agency_people else closing.person
    people = agency_people(spoken, signatures)
    return replace(facts, finish=finish, signatures=signatures, agency_people=people)


def _write(
    prepared: Prepared,
    inspection: Inspection,
    closing: Closing | None,
    dues: DueDates,
    seen_version: int,
    actor: User,
    at: datetime,
) -> IssuedDocument:
    with locked(inspection) as current:
        standing = minutes_of(current)
        if standing is not None:
            return standing
        state = INSPECTIONS.target(current.state, "issue_minutes")
        facts, _ = minutes_facts(current, closing, at)
        if current.version != seen_version or all_facts(facts, MinutesParts()) != prepared.facts:
            raise Conflict(SEEN_IS_OLD)
        problems = minutes_problems(current, facts)
        if problems:
            raise NotReady(problems)
        before = {"state": current.state, "version": current.version}
        _move(current, state, facts, dues, at)
        document = write_down(prepared, current, actor=actor, at=at)
        tell_of_minutes(current, at=at)
        audit.record(
            "inspection.minuted",
            actor=actor,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            before=before,
            after={"state": state, "version": current.version, "minutes": document.symbol},
        )
    return document


def _move(inspection: Inspection, state: str, facts: InspectionFacts, dues: DueDates, at: datetime) -> None:
    inspection.state, inspection.minuted_at = state, at
    inspection.finished_at = inspection.finished_at or facts.finish.ended_at or at
    inspection.explain_due_on = dues.explain_due_on
    inspection.report_due_on = dues.report_due_on
    inspection.conclude_due_on = dues.conclude_due_on
    fields = ("state", "minuted_at", "finished_at", "explain_due_on", "report_due_on", "conclude_due_on")
    save_counted(inspection, *fields)
