"""From what a framework marks (dossiers, products, people) to what the score of one of them needs."""
