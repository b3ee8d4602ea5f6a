"""What happens to accounts that somebody has to be told of."""

from dataclasses import dataclass

from portal.events import Event


@dataclass(frozen=True, slots=True)
class AccountOpened(Event):
    """Somebody signed up; the address is still to be confirmed."""

    account_id: int


@dataclass(frozen=True, slots=True)
class ConfirmationAsked(Event):
    """Somebody signed up with an address that has an account already, or asks for the link once more."""

    account_id: int


@dataclass(frozen=True, slots=True)
class PasswordForgotten(Event):
    """Somebody asks for a link to choose a new password."""

    account_id: int
