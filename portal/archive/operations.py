"""Loading an archive in bulk.

A batch of lines is checked, numbered and inserted in one transaction, together with one event from which index and
scores follow. Loading the same archive again changes nothing: what is there by its `ref` is passed over.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import insert, select

from portal import clock, events
from portal.archive.fields import LineError
from portal.archive.lines import ComplaintLine, StoreLine, read_line
from portal.archive.rows import Batch, Numbered
from portal.complaints import CasesImported, Complaint, free_numbers, read_number
from portal.db import Base, Session, gather_statistics, next_ids, transaction
from portal.moderation import Post, Revision, learned
from portal.stores import Channel, Store

BATCH = 1_000
Problem = Callable[[int, str], None]
Problems = dict[int, str]
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
    categories: Collection[str],
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
        problems: dict[int, str] = {}
        read = _read(chunk, categories, problems)
        with transaction() as session:
            batch = Batch(screen_published, accepted, learned(session), clock.now())
            _import_stores(session, read.stores, result, problems)
            _import_complaints(session, read.complaints, batch, result, problems)
        for place in sorted(problems):
            on_problem(place, problems[place])
        result.bad += len(problems)
        on_progress(len(chunk))
    if result.complaints:
        gather_statistics()
    return result


def _read(chunk: Iterable[tuple[int, str]], categories: Collection[str], problems: Problems) -> _Lines:
    read = _Lines()
    for place, written in chunk:
        if not written.strip():
            continue
        try:
            line = read_line(written, categories)
        except LineError as error:
            problems[place] = str(error)
            continue
        if isinstance(line, StoreLine):
            read.stores.append((place, line))
        else:
            read.complaints.append((place, line))
    return read


def _import_stores(
    session: Session, lines: Sequence[tuple[int, StoreLine]], result: Imported, problems: Problems
) -> None:
    known = dict(session.execute(select(Store.slug, Store.ref)).all()) if lines else {}
    for place, line in lines:
        if line.slug in known:
            result.known += 1
            continue
        if line.ref in known.values():
            problems[place] = f"ref: {line.ref!r} belongs to a store with another slug"
            continue
        known[line.slug] = line.ref
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
        result.stores += 1


def _import_complaints(
    session: Session,
    lines: Sequence[tuple[int, ComplaintLine]],
    batch: Batch,
    result: Imported,
    problems: Problems,
) -> None:
    new_lines = list(_new_lines(session, lines, result, problems))
    if not new_lines:
        return
    cases = list(_number(session, new_lines))
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
    session: Session, lines: Sequence[tuple[int, ComplaintLine]], result: Imported, problems: Problems
) -> Iterator[tuple[ComplaintLine, int]]:
    """The lines whose case is not there yet, with the id of their store."""
    refs = [line.own_ref for _, line in lines]
    known = set(session.scalars(select(Complaint.ref).where(Complaint.ref.in_([ref for ref in refs if ref]))))
    slugs = {line.store for _, line in lines}
    stores = dict(session.execute(select(Store.slug, Store.id).where(Store.slug.in_(slugs))).all())
    for (place, line), ref in zip(lines, refs, strict=True):
        if ref in known:
            result.known += 1
        elif line.store not in stores:
            problems[place] = f"store: there is no store {line.store!r}"
        else:
            if ref:
                known.add(ref)
            yield line, stores[line.store]


def _number(session: Session, lines: Sequence[tuple[ComplaintLine, int]]) -> Iterator[Numbered]:
    """Gives every line its ids and its number."""
    posts = sum(1 + len(line.posts) for line, _ in lines)
    post_ids = iter(next_ids(session, Post, posts))
    revision_ids = iter(next_ids(session, Revision, posts))
    case_ids = next_ids(session, Complaint, len(lines))
    numbers = _numbers(session, [line.number for line, _ in lines])
    for (line, store_id), case_id, number in zip(lines, case_ids, numbers, strict=True):
        count = 1 + len(line.posts)
        yield Numbered(
            line, case_id, number, store_id, list(islice(post_ids, count)), list(islice(revision_ids, count))
        )


def _numbers(session: Session, told: Sequence[str | None]) -> list[str]:
    """The numbers told, where they are numbers and free; new ones in place of the others."""
    wanted = [read_number(number) if number else None for number in told]
    taken = set(session.scalars(select(Complaint.number).where(Complaint.number.in_([one for one in wanted if one]))))
    kept: list[str | None] = []
    for number in wanted:
        is_free = number is not None and number not in taken
        kept.append(number if is_free else None)
        if number is not None:
            taken.add(number)
    new = iter(free_numbers(session, kept.count(None), beside=taken))
    return [number or next(new) for number in kept]
