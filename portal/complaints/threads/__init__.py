"""What was said and done in a case, turn by turn."""
