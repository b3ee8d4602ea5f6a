"""The index in the instance folder, in Whoosh, which nothing else knows.

Its writer, its segments and its files are Whoosh's; how postings are kept (`codec`) and looked through (`matching`) is
not: of what very many cases hold only the newest are looked at. Nothing is stored but ids and dates; whether a case may
be shown, the database decides.
"""

from portal.search.embedded.engine import WhooshEngine

__all__ = ["WhooshEngine"]
