"""Posts, their versions, what the rules found in them, what moderators decided and what that taught the rules."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.db import Base, choice
from portal.moderation.lanes import Lane
from portal.moderation.rules import MAX_BODY, MAX_TITLE, Kind, Reason, Verdict, Visibility
from portal.moderation.screening import LONGEST_WORD, Severity


class Post(Base):
    """Something a person wrote for the public.

    `subject` is the opaque id of what it is about; `revision_number` names the version that counts: the one
    shown if the post is public, else the one last sent. `submission` is the form's own key: a form sent twice
    makes one post. `lane` and `waiting_since` give its place at the desk while it waits.
    """

    __tablename__ = "post"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[Kind] = mapped_column(choice(Kind, "kind"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"), index=True)
    subject: Mapped[str] = mapped_column(String(40), index=True)
    language: Mapped[str] = mapped_column(String(12))
    submitted_at: Mapped[datetime]
    visibility: Mapped[Visibility] = mapped_column(choice(Visibility, "visibility"))
    published_at: Mapped[datetime | None]
    revision_number: Mapped[int] = mapped_column(default=1)
    submission: Mapped[str | None] = mapped_column(String(64), unique=True)
    lane: Mapped[int] = mapped_column(default=Lane.REST, server_default=str(int(Lane.REST)))
    waiting_since: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint("visibility <> 'published' OR published_at IS NOT NULL", name="published_has_instant"),
        # The kind first: on the visibility alone, which hardly narrows, no plan should begin.
        Index(None, "kind", "visibility"),
        Index(
            "ix_post_waiting",
            "lane",
            "waiting_since",
            "id",
            sqlite_where=text("visibility = 'pending'"),
            postgresql_where=text("visibility = 'pending'"),
        ),
    )


class PostParty(Base):
    """Who a post concerns: nobody decides on a post of a party they speak for."""

    __tablename__ = "post_party"
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), primary_key=True)
    party: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class Revision(Base):
    """One version of a post's text. Versions are never changed.

    A masked one was made by a moderator of the author's, by taking out words; it is public, and that one the author's.
    `dialect` is a key of `DIALECT_LABELS`, where the words tell one.
    """

    __tablename__ = "revision"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(MAX_TITLE))
    body: Mapped[str] = mapped_column(Text)
    submitted_at: Mapped[datetime]
    screened_at: Mapped[datetime | None]
    is_masked: Mapped[bool] = mapped_column(default=False, server_default=false())
    dialect: Mapped[str | None] = mapped_column(String(16))

    __table_args__ = (
        UniqueConstraint("post_id", "number"),
        CheckConstraint(f"length(title) <= {MAX_TITLE}", name="title_length"),
        CheckConstraint(f"length(body) <= {MAX_BODY}", name="body_length"),
    )


class FindingRow(Base):
    """What a rule found in a version; the words are `field[start:end]`."""

    __tablename__ = "finding"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"), index=True)
    rule: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    severity: Mapped[Severity] = mapped_column(choice(Severity, "severity"))
    field: Mapped[str] = mapped_column(String(10))
    start: Mapped[int]
    end: Mapped[int]
    arguments: Mapped[dict[str, Any]]


HELD = "took_effect_at IS NULL AND undone_at IS NULL"


class Decision(Base):
    """What a moderator decided on one version of a post. `answers`: whether a reply is an answer.

    Taken `at` one instant, it takes effect once it is due, unless it was undone before. `moderator_id` is empty where
    the portal itself shows again what nobody confirmed. The masked text becomes the public version.
    `first_of_two`: an approval that another moderator has to confirm.
    """

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    moderator_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    verdict: Mapped[Verdict] = mapped_column(choice(Verdict, "verdict"))
    reason: Mapped[Reason | None] = mapped_column(choice(Reason, "reason"))
    note: Mapped[str] = mapped_column(Text, default="")
    answers: Mapped[bool | None]
    masked_title: Mapped[str | None] = mapped_column(String(MAX_TITLE))
    masked_body: Mapped[str | None] = mapped_column(Text)
    due_at: Mapped[datetime]
    took_effect_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    first_of_two: Mapped[bool] = mapped_column(default=False, server_default=false())

    __table_args__ = (
        CheckConstraint(
            "reason IS NOT NULL OR verdict IN ('approve', 'restore', 'escalate')", name="refusal_has_reason"
        ),
        CheckConstraint("took_effect_at IS NULL OR undone_at IS NULL", name="undone_or_effective"),
        Index("ix_decision_moderator_id_at", "moderator_id", "at"),
        Index("ix_decision_due", "due_at", sqlite_where=text(HELD), postgresql_where=text(HELD)),
        # Of two decisions taken at once, one is refused.
        Index("uq_decision_held", "post_id", unique=True, sqlite_where=text(HELD), postgresql_where=text(HELD)),
    )


class Lesson(Base):
    """What one decision taught the rule of relevance; `margin` is by how much the shipped weights let the post pass."""

    __tablename__ = "lesson"
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(String(12))
    on_subject: Mapped[bool]
    margin: Mapped[float]
    rule_version: Mapped[int]


class LearnedWordRow(Base):
    """What all lessons together made a word weigh."""

    __tablename__ = "learned_word"
    language: Mapped[str] = mapped_column(String(12), primary_key=True)
    word: Mapped[str] = mapped_column(String(LONGEST_WORD), primary_key=True)
    weight: Mapped[float]
    lessons: Mapped[int]
