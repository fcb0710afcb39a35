"""What has moved on since a document was issued."""

from agencies.models import AgencyVersion
from core import clock
from evaluations.enums import DocumentKind
from evaluations.gather.documents.facts import inspection_facts
from evaluations.gather.inspections import NothingToInspectBy, agency_standing, set_of
from evaluations.models import CriteriaSet, Inspection, IssuedDocument
from evaluations.rules.documents.facts import facts_json
from evaluations.rules.documents.moved import Present, moved_on


def moved_since(document: IssuedDocument) -> list[str]:
    """Sentences on what is otherwise today than the document says."""
    inspection = document.inspection
    try:
        now = facts_json(inspection_facts(inspection))
    except NothingToInspectBy as gone:
        return [gone.message]
    return moved_on(document.facts["inspection"], now, _present(document, inspection))


def _present(document: IssuedDocument, inspection: Inspection) -> Present:
    standing = AgencyVersion.objects.as_of(clock.today()).filter(agency=inspection.agency_id).first()
    used = CriteriaSet.objects.get(pk=set_of(inspection, agency_standing(inspection)).set_id)
    newest = CriteriaSet.objects.published().filter(code=used.code).order_by("-version").first()
    addenda = IssuedDocument.objects.filter(inspection=inspection, kind=DocumentKind.ADDENDUM)
    is_minutes = document.kind == DocumentKind.MINUTES
    symbols = addenda.order_by("year", "number").values_list("symbol", flat=True) if is_minutes else ()
    return Present(standing.name if standing else "", str(newest.version) if newest else "", tuple(symbols))
