"""Which public cases the score leaves out, on whose word and why."""
