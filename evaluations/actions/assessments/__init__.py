"""The month's self-assessment: kept as a draft, submitted once, returned or reviewed by the head."""
