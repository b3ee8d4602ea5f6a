"""reports"""

import sqlalchemy as sa
from alembic import op

revision = '2026_11_29_reports'
down_revision = '2026_11_29_second_readings'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('report',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('post_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('party', sa.String(length=40), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('reason', sa.Enum('language', 'off-topic', 'personal-data', 'insult', 'threat', 'accusation', 'advertising', 'duplicate', 'fake', 'spam', 'court-order', name='reason', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('filed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('submission', sa.String(length=64), nullable=True),
    sa.Column('settled_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('upheld', sa.Boolean(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.CheckConstraint("settled_at IS NULL OR answer <> ''", name=op.f('ck_report_settled_with_a_word')),
    sa.CheckConstraint('(settled_at IS NULL) = (upheld IS NULL)', name=op.f('ck_report_settled_one_way')),
    sa.CheckConstraint('length(note) <= 1000', name=op.f('ck_report_note_length')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_report_account_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_report_post_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['settled_by'], ['account.id'], name=op.f('fk_report_settled_by'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report')),
    sa.UniqueConstraint('submission', name=op.f('uq_report_submission'))
    )
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_report_account_id'), ['account_id'], unique=False)
        batch_op.create_index('ix_report_party_settled_at', ['party', 'settled_at'], unique=False)
        batch_op.create_index('ix_report_post_id_party', ['post_id', 'party'], unique=False)
        batch_op.create_index('ix_report_waiting', ['filed_at', 'id'], unique=False, sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))
        batch_op.create_index('uq_report_open', ['post_id', 'party'], unique=True, sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))


def downgrade():
    with op.batch_alter_table('report', schema=None) as batch_op:
        batch_op.drop_index('uq_report_open', sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))
        batch_op.drop_index('ix_report_waiting', sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))
        batch_op.drop_index('ix_report_post_id_party')
        batch_op.drop_index('ix_report_party_settled_at')
        batch_op.drop_index(batch_op.f('ix_report_account_id'))

    op.drop_table('report')
