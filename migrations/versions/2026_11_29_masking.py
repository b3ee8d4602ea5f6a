"""masking"""

import sqlalchemy as sa
from alembic import op

revision = '2026_11_29_masking'
down_revision = '2026_11_29_standing'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('hiding', schema=None) as batch_op:
        batch_op.add_column(sa.Column('masked_from', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.create_check_constraint(batch_op.f('ck_hiding_masked_at_once'), 'masked_from IS NULL OR until IS NOT NULL')


def downgrade():
    with op.batch_alter_table('hiding', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_hiding_masked_at_once'), type_='check')
        batch_op.drop_column('masked_from')
