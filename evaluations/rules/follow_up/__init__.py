"""What follows the minutes, as pure rules: terms, right of reply, report, conclusion, remedy, re-visit."""
