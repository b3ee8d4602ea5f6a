"""The application, put together."""

from collections.abc import Sequence

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import (
    access,
    accounts,
    cli,
    complaints,
    db,
    desk,
    events,
    moderation,
    notices,
    reading,
    scores,
    search,
    site,
    stores,
    transparency,
)
from portal.branding import read_branding
from portal.config import Config, SearchEngine
from portal.events import Subscriber
from portal.jobs import Duty, Jobs
from portal.rendering import TEMPLATES, Renderer
from portal.search import Engine
from portal.web import brand, errors, headers, requests, statics, styles
from portal.web.pages import site_globals

MAX_REQUEST_BYTES = 8_000_000
MIGRATIONS = TEMPLATES.parent / "migrations"


def create_app(config: Config) -> Flask:
    app = Flask("portal", static_folder=None, template_folder=str(TEMPLATES))
    _configure(app, config)
    db.init_app(app)
    Migrate(app, db.db, directory=str(MIGRATIONS), render_as_batch=True)
    accounts.init_app(app, stores.parties_of)
    for policy in (access.POLICY, stores.POLICY, moderation.POLICY, complaints.POLICY, reading.POLICY):
        access.register(policy)
    app.extensions["portal-renderer"] = Renderer(site_globals, reload=not config.is_production)
    app.extensions["portal-search"] = search_engine(config)
    app.extensions["portal-subscribers"] = subscribers(app, config)
    app.extensions["portal-jobs"] = Jobs(config, _duties(app))
    reading.init_app(app)
    requests.init_app(app)
    statics.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    if config.proxies:
        # Who asks, and nothing else: the address of the portal and its scheme are settings.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=0)  # type: ignore[method-assign]
    app.register_blueprint(styles.routes.blueprint)
    app.register_blueprint(brand.routes.blueprint)
    for slice_with_pages in (site, reading, accounts, notices, desk):
        for blueprint in slice_with_pages.BLUEPRINTS:
            app.register_blueprint(blueprint)
    if not config.is_production:
        for blueprint in site.WORKSHOP:
            app.register_blueprint(blueprint)
    cli.init_app(app)
    return app


def search_engine(config: Config) -> Engine:
    """What holds the index: the database itself, or a folder of the instance."""
    if config.search is SearchEngine.POSTGRESQL:
        return search.PostgreSQLEngine()
    return search.WhooshEngine(config.folder("search"))


def subscribers(app: Flask, config: Config) -> Sequence[Subscriber]:
    """Everybody who follows the events. Each is idempotent and has a cursor of its own."""
    return (
        moderation.screening_of_submissions(config.post_languages),
        moderation.learning_of_decisions(config.post_languages),
        moderation.sampling_of_decisions(config.secret_key),
        complaints.reply_judging(),
        complaints.progress(),
        notices.telling(),
        search.indexing(app.extensions["portal-search"]),
        scores.scoring(),
    )


def _configure(app: Flask, config: Config) -> None:
    app.extensions["portal-config"] = config
    app.extensions["portal-branding"] = read_branding(config.instance)
    app.config.update(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},
        SESSION_COOKIE_NAME="portal",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.base_url.startswith("https:"),
        MAX_CONTENT_LENGTH=MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_REQUEST_BYTES,
        WTF_CSRF_TIME_LIMIT=None,
    )
    notices.mail.configure(app, config)


def _duties(app: Flask) -> Sequence[Duty]:
    """What a worker does at every turn, in this order."""
    engine = app.extensions["portal-search"]
    followers = app.extensions["portal-subscribers"]
    duties: Sequence[Duty] = (
        lambda: search.mend(engine),
        moderation.carry_out_decisions,
        moderation.end_hidings,
        moderation.forget_traces,
        lambda: events.deliver_all(followers),
        notices.send_waiting_mail,
        scores.refresh_daily,
        scores.refresh_history,
        transparency.refresh_figures,
    )
    return [_in_context(app, duty) for duty in duties]


def _in_context(app: Flask, duty: Duty) -> Duty:
    def run() -> None:
        with app.app_context():
            duty()

    return run
