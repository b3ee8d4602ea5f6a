"""Taking down what was public, which takes two people."""
