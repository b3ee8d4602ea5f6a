"""transparency"""

import sqlalchemy as sa
from alembic import op

revision = '2026_11_29_transparency'
down_revision = '2026_11_29_masking'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('kept_figures',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('as_of', sa.DateTime(timezone=True), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_kept_figures_only_one')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept_figures'))
    )


def downgrade():
    op.drop_table('kept_figures')
