"""second_readings"""

import sqlalchemy as sa
from alembic import op

OPEN = sa.text('read_at IS NULL')

revision = '2026_11_29_second_readings'
down_revision = '2026_11_29_appeals'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('second_reading',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('post_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('decision_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('verdict', sa.Enum('approve', 'request-changes', 'reject', 'escalate', 'hide', 'restore', name='second_verdict', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('reason', sa.Enum('language', 'off-topic', 'personal-data', 'insult', 'threat', 'accusation', 'advertising', 'duplicate', 'fake', 'spam', 'court-order', name='second_reason', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('read_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("verdict IS NULL OR verdict = 'approve' OR reason IS NOT NULL", name=op.f('ck_second_reading_refusal_has_reason')),
    sa.CheckConstraint("verdict IS NULL OR verdict IN ('approve', 'request-changes', 'reject')", name=op.f('ck_second_reading_verdict_of_a_reader')),
    sa.CheckConstraint('(read_at IS NULL) = (verdict IS NULL)', name=op.f('ck_second_reading_read_one_way')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_second_reading_decision_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_second_reading_post_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['read_by'], ['account.id'], name=op.f('fk_second_reading_read_by'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_second_reading')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_second_reading_decision_id'))
    )
    with op.batch_alter_table('second_reading', schema=None) as batch_op:
        batch_op.create_index('ix_second_reading_open', ['drawn_at'], unique=False, sqlite_where=OPEN, postgresql_where=OPEN)
        batch_op.create_index(batch_op.f('ix_second_reading_post_id'), ['post_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_second_reading_read_at'), ['read_at'], unique=False)

    # Added in place: made anew, SQLite would take whatever refers to a version with the old table.
    op.add_column('revision', sa.Column('dialect', sa.String(length=16), nullable=True))


def downgrade():
    op.drop_column('revision', 'dialect')
    with op.batch_alter_table('second_reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_second_reading_read_at'))
        batch_op.drop_index(batch_op.f('ix_second_reading_post_id'))
        batch_op.drop_index('ix_second_reading_open', sqlite_where=OPEN, postgresql_where=OPEN)

    op.drop_table('second_reading')
