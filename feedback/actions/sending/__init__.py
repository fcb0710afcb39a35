"""What a sender does with a case: sends it, follows it, adds to it, takes the contact back."""
