"""A criteria set as a workbook that people read and fill in, and back."""
