"""Extraction: what counts as a message, and how a catalogue is brought up to date."""

import re
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from portal.language.extract import extracted, save, update
from portal.language.messages import untranslated

SOURCE = """
LABEL = N_("marked")
shown = text(language, "shown with %(name)s", name=name)
shown = languages.plural(code, "one thing", "many things", count)
flash("flashed")
shown = text(language, variable)
rows = session.execute(text("SELECT 1"))
"""
TEMPLATE = """
{% macro row(case) %}{% do case.append(1) %}{{ _('in a page', name=case.name) }}{% endmacro %}
{{ ngettext('%(count)s case', '%(count)s cases', cases) }} {{ _(variable) }}
"""


BRANDING = """
[name]
en = "of the branding"
fa = "نام"

[categories]
other = { en = "a kind of goods" }
"""


def tree(folder, *, source=SOURCE, page=TEMPLATE, mail="{{ _('in a mail') }}", branding=BRANDING):
    for path, written in {
        "portal/branding/branding.toml": branding,
        "portal/cases/a.py": source,
        "templates/a/a.html": page,
        "templates/a.txt": mail,
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(written, encoding="utf-8")
    return extracted(folder)


def ids(catalogue):
    return {message.id for message in catalogue if message.id}


def test_messages_come_from_code_pages_mail_and_branding(tmp_path):
    assert ids(tree(tmp_path)) == {
        "marked",
        "shown with %(name)s",
        ("one thing", "many things"),
        "flashed",
        "in a page",
        ("%(count)s case", "%(count)s cases"),
        "in a mail",
        "of the branding",
        "a kind of goods",
    }


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param('text(language(code), "shown")', {"shown"}, id="beside another call"),
        pytest.param('text(language, "one " "string")', {"one string"}, id="a string in two pieces"),
        pytest.param("f\"<{text(language, 'quoted')}>\"", {"quoted"}, id="inside an f-string"),
        pytest.param('text(language, "yes" if solved else "no")', {"yes", "no"}, id="either end of a condition"),
        pytest.param('N_("a") if x else N_("b")', {"a", "b"}, id="two markings"),
        pytest.param('text(language, f"made of {parts}")', set(), id="what is put together is no message"),
        pytest.param('plural(language, "one", count)', set(), id="nor is half a plural"),
        pytest.param('context("never", "shown")', set(), id="nor what another function gets"),
    ],
)
def test_messages_of_code(tmp_path, source, expected):
    assert ids(tree(tmp_path, source=source, page="", mail="", branding="")) == expected


def test_a_message_names_its_files_without_lines(tmp_path):
    assert tree(tmp_path)["in a page"].locations == [("templates/a/a.html", 0)]


def test_translations_are_kept(tmp_path):
    catalogue = Catalog(locale="fa")
    catalogue.add("marked", "نشان‌شده")
    update(catalogue, tree(tmp_path))
    assert catalogue["marked"].string == "نشان‌شده"
    assert not catalogue["marked"].fuzzy


def test_what_left_the_source_leaves_the_catalogue(tmp_path):
    catalogue = Catalog(locale="fa")
    catalogue.add("long gone", "رفته")
    update(catalogue, tree(tmp_path))
    assert "long gone" not in ids(catalogue)


def test_a_translation_is_never_guessed(tmp_path):
    catalogue = Catalog(locale="fa")
    catalogue.add("in a pages", "در صفحه‌ها")
    update(catalogue, tree(tmp_path))
    assert not catalogue["in a page"].string


def test_what_lacks_a_form_is_untranslated(tmp_path):
    catalogue = Catalog(locale="ar")
    catalogue.add(("one thing", "many things"), ("شيء", "شيء", "شيئان", "أشياء", "شيء", ""))
    catalogue.add("marked", "معلَّم")
    update(catalogue, tree(tmp_path))
    missing = {message.id for message in untranslated(catalogue)}
    assert ("one thing", "many things") in missing
    assert "marked" not in missing


def saved(catalogue, path):
    save(catalogue, path)
    return path.read_bytes()


def test_a_second_run_changes_no_byte(tmp_path):
    template, catalogue = tree(tmp_path), Catalog(locale="fa")
    update(catalogue, template)
    once = saved(catalogue, tmp_path / "fa" / "messages.po")
    again = read_po(BytesIO(once), locale="fa")
    update(again, template)
    assert saved(again, tmp_path / "again.po") == once


def test_a_file_is_sorted_and_without_lines(tmp_path):
    catalogue = Catalog(locale="fa")
    update(catalogue, tree(tmp_path))
    save(catalogue, tmp_path / "messages.po")
    written = (tmp_path / "messages.po").read_text(encoding="utf-8")
    ids_in_order = re.findall(r'^msgid "(.+)"$', written, re.MULTILINE)
    assert ids_in_order == sorted(ids_in_order)
    assert "#: templates/a/a.html\n" in written
