"""Shakwa: a public complaint and review portal for stores."""
