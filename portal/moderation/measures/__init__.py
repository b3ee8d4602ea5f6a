"""How moderators do: how long texts wait for them, what they let through, what was reversed."""
