"""The instances that benches measure on: made once a run, each loaded in a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask

from portal import accounts
from portal.access import Role
from portal.accounts import Account
from portal.clock import now
from portal.config import Config
from portal.db import transaction
from portal.factory import create_app
from tests.bench import distinct_posts, real_posts, real_responses

MAKERS = {"posts": real_posts, "responses": real_responses, "distinct": distinct_posts}
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Workshop:
    """`folder` takes archives and instances; what is there already is used again. `plots` takes what is drawn."""

    folder: Path
    plots: Path

    def archive(self, name: str) -> Path:
        """The real posts or the real responses, as an archive."""
        file = self.folder / f"{name}.jsonl"
        if not file.exists():
            MAKERS[name].main([str(file)])
        return file

    def loaded(self, name: str, *, screen: bool = False) -> Mapping[str, Any]:
        """Loads the archive into an instance (once) and returns what `loading` measured; `instance` is where."""
        label = label_of(name, screen=screen)
        kept = self.folder / f"{label}.json"
        if not kept.exists():
            shutil.rmtree(self.instance(label), ignore_errors=True)
            command = [sys.executable, "-m", "tests.bench.loading", str(self.archive(name))]
            command += ["--screen"] if screen else []
            done = subprocess.run(
                command, env=self.environment(label), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
            )
            kept.write_text(done.stdout.splitlines()[-1], encoding="utf-8")
        return json.loads(kept.read_text(encoding="utf-8"))

    def loaded_now(self, name: str, *, screen: bool = False) -> Mapping[str, Any]:
        """The same, though it was loaded before: for what is compared with a yardstick of this moment."""
        (self.folder / f"{label_of(name, screen=screen)}.json").unlink(missing_ok=True)
        return self.loaded(name, screen=screen)

    def instance(self, label: str) -> Path:
        return self.folder / f"instance-{label}"

    def environment(self, label: str) -> dict[str, str]:
        """The environment of a process that works on the instance, whatever the caller's own says."""
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        return plain | {"PORTAL_INSTANCE": str(self.instance(label))}

    def app(self, label: str) -> Flask:
        """The application on the instance, outside any context."""
        return _app(self.instance(label))


def label_of(name: str, *, screen: bool) -> str:
    """What the instance of the archive is called."""
    return f"{name}-screened" if screen else name


@cache
def _app(instance: Path) -> Flask:
    return create_app(Config.from_environment({"PORTAL_INSTANCE": str(instance)}))


def person(name: str, role: Role) -> Account:
    """An account of the instance, made where it is not there."""
    with transaction() as session:
        return accounts.create_account(
            session, now(), email=f"{name}@example.org", name=name, password_hash=None, language="fa", role=role
        )


def session_cookie(app: Flask, account: Account) -> str:
    """The header of a browser in which the account is signed in."""
    serializer = app.session_interface.get_signing_serializer(app)
    signed = serializer.dumps({"_user_id": f"{account.id}.{account.session_version}", "_fresh": True})
    return f"{app.config['SESSION_COOKIE_NAME']}={signed}"
