"""A refusal about a case, told where it was made."""

from django.forms import Form

from core.errors import Refused
from feedback.actions.cases.refusals import CaseRefused


def tell(form: Form, refusal: Refused) -> None:
    """Show a refusal beside the boxes it speaks of."""
    errors = refusal.errors if isinstance(refusal, CaseRefused) else {"": refusal.message}
    for name, text in errors.items():
        form.add_error(name if name in form.fields else None, text)
