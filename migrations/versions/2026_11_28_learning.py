"""learning"""

import sqlalchemy as sa
from alembic import op


revision = '2026_11_28_learning'
down_revision = '2026_11_28_sharing'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('lesson',
    sa.Column('decision_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('on_subject', sa.Boolean(), nullable=False),
    sa.Column('margin', sa.Double(), nullable=False),
    sa.Column('rule_version', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_lesson_decision_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('decision_id', name=op.f('pk_lesson'))
    )
    op.create_table('learned_word',
    sa.Column('language', sa.String(length=12), nullable=False),
    sa.Column('word', sa.String(length=24), nullable=False),
    sa.Column('weight', sa.Double(), nullable=False),
    sa.Column('lessons', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.PrimaryKeyConstraint('language', 'word', name=op.f('pk_learned_word'))
    )


def downgrade():
    op.drop_table('learned_word')
    op.drop_table('lesson')
