"""counting"""

import sqlalchemy as sa
from alembic import op

revision = '2026_11_28_counting'
down_revision = '2026_11_28_desk'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('counting',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('complaint_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('role', sa.Enum('shopper', 'representative', 'moderator', 'administrator', name='counting_role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('counted', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Enum('same-order', 'tied', 'no-order', name='not_counted', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('note', sa.Text(), nullable=False),
    sa.CheckConstraint('counted = (reason IS NULL)', name=op.f('ck_counting_left_out_for_a_reason')),
    sa.CheckConstraint("note <> ''", name=op.f('ck_counting_has_note')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_counting_account_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaint.id'], name=op.f('fk_counting_complaint_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_counting'))
    )
    with op.batch_alter_table('counting', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_counting_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_counting_complaint_id'), ['complaint_id'], unique=False)


def downgrade():
    with op.batch_alter_table('counting', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_counting_complaint_id'))
        batch_op.drop_index(batch_op.f('ix_counting_account_id'))

    op.drop_table('counting')
