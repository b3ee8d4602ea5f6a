"""Public posts that somebody reports to the moderators, and what they say of it."""
