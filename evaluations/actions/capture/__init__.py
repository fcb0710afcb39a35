"""What phones send: devices, records, photographs; and what a person settles between them."""
