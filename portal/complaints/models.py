"""The case around the posts: facts, thread, contacts, promises and the shopper's words."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.complaints.rules import EXPECTATIONS, Judge, Nature, PrivateFact, Progress, PromiseState, Side, Wanted, Word
from portal.db import Base, choice


class Complaint(Base):
    """A case. Its text is a post; what may be seen of it, that post decides.

    Public: store, nature, category, product, seller, author's label, what is wanted. Private to the author and
    moderators, and to the store where shared: order number, purchase date, amount (in whole units of `currency`).
    `removed_because` is the reason a moderator gave, or that of whoever kept an imported archive.
    `published_at` is the instant the complaint became public for the first time; it stays if it is hidden.
    """

    __tablename__ = "complaint"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    number: Mapped[str] = mapped_column(String(12), unique=True)
    ref: Mapped[str] = mapped_column(String(200), unique=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), unique=True)
    store_id: Mapped[int] = mapped_column(ForeignKey("store.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    author_label: Mapped[str] = mapped_column(String(80))
    nature: Mapped[Nature] = mapped_column(choice(Nature, "nature"))
    category: Mapped[str] = mapped_column(String(40))
    product: Mapped[str | None] = mapped_column(String(200))
    seller: Mapped[str | None] = mapped_column(String(200))
    wanted: Mapped[Wanted | None] = mapped_column(choice(Wanted, "wanted"))
    order_number: Mapped[str | None] = mapped_column(String(80))
    purchased_on: Mapped[date | None]
    amount: Mapped[int | None]
    currency: Mapped[str | None] = mapped_column(String(3))
    submitted_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    progress: Mapped[Progress] = mapped_column(choice(Progress, "progress"), default=Progress.OPEN)
    answered_at: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    gave_up_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    removed_because: Mapped[str | None] = mapped_column(String(40))
    counted: Mapped[bool] = mapped_column(default=True)
    not_counted_because: Mapped[str | None] = mapped_column(String(300))

    __table_args__ = (
        CheckConstraint("(removed_at IS NULL) = (removed_because IS NULL)", name="removal_has_reason"),
        CheckConstraint("counted OR not_counted_because IS NOT NULL", name="not_counted_has_reason"),
        CheckConstraint("progress <> 'withdrawn' OR withdrawn_at IS NOT NULL", name="withdrawn_has_instant"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount_not_negative"),
        Index(None, "store_id", "published_at"),
        Index(None, "published_at"),
        Index(None, "submitted_at"),
        Index(None, "answered_at", "published_at"),
    )


class SharedFact(Base):
    """A private fact the author lets the store see in this case."""

    __tablename__ = "shared_fact"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True)
    fact: Mapped[PrivateFact] = mapped_column(choice(PrivateFact, "private_fact"), primary_key=True)
    at: Mapped[datetime]


class FactView(Base):
    """Once that somebody of the store opened a private fact. The account goes with its owner, the look stays."""

    __tablename__ = "fact_view"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    fact: Mapped[PrivateFact] = mapped_column(choice(PrivateFact, "viewed_fact"))
    at: Mapped[datetime]

    __table_args__ = (Index(None, "complaint_id", "at"),)


class Entry(Base):
    """A turn of the thread. `at` is the instant it was sent, which counts for the answer time.

    `substantive` says whether a reply of the store is an answer; empty until the rule has judged.
    """

    __tablename__ = "entry"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"))
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), unique=True)
    by: Mapped[Side] = mapped_column(choice(Side, "by"))
    at: Mapped[datetime]
    substantive: Mapped[bool | None]
    substantive_by: Mapped[Judge | None] = mapped_column(choice(Judge, "substantive_by"))
    rule_version: Mapped[int | None]

    __table_args__ = (
        Index(None, "complaint_id", "at"),
        CheckConstraint("by = 'store' OR substantive IS NULL", name="only_stores_answer"),
    )


class Contact(Base):
    """An earlier attempt to reach the store."""

    __tablename__ = "contact"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    channel: Mapped[str] = mapped_column(String(20))
    agent: Mapped[str | None] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(Text)


class Promise(Base):
    __tablename__ = "promise"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    what: Mapped[str] = mapped_column(Text)
    state: Mapped[PromiseState] = mapped_column(choice(PromiseState, "state"))
    settled_at: Mapped[datetime | None]


class Outcome(Base):
    """A word of the shopper. `resolved`: yes, no, or empty for a reopening. Marks are 1 to 5, each may lack."""

    __tablename__ = "outcome"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    resolved: Mapped[bool | None]
    courtesy: Mapped[int | None]
    understanding: Mapped[int | None]
    clarity: Mapped[int | None]
    expertise: Mapped[int | None]
    speed: Mapped[int | None]
    honesty: Mapped[int | None]
    would_buy_again: Mapped[bool | None]

    __table_args__ = tuple(CheckConstraint(f"{mark} BETWEEN 1 AND 5", name=f"{mark}_range") for mark in EXPECTATIONS)


class LastWord(Base):
    """The latest word of the author on a case, and how the case stood before it: what taking it back restores."""

    __tablename__ = "last_word"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[Word] = mapped_column(choice(Word, "word"))
    at: Mapped[datetime]
    outcome_id: Mapped[int | None] = mapped_column(ForeignKey("outcome.id", ondelete="CASCADE"), index=True)
    progress_before: Mapped[Progress] = mapped_column(choice(Progress, "progress_before"))
    reopened_before: Mapped[datetime | None]
    gave_up_before: Mapped[datetime | None]
