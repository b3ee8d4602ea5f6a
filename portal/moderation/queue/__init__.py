"""What waits at the desk, in the order in which it is read."""
