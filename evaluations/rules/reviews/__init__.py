"""What heads make of forms: columns side by side, the quota of the top grade, sheets, NĐ 335."""
