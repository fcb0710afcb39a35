"""What managers and heads do with a form: return it, give their column, decide, decide an appeal."""
