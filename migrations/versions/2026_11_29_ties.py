"""ties"""

import sqlalchemy as sa
from alembic import op

revision = '2026_11_29_ties'
down_revision = '2026_11_29_reports'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('trace',
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('mark', sa.Enum('device', 'network', name='mark', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('seal', sa.String(length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_trace_account_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('account_id', 'mark', 'seal', name=op.f('pk_trace'))
    )
    with op.batch_alter_table('trace', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trace_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_trace_mark_seal'), ['mark', 'seal'], unique=False)

    op.create_table('post_tie',
    sa.Column('post_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('tie', sa.Enum('device', 'network', 'order', 'burst', name='tie', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_post_tie_post_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('post_id', 'tie', name=op.f('pk_post_tie'))
    )
    # In place: made anew, SQLite would take the lessons that refer to decisions with the old table.
    op.add_column('decision', sa.Column('first_of_two', sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade():
    op.drop_column('decision', 'first_of_two')
    op.drop_table('post_tie')
    with op.batch_alter_table('trace', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trace_mark_seal'))
        batch_op.drop_index(batch_op.f('ix_trace_at'))

    op.drop_table('trace')
