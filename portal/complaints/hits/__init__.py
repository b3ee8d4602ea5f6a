"""Cases that an index found, as the database knows them: which are public, and what they are counted by."""
