"""The acts of an inspection, from its order to its conclusion; one module each."""

from evaluations.actions.inspections.add_photo import add_photo
from evaluations.actions.inspections.cancel import cancel_inspection
from evaluations.actions.inspections.check_in import check_in
from evaluations.actions.inspections.conclude import conclude_inspection
from evaluations.actions.inspections.create import create_inspection
from evaluations.actions.inspections.record_headcount import record_headcount
from evaluations.actions.inspections.record_observation import FindingRefused, record_observation

__all__ = [
    "FindingRefused",
    "add_photo",
    "cancel_inspection",
    "check_in",
    "conclude_inspection",
    "create_inspection",
    "record_headcount",
    "record_observation",
]
