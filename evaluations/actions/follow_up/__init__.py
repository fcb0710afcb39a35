"""The acts after the minutes: explain, judge, report, recommend, remedy, verify; one module each."""
