"""What other systems send: one-stop systems hand in visits and dossiers as JSON."""
