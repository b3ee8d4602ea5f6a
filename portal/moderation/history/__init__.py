"""What became of what somebody sent in before."""
