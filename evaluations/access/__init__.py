"""Who may do what in assessment, one module per subject; importing the package declares them all."""
