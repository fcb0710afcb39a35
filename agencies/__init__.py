"""Who exists, who works there and who may act for whom, on which day."""
