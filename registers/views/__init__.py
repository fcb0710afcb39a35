"""Pages of the registers, one module per subject."""

from registers.views.deciding import entry_decide, entry_withdraw
from registers.views.detail import entry_detail
from registers.views.entries import entry_edit, entry_new
from registers.views.files import entry_file, entry_thumbnail, evidence_add
from registers.views.heads import head_acknowledge, responsible_heads
from registers.views.home import agency_registers, register_home, register_queue
from registers.views.importing import entry_import, entry_template
from registers.views.index_sheets import index_import, index_template
from registers.views.indices import external_indices, index_edit, index_new
from registers.views.legal import legal_documents, legal_edit, legal_new
from registers.views.lists import entry_export, entry_list
from registers.views.people import people_add, people_sheet, roll_call
from registers.views.practices import practice_detail, practice_list, practice_status

__all__ = [
    "agency_registers",
    "entry_decide",
    "entry_detail",
    "entry_edit",
    "entry_export",
    "entry_file",
    "entry_import",
    "entry_list",
    "entry_new",
    "entry_template",
    "entry_thumbnail",
    "entry_withdraw",
    "evidence_add",
    "external_indices",
    "head_acknowledge",
    "index_edit",
    "index_import",
    "index_new",
    "index_template",
    "legal_documents",
    "legal_edit",
    "legal_new",
    "people_add",
    "people_sheet",
    "practice_detail",
    "practice_list",
    "practice_status",
    "register_home",
    "register_queue",
    "responsible_heads",
    "roll_call",
]
