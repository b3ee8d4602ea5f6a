"""pairs of common words in the index"""

from alembic import op

revision = '2026_11_30_common_pairs'
down_revision = '2026_11_29_storage'
branch_labels = None
depends_on = None


def upgrade():
    empty()


def downgrade():
    empty()


def empty():
    """A worker fills the index anew within its first turn; until then a phrase of such words would not be found."""
    op.execute('DELETE FROM indexed_case')
    op.execute('DELETE FROM indexed_word')
