"""What is inspected and why, as pure rules: draws, risk, repeat findings, import of plan lines."""
