"""The nouns of assessment."""

from evaluations.models.assessments import Review, SelfAssessment
from evaluations.models.criteria import CriteriaSet, Criterion, CriterionGroup
from evaluations.models.inspections import (
    Headcount,
    Inspection,
    Observation,
    ObservationPhoto,
    TeamMember,
)
from evaluations.models.periods import Period, PeriodSet
from evaluations.models.registers import RegisterFact
from evaluations.models.results import AgencyResult, PeriodSummary

__all__ = [
    "AgencyResult",
    "CriteriaSet",
    "Criterion",
    "CriterionGroup",
    "Headcount",
    "Inspection",
    "Observation",
    "ObservationPhoto",
    "Period",
    "PeriodSet",
    "PeriodSummary",
    "RegisterFact",
    "Review",
    "SelfAssessment",
    "TeamMember",
]
