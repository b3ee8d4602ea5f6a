"""Posts that say nearly the same: found among all others by a few of their runs of words."""
