"""Pages of an inspection: the list, the order, the visit on a phone, the conclusion."""

from evaluations.views.inspections.cancelling import inspection_cancel
from evaluations.views.inspections.creating import inspection_choose, inspection_create, inspection_start
from evaluations.views.inspections.detail import inspection_detail
from evaluations.views.inspections.listing import inspection_list
from evaluations.views.inspections.photos import inspection_photo, inspection_thumbnail
from evaluations.views.inspections.recording import inspection_headcount, inspection_observe
from evaluations.views.inspections.site import inspection_site

__all__ = [
    "inspection_cancel",
    "inspection_choose",
    "inspection_create",
    "inspection_detail",
    "inspection_headcount",
    "inspection_list",
    "inspection_observe",
    "inspection_photo",
    "inspection_site",
    "inspection_start",
    "inspection_thumbnail",
]
