"""The nouns of the citizens' side."""

from feedback.models.cases import (
    CaseMessage,
    CaseMove,
    CasePhoto,
    CaseTerm,
    Extension,
    FeedbackCase,
)
from feedback.models.complaints import ComplaintYear
from feedback.models.counters import Counter, RetiredCode
from feedback.models.envelopes import Sealed
from feedback.models.handing import ContactHanding
from feedback.models.lawful_bodies import LawfulBody
from feedback.models.letters import (
    DossierBatch,
    Letter,
    LetterRegister,
    LetterTemplate,
    OverdueDossier,
)
from feedback.models.ratings import Rating
from feedback.models.remarks import Remark
from feedback.models.replies import Reply, ReplyTemplate
from feedback.models.slips import SlipBatch
from feedback.models.suspicions import DayMark, RatingSuspicion, RatingTrace
from feedback.models.vaults import HolderKey, Opening, Vault, VaultShare
from feedback.models.visits import OneStopClient, SpentToken, Visit, VisitBatch, VisitKey

__all__ = [
    "CaseMessage",
    "CaseMove",
    "CasePhoto",
    "CaseTerm",
    "ComplaintYear",
    "ContactHanding",
    "Counter",
    "DayMark",
    "DossierBatch",
    "Extension",
    "FeedbackCase",
    "HolderKey",
    "LawfulBody",
    "Letter",
    "LetterRegister",
    "LetterTemplate",
    "OneStopClient",
    "Opening",
    "OverdueDossier",
    "Rating",
    "RatingSuspicion",
    "RatingTrace",
    "Remark",
    "Reply",
    "ReplyTemplate",
    "RetiredCode",
    "Sealed",
    "SlipBatch",
    "SpentToken",
    "Vault",
    "VaultShare",
    "Visit",
    "VisitBatch",
    "VisitKey",
]
