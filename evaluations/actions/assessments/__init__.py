"""What a person does with their own form: keep it as a draft, submit it, answer, appeal."""
