"""Stores, their channels with what they claim, and the people who speak for them."""

from portal.stores.models import Channel, Representative, Store
from portal.stores.naming import called, named, store_meant
from portal.stores.operations import add_representative
from portal.stores.policy import POLICY, speaks_for_store
from portal.stores.queries import (
    all_stores,
    channels_of,
    parties_by_account,
    parties_of,
    representatives_of,
    speaks_since,
    store_by_slug,
    store_count,
    stores_by_id,
)
from portal.stores.rules import CHANNEL_LABELS, name_in, party, store_of

__all__ = [
    "CHANNEL_LABELS",
    "POLICY",
    "Channel",
    "Representative",
    "Store",
    "add_representative",
    "all_stores",
    "called",
    "channels_of",
    "name_in",
    "named",
    "parties_by_account",
    "parties_of",
    "party",
    "representatives_of",
    "speaks_for_store",
    "speaks_since",
    "store_by_slug",
    "store_count",
    "store_meant",
    "store_of",
    "stores_by_id",
]
