"""Who owes a form: freezing the list at close, reminding, and what the agency left says."""

from evaluations.actions.owing.freeze import freeze_owed
from evaluations.actions.owing.remind import ask_to_remind, send_reminders
from evaluations.actions.owing.write_note import write_transfer_note

__all__ = ["ask_to_remind", "freeze_owed", "send_reminders", "write_transfer_note"]
