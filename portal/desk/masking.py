"""Which words of a post are proposed to be masked."""

from portal.moderation import PostView
from portal.text import PersonalDatum, mask

MASKED_RULES = frozenset({"personal-data"})


def proposed(post: PostView, field: str) -> str:
    """Title or body of the post with masks over the personal data the rules have found in it."""
    written = post.title if field == "title" else post.body
    found = [
        PersonalDatum(finding.arguments.get("kind", ""), finding.start, finding.end)
        for finding in post.findings
        if finding.rule in MASKED_RULES and finding.field == field
    ]
    return mask(written, found)
