"""Who reads which post: a moderator's hold on it, which ends by itself."""
