"""appeals"""

import sqlalchemy as sa
from alembic import op

OPEN = sa.text('ruled_at IS NULL')

revision = '2026_11_29_appeals'
down_revision = '2026_11_28_counting'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('appeal',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('post_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('decision_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ruling', sa.Enum('upheld', 'overturned', name='ruling', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('ruled_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('ruled_as', sa.Enum('shopper', 'representative', 'moderator', 'administrator', name='ruled_as', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('ruled_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('length(body) BETWEEN 1 AND 2000', name=op.f('ck_appeal_body_length')),
    sa.CheckConstraint('length(answer) <= 2000', name=op.f('ck_appeal_answer_length')),
    sa.CheckConstraint('(ruled_at IS NULL) = (ruling IS NULL)', name=op.f('ck_appeal_ruled_one_way')),
    sa.CheckConstraint('ruled_at IS NULL OR length(answer) > 0', name=op.f('ck_appeal_ruling_has_answer')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_appeal_decision_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_appeal_post_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['ruled_by'], ['account.id'], name=op.f('fk_appeal_ruled_by'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appeal')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_appeal_decision_id'))
    )
    with op.batch_alter_table('appeal', schema=None) as batch_op:
        batch_op.create_index('ix_appeal_open', ['sent_at'], unique=False, sqlite_where=OPEN, postgresql_where=OPEN)
        batch_op.create_index(batch_op.f('ix_appeal_post_id'), ['post_id'], unique=False)


def downgrade():
    with op.batch_alter_table('appeal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appeal_post_id'))
        batch_op.drop_index('ix_appeal_open', sqlite_where=OPEN, postgresql_where=OPEN)

    op.drop_table('appeal')
