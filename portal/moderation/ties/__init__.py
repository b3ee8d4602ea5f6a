"""What ties a post to a store's people, or to a wave of others: such a post takes two moderators."""
