"""What the registers keep."""

from registers.models.entries import Entry, EntryFile, EntryPerson
from registers.models.heads import ResponsibleHead
from registers.models.indices import ExternalIndex
from registers.models.legal import LegalDocument, LegalReference

__all__ = [
    "Entry",
    "EntryFile",
    "EntryPerson",
    "ExternalIndex",
    "LegalDocument",
    "LegalReference",
    "ResponsibleHead",
]
