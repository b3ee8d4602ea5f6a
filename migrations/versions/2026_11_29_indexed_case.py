"""indexed_case"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '2026_11_29_indexed_case'
down_revision = '2026_11_29_ties'
branch_labels = None
depends_on = None


def upgrade():
    vector = postgresql.TSVECTOR().with_variant(sa.Text(), 'sqlite')
    op.create_table('indexed_case',
    sa.Column('case_id', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('tokens', vector, nullable=False),
    sa.Column('written', vector, nullable=False),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_indexed_case'))
    )
    with op.batch_alter_table('indexed_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_indexed_case_tokens'), ['tokens'], unique=False, postgresql_using='gin', postgresql_with={'fastupdate': 'off'})
        batch_op.create_index('ix_indexed_case_opened_at_case_id', ['opened_at', 'case_id'], unique=False)

    op.create_table('indexed_word',
    sa.Column('word', sa.Text(), nullable=False),
    sa.Column('cases', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.PrimaryKeyConstraint('word', name=op.f('pk_indexed_word'))
    )


def downgrade():
    op.drop_table('indexed_word')
    with op.batch_alter_table('indexed_case', schema=None) as batch_op:
        batch_op.drop_index('ix_indexed_case_opened_at_case_id')
        batch_op.drop_index(batch_op.f('ix_indexed_case_tokens'), postgresql_using='gin', postgresql_with={'fastupdate': 'off'})

    op.drop_table('indexed_case')
