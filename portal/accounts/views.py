"""The pages of signing up, confirming, signing in and out, and choosing a password."""

from typing import Any

import flask
from flask import current_app, request
from flask import session as browser_session
from werkzeug.wrappers import Response

from portal import clock
from portal.access import Permission, Role
from portal.accounts import operations
from portal.accounts.forms import ConfirmForm, ForgottenForm, PasswordForm, SignInForm, SignUpForm
from portal.accounts.login import sign_in as start_session
from portal.accounts.login import sign_out as end_session
from portal.accounts.models import Account
from portal.accounts.operations import TokenError
from portal.accounts.passwords import hash_password, verify_password
from portal.accounts.queries import account_by_email, account_with_roles, accounts_by_id, is_exhausted
from portal.accounts.returning import local_path, unfinished, with_kept
from portal.accounts.rules import WRONG_PASSWORDS
from portal.accounts.tokens import Purpose
from portal.config import Config
from portal.db import Session, db
from portal.language import LANGUAGES, N_, text
from portal.web import (
    Routes,
    authorise,
    claim_kept_form,
    current_actor,
    current_language,
    flash,
    optional,
    page,
    path,
    see_other,
    writing,
)

routes = Routes("accounts")

WRONG_PASSWORD = N_("Address and password do not go together. Please look at both once more.")
TOO_OFTEN = N_(
    "There were too many wrong passwords for this address. Please wait %(minutes)s minutes, or choose a new password."
)
MAIL_SENT = N_("The link is on its way once more.")
MAILS_ENOUGH = N_("We have sent it several times already. Please look into your mail, among unwanted mail too.")
DESKS = {
    Role.MODERATOR: "desk.moderation",
    Role.REPRESENTATIVE: "desk.stores",
    Role.ADMINISTRATOR: "desk.administration",
}
"""Where those who work here begin."""


@routes.page("/account/sign-up", Permission.SIGN_IN, methods=("GET", "POST"))
def sign_up() -> Response:
    form = SignUpForm()
    if not form.validate_on_submit():
        return _account_page("sign-up", form=form, status=_status(form))
    password_hash = hash_password(form.password.data or "")
    with writing() as session:
        account = operations.open_account(
            session,
            now := clock.now(),
            email=form.email.data or "",
            name=form.name.data or "",
            password_hash=password_hash,
            language=current_language().code,
        )
        # An older account is claimed for only by signing in: the address may have been mistyped.
        if account.created_at == now:
            _claim(session, account, request.args.get("kept"))
    return _mailed(form.email.data or "")


@routes.page("/account/check-mail", Permission.SIGN_IN)
def check_mail() -> Response:
    """After signing up or asking for a password: the same for every address."""
    return _account_page("check-mail", address=browser_session.get("mailed"), kept_here=_mail_is_kept_here())


@routes.page("/account/sign-in", Permission.SIGN_IN, methods=("GET", "POST"))
def sign_in() -> Response:
    form = SignInForm()
    signed_in_as = current_actor().account_id
    if request.method != "POST" and signed_in_as is not None:
        return _onwards(signed_in_as)
    if not form.validate_on_submit():
        return _account_page("sign-in", form=form, status=_status(form))
    email, now = form.email.data or "", clock.now()
    if is_exhausted(db.session(), now, WRONG_PASSWORDS, email):
        return _not_signed_in(form, 429, TOO_OFTEN, minutes=WRONG_PASSWORDS.within.seconds // 60)
    account = account_by_email(db.session(), email)
    is_right = verify_password(account.password_hash if account else None, form.password.data or "")
    if account is None or not is_right:
        with writing() as session:
            operations.count_attempt(session, now, WRONG_PASSWORDS, email)
        return _not_signed_in(form, 422, WRONG_PASSWORD)
    # Who wanted a second account with this address has left what they typed with this browser.
    left_here = browser_session.pop("kept", None)
    with writing() as session:
        operations.forget_attempts(session, WRONG_PASSWORDS, email)
        _claim(session, account, request.args.get("kept") or left_here)
        operations.write_in(session, account.id, current_language().code)
    if left_here and not request.args.get("next"):
        return _welcome(account)
    start_session(account)
    if account.confirmed_at is None:
        return see_other("accounts.unconfirmed", **_on_the_way())
    return _onwards(account.id)


def _not_signed_in(form: SignInForm, status: int, message: str, **arguments: object) -> Response:
    form.form_errors.append(text(current_language(), message, **arguments))
    return _account_page("sign-in", form=form, status=status)


@routes.page("/account/sign-out", Permission.SIGN_IN, methods=("GET", "POST"))
def sign_out() -> Response:
    form = ConfirmForm()
    if not current_actor().is_signed_in:
        return see_other("site.home")
    if not form.validate_on_submit():
        return _account_page("sign-out", form=form, status=_status(form))
    end_session()
    flash(N_("You are signed out."))
    return see_other("site.home")


@routes.page("/account/confirm", Permission.USE_ACCOUNT, methods=("GET", "POST"))
def unconfirmed() -> Response:
    """Somebody signed in whose address is not proved yet: the link can be sent again."""
    account = _own_account()
    if account.confirmed_at is not None:
        return _onwards(account.id)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return _account_page(
            "unconfirmed",
            form=form,
            address=account.email,
            kept_here=_mail_is_kept_here(),
            status=_status(form),
        )
    with writing() as session:
        is_sent = operations.ask_for_confirmation(session, clock.now(), account)
    flash(*((MAIL_SENT, "done") if is_sent else (MAILS_ENOUGH, "hint")))
    return see_other("accounts.unconfirmed", **_on_the_way())


@routes.page("/account/confirm/<string:token>", Permission.SIGN_IN, methods=("GET", "POST"))
def confirm(token: str) -> Response:
    """Opening the link changes nothing, for mail servers open links too; the button on the page does."""
    form, secret = ConfirmForm(), _config().secret_key
    try:
        account = operations.account_behind(db.session(), secret, Purpose.CONFIRM, token)
        if not form.validate_on_submit():
            return _account_page("confirm", form=form, address=account.email, status=_status(form))
        with writing() as session:
            account = operations.confirm_address(session, clock.now(), secret, token)
            _claim(session, account, browser_session.pop("kept", None))
    except TokenError:
        return _account_page("link-over", purpose=Purpose.CONFIRM, status=410)
    flash(N_("Your address is confirmed. Welcome!"))
    return _welcome(account)


@routes.page("/account/forgotten", Permission.SIGN_IN, methods=("GET", "POST"))
def forgotten() -> Response:
    form = ForgottenForm()
    if not form.validate_on_submit():
        return _account_page("forgotten", form=form, status=_status(form))
    with writing() as session:
        operations.forget_password(session, clock.now(), form.email.data or "")
    return _mailed(form.email.data or "")


@routes.page("/account/password/<string:token>", Permission.SIGN_IN, methods=("GET", "POST"))
def choose_password(token: str) -> Response:
    form, secret = PasswordForm(), _config().secret_key
    try:
        account = operations.account_behind(db.session(), secret, Purpose.PASSWORD, token)
        if not form.validate_on_submit():
            return _account_page("password", form=form, address=account.email, status=_status(form))
        password_hash = hash_password(form.password.data or "")
        with writing() as session:
            account = operations.choose_password(session, clock.now(), secret, token, password_hash)
            _claim(session, account, browser_session.pop("kept", None))
    except TokenError:
        return _account_page("link-over", purpose=Purpose.PASSWORD, status=410)
    flash(N_("Your new password is set, and you are signed in."))
    return _welcome(account)


@routes.blueprint.after_request
def keep_private(response: Response) -> Response:
    """These pages carry tokens, or are meant for one reader: no copy of them is kept anywhere."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer" if "token" in (request.view_args or {}) else "same-origin"
    return response


def _account_page(name: str, /, *, status: int = 200, **context: Any) -> Response:
    onwards = _on_the_way()
    return page(f"accounts/{name}.html", status=status, indexed=False, here=_here, onwards=onwards, **context)


def _here(language_code: str) -> str:
    """The present page in another language, with what was typed still waiting."""
    endpoint, values = str(request.endpoint), dict(request.view_args or {})
    return path(endpoint, LANGUAGES[language_code], **values, **_on_the_way())


def _on_the_way() -> dict[str, str | None]:
    """Where the reader was going, and under which token what they typed is kept."""
    return {"next": local_path(request.args.get("next")), "kept": request.args.get("kept") or None}


def _mailed(address: str) -> Response:
    """Whoever opens the link in this browser finds what they typed, whichever account it is."""
    browser_session["mailed"], browser_session["kept"] = address, request.args.get("kept")
    return see_other("accounts.check_mail", **_on_the_way())


def _onwards(account_id: int) -> Response:
    onwards = _on_the_way()
    if onwards["next"]:
        return flask.redirect(with_kept(onwards["next"], onwards["kept"]), 303)
    return _begin(account_id)


def _begin(account_id: int) -> Response:
    """The desk of those who work here; for everybody else their own cases."""
    _, roles = optional(account_with_roles(db.session(), account_id))
    return see_other(next((desk for role, desk in DESKS.items() if role in roles), "site.cases"))


def _welcome(account: Account) -> Response:
    """Signs in somebody who came by a link, and leads them to what they had begun."""
    start_session(account)
    waiting = unfinished(db.session(), account.id)
    return flask.redirect(waiting, 303) if waiting else _begin(account.id)


def _claim(session: Session, account: Account, token: str | None) -> None:
    if token:
        claim_kept_form(session, token, account.id)


def _own_account() -> Account:
    account_id = authorise(Permission.USE_ACCOUNT).account_id or 0
    return accounts_by_id(db.session(), [account_id])[account_id]


def _status(form: Any) -> int:
    return 422 if form.is_submitted() else 200


def _config() -> Config:
    config: Config = current_app.extensions["portal-config"]
    return config


def _mail_is_kept_here() -> bool:
    """Whether the reader runs the portal on their own machine, where mail goes to a folder."""
    return _config().mail_url is None and not _config().is_production
