"""Parties, names and channels of stores. Pure."""

from collections.abc import Mapping

from portal.language import N_, nearest

PARTY = "store:"

CHANNEL_LABELS: Mapping[str, str] = {
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "chat": N_("Chat"),
    "x": N_("X"),
    "instagram": N_("Instagram"),
    "linkedin": N_("LinkedIn"),
    "telegram": N_("Telegram"),
    "whatsapp": N_("WhatsApp"),
    "website": N_("Website"),
    "in-person": N_("In person"),
    "other": N_("Another way"),
}


def party(store_id: int) -> str:
    """The opaque id under which a store is known to slices that know no stores."""
    return f"{PARTY}{store_id}"


def store_of(party_id: str) -> int | None:
    """The store behind a party id, or None where it is another kind of party."""
    return int(party_id.removeprefix(PARTY)) if party_id.startswith(PARTY) else None


def name_in(names: Mapping[str, str], language: str) -> str:
    """The store's name in a language, or in the one nearest to it that is there."""
    return names[nearest(language, [code for code, name in names.items() if name] or list(names))]
