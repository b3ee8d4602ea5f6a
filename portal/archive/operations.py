"""Loading an archive in bulk.

A batch of lines is checked, numbered and inserted in one transaction, together with one event from which index and
scores follow. Loading the same archive again changes nothing: what is there by its `ref` is passed over.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import insert, select

from portal import clock, events
from portal.archive.lines import ComplaintLine, LineError, StoreLine, read_line
from portal.archive.rows import Batch, Numbered
from portal.complaints import CasesImported, Complaint, new_number, read_number
from portal.db import Base, Session, gather_statistics, next_ids, transaction
from portal.moderation import Post, Revision
from portal.stores import Channel, Store

BATCH = 1_000
Problem = Callable[[int, str], None]
Progress = Callable[[int], object]


@dataclass(slots=True)
class Imported:
    """What an import did: rows that went in, those that were there already, and lines that could not be taken."""

    stores: int = 0
    complaints: int = 0
    known: int = 0
    bad: int = 0


@dataclass(slots=True)
class _Lines:
    """A batch of lines that could be read, with their places in the file."""

    stores: list[tuple[int, StoreLine]] = field(default_factory=list)
    complaints: list[tuple[int, ComplaintLine]] = field(default_factory=list)


def import_archive(
    lines: Iterable[str],
    *,
    accepted: Sequence[str],
    screen_published: bool = False,
    on_problem: Problem = lambda _place, _reason: None,
    on_progress: Progress = lambda _lines: None,
) -> Imported:
    """Loads the lines, a batch at a time; a bad line is told to `on_problem` with its number and left out.

    `on_progress` hears how many lines each batch had. Opens its own transactions; index and scores follow with the
    next delivery.
    """
    result = Imported()
    numbered = enumerate(lines, start=1)
    while chunk := list(islice(numbered, BATCH)):

        def report(place: int, reason: str) -> None:
            result.bad += 1
            on_problem(place, reason)

        read = _read(chunk, report)
        with transaction() as session:
            _import_stores(session, read.stores, result, report)
            _import_complaints(session, read.complaints, Batch(screen_published, accepted, clock.now()), result, report)
        on_progress(len(chunk))
    if result.complaints:
        gather_statistics()
    return result


def _read(chunk: Iterable[tuple[int, str]], report: Problem) -> _Lines:
    read = _Lines()
    for place, written in chunk:
        if not written.strip():
            continue
        try:
            line = read_line(written)
        except LineError as error:
            report(place, str(error))
            continue
        if isinstance(line, StoreLine):
            read.stores.append((place, line))
        else:
            read.complaints.append((place, line))
    return read


def _import_stores(session: Session, lines: Sequence[tuple[int, StoreLine]], result: Imported, report: Problem) -> None:
    slugs, refs = [line.slug for _, line in lines], [line.ref for _, line in lines]
    known = set(session.scalars(select(Store.slug).where(Store.slug.in_(slugs))))
    owners = dict(session.execute(select(Store.ref, Store.slug).where(Store.ref.in_(refs))).all())
    for place, line in lines:
        if line.slug in known:
            result.known += 1
            continue
        if line.ref in owners:
            report(place, f"ref: {line.ref!r} is that of the store {owners[line.ref]!r}")
            continue
        known.add(line.slug)
        owners[line.ref] = line.slug
        _add_store(session, line)
        result.stores += 1


def _add_store(session: Session, line: StoreLine) -> None:
    store = Store(
        ref=line.ref,
        slug=line.slug,
        names=dict(line.name),
        country=line.country,
        website=line.website,
        category=line.category,
        created_at=clock.now(),
    )
    session.add(store)
    session.flush()
    session.add_all(
        Channel(
            store_id=store.id,
            kind=channel.kind,
            address=channel.address,
            hours=channel.hours,
            claimed_reply_minutes=channel.claimed_reply_minutes,
        )
        for channel in line.channels
    )


def _import_complaints(
    session: Session,
    lines: Sequence[tuple[int, ComplaintLine]],
    batch: Batch,
    result: Imported,
    report: Problem,
) -> None:
    cases = list(_number(session, list(_new_lines(session, lines, result, report))))
    if not cases:
        return
    for case in cases:
        batch.add(case)
    for model, rows in batch.rows.items():
        _insert(session, model, rows)
    events.append(session, CasesImported(cases[0].id, cases[-1].id), clock.now())
    result.complaints += len(cases)


def _insert(session: Session, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        session.execute(insert(model.__table__), rows)  # type: ignore[arg-type]


def _new_lines(
    session: Session, lines: Sequence[tuple[int, ComplaintLine]], result: Imported, report: Problem
) -> Iterator[tuple[ComplaintLine, int]]:
    """The lines whose case is not there yet, with the id of their store."""
    refs = [line.ref or line.number for _, line in lines]
    known = set(session.scalars(select(Complaint.ref).where(Complaint.ref.in_([ref for ref in refs if ref]))))
    slugs = {line.store for _, line in lines}
    stores = dict(session.execute(select(Store.slug, Store.id).where(Store.slug.in_(slugs))).all())
    for (place, line), ref in zip(lines, refs, strict=True):
        if ref in known:
            result.known += 1
        elif line.store not in stores:
            report(place, f"store: there is no store {line.store!r}")
        else:
            if ref:
                known.add(ref)
            yield line, stores[line.store]


def _number(session: Session, lines: Sequence[tuple[ComplaintLine, int]]) -> Iterator[Numbered]:
    """Gives every line its ids and its number: its own where that is free, else a new one."""
    if not lines:
        return
    wanted = [number for line, _ in lines if (number := _own_number(line))]
    taken = set(session.scalars(select(Complaint.number).where(Complaint.number.in_(wanted))))
    posts = sum(1 + len(line.posts) for line, _ in lines)
    post_ids = iter(next_ids(session, Post, posts))
    revision_ids = iter(next_ids(session, Revision, posts))
    for (line, store_id), case_id in zip(lines, next_ids(session, Complaint, len(lines)), strict=True):
        number = _own_number(line)
        while number is None or number in taken:
            number = new_number()
        taken.add(number)
        count = 1 + len(line.posts)
        yield Numbered(
            line, case_id, number, store_id, list(islice(post_ids, count)), list(islice(revision_ids, count))
        )


def _own_number(line: ComplaintLine) -> str | None:
    return read_number(line.number) if line.number else None
