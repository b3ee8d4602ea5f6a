"""What moderators decide on what waits: held for a minute in which it can be undone, then put into effect."""
