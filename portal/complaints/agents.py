"""Staff in the contacts of a case as the public sees them: by role, the same person under the same number. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from portal.text import (
    STAFF,
    PersonalDatum,
    Word,
    masked,
    names_somebody,
    role_name,
    staff_names,
    staff_number,
    untitled,
    words,
)


class Told(Protocol):
    """What is needed of a contact."""

    @property
    def agent(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class PublicContact:
    """`agent` is a role or a department, and names of staff in `note` are roles."""

    agent: str | None
    note: str | None


def staff_of(contacts: Sequence[Told]) -> list[str]:
    """The names of the agents, folded, in the order of their numbers: what masks the posts of the case alike."""
    known: list[str] = []
    for contact in contacts:
        if contact.agent and names_somebody(contact.agent):
            staff_number(untitled(contact.agent), known)
    return known


def public_contacts(contacts: Sequence[Told], language: str, spoken: str) -> list[PublicContact]:
    """The contacts of one case, in their order, without a name; roles in `language`, notes written in `spoken`."""
    known = staff_of(contacts)
    return [
        PublicContact(
            _role(contact.agent, known, language) if contact.agent else None,
            _without_names(contact.note, known, language, spoken) if contact.note else None,
        )
        for contact in contacts
    ]


def _role(agent: str, known: list[str], language: str) -> str:
    return role_name(staff_number(untitled(agent), known), language) if names_somebody(agent) else agent


def _without_names(note: str, known: list[str], language: str, spoken: str) -> str:
    found = words(note)
    spans = [PersonalDatum(STAFF, name.start, name.end) for name in staff_names(found, spoken)]
    spans += [PersonalDatum(STAFF, start, end) for name in known for start, end in _places(found, name.split())]
    return masked(note, spans, language, staff=known).text


def _places(found: Sequence[Word], name: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a name stands, whole or its last word alone."""
    for part in (name, name[-1:]):
        for place in range(len(found) - len(part) + 1):
            if [word.text for word in found[place : place + len(part)]] == list(part):
                yield found[place].start, found[place + len(part) - 1].end
