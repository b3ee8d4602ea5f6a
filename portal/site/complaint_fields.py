"""The fields of a complaint, and what is meant by what was typed into them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from wtforms import RadioField, SelectField
from wtforms.validators import ValidationError

from portal.checking import CheckedForm, Written
from portal.complaints import NATURE_LABELS, WANTED_LABELS, Facts, Nature, PrivateFact, Wanted
from portal.language import LANGUAGES, N_, Language, latin_digits, local_day, parse_date, text
from portal.moderation import MAX_BODY, MAX_TITLE
from portal.site.store_choice import alike
from portal.stores import Store, called, name_in, named
from portal.web import (
    AtMost,
    LineField,
    MayBeOpen,
    Required,
    Submission,
    TextField,
    Tick,
    WhereOffered,
    choices,
    current_branding,
    current_language,
)

AMOUNT = re.compile(r"\d{1,3}(?:[,.٬،’'\s]\d{3})+|\d+")
MOST_AMOUNT = 10**15
MOST_OFFERED = 8
"""Stores that may be meant."""
UNKNOWN_STORE = N_("There is no store of this name here. Please look at the spelling, or choose it from the list.")
WHICH_STORE = N_("There is no store of exactly this name. Please choose one of those below, or change the name.")


class ComplaintForm(CheckedForm):
    """Knows the store, the day and the amount that were meant, once validated."""

    submission = Submission()
    store = LineField(
        N_("Which store is it about?"),
        [Required(N_("Please name the store.")), AtMost(120)],
        description=N_("Its name in any language; a list appears as you type."),
    )
    store_choice = RadioField(N_("Which of these do you mean?"), [WhereOffered()], validate_choice=False)
    nature = RadioField(N_("What went wrong?"), [Required(N_("Please choose what went wrong."))])
    category = SelectField(N_("What kind of goods?"), [Required(N_("Please choose a kind of goods; “Other” will do."))])
    title = LineField(
        N_("The problem in one line"),
        [Required(N_("Please give it a title.")), AtMost(MAX_TITLE)],
        description=N_("For example: refrigerator not delivered after three weeks"),
    )
    body = TextField(
        N_("What happened?"),
        [Required(N_("Please tell what happened.")), AtMost(MAX_BODY)],
        description=N_(
            "What you bought, what was promised, what came. Everybody can read it: please leave out names and numbers."
        ),
    )
    wanted = RadioField(N_("What do you want?"), [MayBeOpen()])
    product = LineField(N_("Product"), [AtMost(200)])
    seller = LineField(
        N_("Seller"),
        [AtMost(200)],
        description=N_("Where the store is a marketplace and somebody else sold it to you."),
    )
    order_number = LineField(N_("Order number"), [AtMost(80)])
    purchased_on = LineField(N_("Date of purchase"), [AtMost(40)])
    amount = LineField(N_("Amount you paid"), [AtMost(40)])
    share_order_number = Tick(N_("Show the store the order number"))
    share_purchased_on = Tick(N_("Show the store the date of purchase"))
    share_amount = Tick(N_("Show the store the amount"))
    language = RadioField(N_("In which language did you write it?"), [Required(N_("Please choose a language."))])

    def __init__(
        self,
        stores: Sequence[Store],
        languages: Sequence[str],
        now: datetime,
        data: Mapping[str, str],
    ) -> None:
        """`languages` are those a post may have."""
        super().__init__(data=data)
        self.known_stores, self._now = stores, now
        self.found_store: Store | None = None
        self.day: date | None = None
        self.whole_amount: int | None = None
        self._offer_choices(languages)

    def _offer_choices(self, languages: Sequence[str]) -> None:
        page_language = current_language()
        unchosen = ("", text(page_language, "Please choose"))
        self.nature.choices = choices(NATURE_LABELS)
        self.wanted.choices = choices(WANTED_LABELS)
        self.category.choices = [unchosen, *current_branding().category_names(page_language).items()]
        self.store_choice.choices = []
        self.language.choices = [(code, LANGUAGES[code].name if code in LANGUAGES else code) for code in languages]
        if page_language.code in languages:
            del self.language

    @property
    def post_language(self) -> str:
        return self.language.data if "language" in self else current_language().code

    def validate_store(self, field: LineField) -> None:
        """One store of this name is the one meant; otherwise the nearest are offered."""
        typed = field.data or ""
        same = called(self.known_stores, typed)
        if len(same) == 1:
            self.found_store = same[0]
            return
        language = current_language()
        near = same or named(self.known_stores, typed)[:MOST_OFFERED] or alike(self.known_stores, typed)
        # They stay on the page with the choice that was made, should something else be wrong.
        self.store_choice.choices = [(store.slug, name_in(store.names, language.code)) for store in near]
        self.found_store = next((store for store in near if store.slug == self.store_choice.data), None)
        if self.found_store is None:
            raise ValidationError(text(language, WHICH_STORE if near else UNKNOWN_STORE))

    def store_meant(self) -> Store | None:
        """The store, where there is no doubt which, before validation too."""
        same = called(self.known_stores, self.store.data or "")
        return self.found_store or (same[0] if len(same) == 1 else None)

    def validate_purchased_on(self, field: LineField) -> None:
        if not field.data:
            return
        language = current_language()
        self.day = parse_date(language, field.data)
        if self.day is None:
            raise ValidationError(text(language, "This is no date we can read. Please write year/month/day."))
        if self.day > local_day(language, self._now):
            raise ValidationError(text(language, "This day is still to come. Please look at the date."))

    def validate_amount(self, field: LineField) -> None:
        if not field.data:
            return
        typed = latin_digits(field.data)
        figures = re.sub(r"\D", "", typed)
        if not AMOUNT.fullmatch(typed) or int(figures) > MOST_AMOUNT:
            raise ValidationError(text(current_language(), "Please write a whole amount in figures only."))
        self.whole_amount = int(figures)

    def written(self) -> Written:
        """What is typed so far, as the rules read it; a day that cannot be read is none."""
        paid = parse_date(current_language(), self.purchased_on.data) if self.purchased_on.data else None
        spoken = self.post_language if self.post_language in LANGUAGES else current_language().code
        return Written(self.typed_title, self.typed_body, spoken, self.nature.data or None, paid)

    def shared(self) -> frozenset[PrivateFact]:
        """What the store is to see; what was not told cannot be shown."""
        told = {
            PrivateFact.ORDER_NUMBER: (self.share_order_number, self.order_number),
            PrivateFact.PURCHASED_ON: (self.share_purchased_on, self.purchased_on),
            PrivateFact.AMOUNT: (self.share_amount, self.amount),
        }
        return frozenset(fact for fact, (tick, typed) in told.items() if tick.data and typed.data)

    def facts(self, store: Store) -> Facts:
        """What is told beside the text; an amount is in the currency of the store's country."""
        currency = current_branding().currency(store.country)
        return Facts(
            nature=Nature(self.nature.data),
            category=self.category.data,
            product=self.product.data or None,
            seller=self.seller.data or None,
            wanted=Wanted(self.wanted.data) if self.wanted.data else None,
            order_number=self.order_number.data or None,
            purchased_on=self.day,
            amount=self.whole_amount if currency else None,
            currency=currency if self.whole_amount is not None else None,
        )


def date_example(language: Language, now: datetime) -> date:
    """A day to show how dates are written: today, where the language is at home."""
    return local_day(language, now)
