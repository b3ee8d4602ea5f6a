"""A second moderator reads a sample of decided posts, blind: how far two readers agree."""
