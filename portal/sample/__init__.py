"""The sample world: invented stores and their customers, for trying the portal out and for measuring it.

Everything is written for the purpose: no store, person, address or number in it is real.
"""

from portal.sample.people import SAMPLE_ACCOUNTS, SampleAccount, add_people
from portal.sample.worlds import generated, sample_world

__all__ = ["SAMPLE_ACCOUNTS", "SampleAccount", "add_people", "generated", "sample_world"]
