"""An author's appeal against a decision on their text, answered by somebody who took no part in it."""
