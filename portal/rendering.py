"""The one way templates become text: for pages, mail and letters.

There is one Jinja environment per language, so that messages, digits and dates are bound to it everywhere,
macros included.
"""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.bccache import Bucket
from jinja2.runtime import Context

from portal import clock
from portal import language as languages
from portal.language import Language

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

Globals = Callable[[Language], Mapping[str, Any]]


class CompiledOnce(BytecodeCache):
    """What templates were compiled to, in memory: the environments of all languages run the same."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[bucket.key] = bucket.bytecode_to_string()


class Renderer:
    """Renders templates in a language. `site_globals` adds what only the web knows, such as addresses."""

    def __init__(
        self,
        site_globals: Globals,
        *,
        folder: Path = TEMPLATES,
        reload: bool = False,
        compiled: BytecodeCache | None = None,
    ) -> None:
        self._site_globals = site_globals
        self._folder = folder
        self._reload = reload
        self._compiled = compiled or CompiledOnce()
        self.environment = cache(self._make_environment)

    def render(self, language: Language, template: str, context: Mapping[str, Any]) -> str:
        return self.environment(language).get_template(template).render(context)

    def _make_environment(self, language: Language) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=select_autoescape(disabled_extensions=("txt",), default=True),
            undefined=StrictUndefined,
            auto_reload=self._reload,
            bytecode_cache=self._compiled,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.do"],
        )
        environment.globals.update(
            language=language,
            languages=list(languages.LANGUAGES.values()),
            _=_messages(language),
            ngettext=_plurals(language),
            **self._site_globals(language),
        )
        environment.filters.update(_filters(language))
        return environment


def _messages(language: Language) -> Callable[..., str]:
    def message(text: str, /, **arguments: Any) -> str:
        return languages.text(language, text, **arguments)

    return message


def _plurals(language: Language) -> Callable[..., str]:
    def message(singular: str, plural: str, count: int, /, **arguments: Any) -> str:
        return languages.plural(language, singular, plural, count, **arguments)

    return message


def _filters(language: Language) -> dict[str, Callable[..., Any]]:
    def bound(function: Callable[..., Any]) -> Callable[..., Any]:
        # With the context, or what it makes of a constant would be compiled into what all languages run.
        @pass_context
        def filtered(_context: Context, value: Any, *arguments: Any, **named: Any) -> Any:
            return function(language, value, *arguments, **named)

        return filtered

    return {
        "number": bound(languages.number),
        "decimal": bound(languages.number),
        "percent": bound(languages.percent),
        "digits": bound(languages.digits),
        "money": bound(languages.money),
        "date": bound(languages.date),
        "short_date": bound(languages.short_date),
        "moment": bound(languages.moment),
        "hour": bound(languages.hour),
        "iso": languages.iso,
        "duration": bound(languages.duration),
        "ago": bound(lambda _language, instant: languages.ago(language, instant, clock.now())),
        "translated": bound(languages.text),
    }
