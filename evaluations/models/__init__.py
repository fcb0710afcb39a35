"""The nouns of assessment."""

from evaluations.models.assessments import ManagerReview, Review, SelfAssessment
from evaluations.models.calibration import CalibrationMark
from evaluations.models.capture import CaptureDevice, CaptureDownload, CapturedPhoto, CaptureRecord
from evaluations.models.case_links import CaseLink
from evaluations.models.closing import Objection, PeriodSnapshot, ResultPreview, SignOff, SnapshotLine
from evaluations.models.corrections import Correction, CorrectionLine
from evaluations.models.criteria import CriteriaSet, Criterion, CriterionGroup, CriterionPicture
from evaluations.models.disputes import Appeal, ReopenRequest, ReviewReply
from evaluations.models.documents import DocumentRegister, DocumentStyle, IssuedDocument
from evaluations.models.evidence import AssessmentEvidence, EvidenceDraw, SampledPerson
from evaluations.models.fairness import DoubleSample
from evaluations.models.follow_up import (
    DueTerm,
    Explanation,
    ExplanationFile,
    FindingOutcome,
    HandOver,
    Recommendation,
    RemedyFile,
)
from evaluations.models.inspections import (
    Headcount,
    Inspection,
    Observation,
    ObservationPhoto,
    TeamMember,
)
from evaluations.models.owing import OwedForm, QuotaException, TransferNote
from evaluations.models.periods import Period, PeriodSet
from evaluations.models.planning import (
    Draw,
    InspectionOrder,
    InspectionPlan,
    PlanLine,
    RelativeDeclaration,
)
from evaluations.models.registers import RegisterFact
from evaluations.models.releases import RankingRelease
from evaluations.models.results import AgencyResult, PeriodSummary
from evaluations.models.surveys import Survey, SurveyBallot, SurveyCount, SurveyTurn

__all__ = [
    "AgencyResult",
    "Appeal",
    "AssessmentEvidence",
    "CalibrationMark",
    "CaptureDevice",
    "CaptureDownload",
    "CaptureRecord",
    "CapturedPhoto",
    "CaseLink",
    "Correction",
    "CorrectionLine",
    "CriteriaSet",
    "Criterion",
    "CriterionGroup",
    "CriterionPicture",
    "DocumentRegister",
    "DocumentStyle",
    "DoubleSample",
    "Draw",
    "DueTerm",
    "EvidenceDraw",
    "Explanation",
    "ExplanationFile",
    "FindingOutcome",
    "HandOver",
    "Headcount",
    "Inspection",
    "InspectionOrder",
    "InspectionPlan",
    "IssuedDocument",
    "ManagerReview",
    "Objection",
    "Observation",
    "ObservationPhoto",
    "OwedForm",
    "Period",
    "PeriodSet",
    "PeriodSnapshot",
    "PeriodSummary",
    "PlanLine",
    "QuotaException",
    "RankingRelease",
    "Recommendation",
    "RegisterFact",
    "RelativeDeclaration",
    "RemedyFile",
    "ReopenRequest",
    "ResultPreview",
    "Review",
    "ReviewReply",
    "SampledPerson",
    "SelfAssessment",
    "SignOff",
    "SnapshotLine",
    "Survey",
    "SurveyBallot",
    "SurveyCount",
    "SurveyTurn",
    "TeamMember",
    "TransferNote",
]
