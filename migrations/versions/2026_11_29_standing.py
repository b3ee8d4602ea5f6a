"""standing of indexed cases"""

import sqlalchemy as sa
from alembic import op

revision = '2026_11_29_standing'
down_revision = '2026_11_29_indexed_case'
branch_labels = None
depends_on = None

ADDED = ('store_id', 'category', 'progress', 'answered_at', 'silent_at')


def upgrade():
    empty()
    with op.batch_alter_table('indexed_case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('store_id', sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column('category', sa.String(length=40), nullable=False))
        batch_op.add_column(sa.Column('progress', sa.String(length=32), nullable=False))
        batch_op.add_column(sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('silent_at', sa.DateTime(timezone=True), nullable=True))


def downgrade():
    empty()
    with op.batch_alter_table('indexed_case', schema=None) as batch_op:
        for column in reversed(ADDED):
            batch_op.drop_column(column)


def empty():
    """A worker fills the index anew within its first turn."""
    op.execute('DELETE FROM indexed_case')
    op.execute('DELETE FROM indexed_word')
