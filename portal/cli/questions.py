"""Questions put to the rules, the index and the score."""

import sys
import time
from datetime import datetime
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from portal import clock, moderation, scores, search, stores
from portal.archive import Fields, LineError, read_object
from portal.cli.console import (
    Instant,
    bar,
    connection_problem,
    input_lines,
    is_migrated,
    needs_database,
    write_json,
    write_line,
)
from portal.complaints import CaseFilter
from portal.db import db
from portal.language import DEFAULT, LANGUAGES
from portal.moderation import Finding, Kind, Learned
from portal.text import clean


@click.command("screen")
@with_appcontext
def screen_command() -> None:
    """Screen posts: JSON Lines {"id", "text", "kind"?, "store"?} on standard input, verdicts on standard output."""
    accepted = current_app.extensions["portal-config"].post_languages
    # The rules need no database; where there is none, nothing was learned.
    has_database = connection_problem() is None and is_migrated()
    learned = moderation.learned(db.session()) if has_database else Learned()
    failed = False
    with bar("screen", unit="posts") as progress:
        for place, line in enumerate(input_lines(), start=1):
            if not line.strip():
                continue
            try:
                write_json(screened(read_object(line), accepted, learned))
            except LineError as error:
                click.echo(f"line {place}: {error}", err=True)
                failed = True
            progress.update()
    if failed:
        sys.exit(1)


def screened(post: Fields, accepted: tuple[str, ...], learned: Learned) -> dict[str, Any]:
    """What the rules say of one post, as the command prints it. Raises LineError."""
    if not post.names("id"):
        raise post.fail("id", "missing")
    kind = post.choice("kind", Kind) or Kind.COMPLAINT
    screening = moderation.screen(post.needed("text", str), kind=kind, accepted=accepted, learned=learned)
    language, relevance = screening.language, screening.relevance
    return {
        "id": post.raw("id"),
        "language": {
            "verdict": language.verdict,
            "detected": language.detected,
            "confidence": language.confidence,
        },
        "relevance": {"verdict": relevance.verdict, "score": relevance.score},
        "personal_data": [
            {"kind": datum.kind, "start": datum.start, "end": datum.end} for datum in screening.personal_data
        ],
        "findings": [_finding(finding) for finding in screening.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "start": finding.start,
        "end": finding.end,
        "message": {code: moderation.explain(finding, code) for code in LANGUAGES},
    }


@click.command("search")
@click.argument("query")
@click.option("--store", "slug", help="Only this store's cases.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@with_appcontext
@needs_database
def search_command(query: str, slug: str | None, limit: int, *, as_json: bool) -> None:
    """Search the public cases: all the words, most relevant first."""
    session, started = db.session(), time.perf_counter()
    store = stores.store_by_slug(session, slug) if slug else None
    if slug and store is None:
        raise click.ClickException(f"there is no store {slug!r}")
    categories = current_app.extensions["portal-branding"].categories
    chosen = CaseFilter(store_id=store.id if store else None)
    question = search.question(clean(query), DEFAULT, stores.all_stores(session), categories, chosen)
    engine = current_app.extensions["portal-search"]
    answered = search.answer(session, engine, question, clock.now(), limit=limit)
    found = answered.found
    took = (time.perf_counter() - started) * 1000
    meant = next(iter(answered.meant), None)
    if not as_json:
        for row in found.rows:
            write_line(f"{row.number}\t{row.store_slug}\t{row.title}")
        return
    write_json(
        {
            "total": found.total,
            "total_is_floor": found.total_is_floor,
            "took_ms": round(took, 3),
            "hits": [
                {
                    "number": row.number,
                    "ref": row.ref,
                    "title": row.title,
                    "store": row.store_slug,
                    "score": found.scores.get(row.id, 0.0),
                }
                for row in found.rows
            ],
            "did_you_mean": meant,
            "applied": meant if answered.is_applied else None,
        }
    )


@click.command("score")
@click.option("--store", "slug", help="Only this store.")
@click.option("--as-of", "as_of", type=Instant(), help="Default: now.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
@with_appcontext
@needs_database
def score_command(slug: str | None, as_of: datetime | None, *, as_json: bool) -> None:
    """The score of every store, computed from the rows."""
    computed = scores.score_from_rows(db.session(), as_of or clock.now())
    if slug and slug not in computed:
        raise click.ClickException(f"there is no store {slug!r}")
    for name, score in computed.items():
        if slug in {None, name}:
            if as_json:
                write_json(scores.as_dict(score))
            else:
                shown = "new" if score.score is None else f"{score.score:.1f} ({score.low:.1f} to {score.high:.1f})"
                write_line(f"{name}\t{shown}")


@click.command("reindex")
@with_appcontext
@needs_database
def reindex_command() -> None:
    """Build the search index anew beside the present one and swap it in."""
    started = time.perf_counter()
    with bar("index", unit="cases") as progress:
        count = search.reindex(current_app.extensions["portal-search"], progress.update)
    click.echo(f"{count} cases indexed in {time.perf_counter() - started:.1f} s", err=True)


@click.command("relearn")
@with_appcontext
@needs_database
def relearn_command() -> None:
    """Learn anew, from all decisions of moderators, what is about a purchase."""
    count = moderation.relearn(current_app.extensions["portal-config"].post_languages)
    click.echo(f"{count} lessons", err=True)
