"""After signing in somebody goes on to a page of this portal and nowhere else."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.returning import local_path, with_kept


@pytest.mark.parametrize(
    "path", ["/fa/", "/fa/complaints/new", "/fa/search?q=یخچال&page=2", "/fa/complaints/K7Q2M9RX/#entry-2"]
)
def test_a_page_of_the_portal_is_gone_to(path):
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,  # nowhere to go
        "",  # nowhere to go
        "fa/complaints/new",  # depends on where one stands
        "https://evil.example/",  # another site
        "//evil.example/",  # another site, in the scheme of this one
        "/\\evil.example/",  # browsers read a backslash as a slash
        "\\\\evil.example/",
        "/\t/evil.example/",  # browsers skip tabs and line ends
        "/\n/evil.example/",
        "\t//evil.example/",
        "///evil.example",
        "javascript:alert(1)",
        " //evil.example",
        "/\x00/evil.example",
    ],
)
def test_anything_else_is_not(path):
    assert local_path(path) is None


@given(st.text(alphabet="/\\:.?#@ \t\r\nab\x00é", max_size=12))
def test_what_is_let_through_stays_on_this_site(typed):
    path = local_path(typed)
    if path is not None:
        assert urlsplit(urljoin("https://portal.example/fa/", path)).netloc == "portal.example"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/fa/complaints/new", "/fa/complaints/new?kept=a-b"),
        ("/fa/complaints/new?store=x", "/fa/complaints/new?store=x&kept=a-b"),
    ],
)
def test_what_was_kept_is_named_in_the_address(path, address):
    assert with_kept(path, "a-b") == address
    assert with_kept(path, None) == path
