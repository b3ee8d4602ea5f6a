"""desk"""

import sqlalchemy as sa
from alembic import op

HELD = sa.text('took_effect_at IS NULL AND undone_at IS NULL')
PENDING = sa.text("visibility = 'pending'")

revision = '2026_11_28_desk'
down_revision = '2026_11_28_learning'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('claim',
    sa.Column('post_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('account_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_claim_account_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_claim_post_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('post_id', name=op.f('pk_claim'))
    )
    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_claim_account_id'), ['account_id'], unique=False)

    op.create_table('hiding',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('post_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('reason', sa.Enum('language', 'off-topic', 'personal-data', 'insult', 'threat', 'accusation', 'advertising', 'duplicate', 'fake', 'spam', 'court-order', name='reason', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('proposed_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('settled_as', sa.Enum('shopper', 'representative', 'moderator', 'administrator', name='settled_as', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed', sa.Boolean(), nullable=True),
    sa.CheckConstraint('(settled_at IS NULL) = (confirmed IS NULL)', name=op.f('ck_hiding_settled_one_way')),
    sa.CheckConstraint('confirmed IS NULL OR NOT confirmed OR settled_as IS NOT NULL', name=op.f('ck_hiding_confirmed_by_somebody')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_hiding_post_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['proposed_by'], ['account.id'], name=op.f('fk_hiding_proposed_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['settled_by'], ['account.id'], name=op.f('fk_hiding_settled_by'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hiding'))
    )
    with op.batch_alter_table('hiding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hiding_post_id'), ['post_id'], unique=False)
        batch_op.create_index('ix_hiding_until', ['until'], unique=False, sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))
        batch_op.create_index('uq_hiding_open', ['post_id'], unique=True, sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))

    op.create_table('text_run',
    sa.Column('post_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('run', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_text_run_post_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('post_id', 'run', name=op.f('pk_text_run'))
    )
    with op.batch_alter_table('text_run', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_text_run_run'), ['run'], unique=False)

    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('masked_title', sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column('masked_body', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('due_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('took_effect_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True))
    # Until now decisions took effect at once.
    op.execute('UPDATE decision SET due_at = at, took_effect_at = at')
    # Nothing refers to a decision: SQLite may make the table anew.
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_decision_verdict'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_decision_refusal_has_reason'), type_='check')
        batch_op.alter_column('due_at', existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.create_check_constraint(batch_op.f('ck_decision_verdict'), "verdict IN ('approve', 'request-changes', 'reject', 'escalate', 'hide', 'restore')")
        batch_op.create_check_constraint(batch_op.f('ck_decision_refusal_has_reason'), "reason IS NOT NULL OR verdict IN ('approve', 'restore', 'escalate')")
        batch_op.create_check_constraint(batch_op.f('ck_decision_undone_or_effective'), 'took_effect_at IS NULL OR undone_at IS NULL')
        batch_op.create_index('ix_decision_moderator_id_at', ['moderator_id', 'at'], unique=False)
        batch_op.create_index('ix_decision_due', ['due_at'], unique=False, sqlite_where=HELD, postgresql_where=HELD)
        batch_op.create_index('uq_decision_held', ['post_id'], unique=True, sqlite_where=HELD, postgresql_where=HELD)

    # Columns are added in place: made anew, SQLite would take whatever refers to a post or a version with the old table.
    op.add_column('post', sa.Column('lane', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), server_default='4', nullable=False))
    op.add_column('post', sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=True))
    op.add_column('revision', sa.Column('is_masked', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute(
        'UPDATE post SET waiting_since = (SELECT submitted_at FROM revision'
        ' WHERE revision.post_id = post.id AND revision.number = post.revision_number)'
        " WHERE visibility = 'pending'"
    )
    op.execute("UPDATE post SET lane = 2 WHERE visibility = 'pending' AND kind = 'reply'")
    op.execute(
        "UPDATE post SET lane = 3 WHERE visibility = 'pending' AND kind = 'complaint' AND author_id IS NOT NULL"
        ' AND NOT EXISTS (SELECT 1 FROM post AS other'
        ' WHERE other.author_id = post.author_id AND other.published_at IS NOT NULL)'
    )
    op.execute(
        "UPDATE post SET lane = 1 WHERE visibility = 'pending' AND EXISTS (SELECT 1 FROM finding"
        ' JOIN revision ON revision.id = finding.revision_id'
        ' WHERE revision.post_id = post.id AND revision.number = post.revision_number'
        " AND (finding.severity = 'block' OR (finding.severity = 'warn' AND finding.rule = 'personal-data')))"
    )
    op.drop_index('ix_post_waiting', table_name='post')
    op.create_index('ix_post_waiting', 'post', ['lane', 'waiting_since', 'id'], unique=False, sqlite_where=PENDING, postgresql_where=PENDING)


def downgrade():
    op.drop_index('ix_post_waiting', table_name='post')
    op.create_index('ix_post_waiting', 'post', ['submitted_at'], unique=False, sqlite_where=PENDING, postgresql_where=PENDING)
    op.drop_column('revision', 'is_masked')
    op.drop_column('post', 'waiting_since')
    op.drop_column('post', 'lane')
    # What has not taken effect has not happened, and nobody could pass a post on.
    op.execute("DELETE FROM decision WHERE took_effect_at IS NULL OR verdict = 'escalate'")
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index('uq_decision_held')
        batch_op.drop_index('ix_decision_due')
        batch_op.drop_index('ix_decision_moderator_id_at')
        batch_op.drop_constraint(batch_op.f('ck_decision_undone_or_effective'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_decision_refusal_has_reason'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_decision_verdict'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_decision_verdict'), "verdict IN ('approve', 'request-changes', 'reject', 'hide', 'restore')")
        batch_op.create_check_constraint(batch_op.f('ck_decision_refusal_has_reason'), "verdict IN ('approve', 'restore') OR reason IS NOT NULL")
        batch_op.drop_column('undone_at')
        batch_op.drop_column('took_effect_at')
        batch_op.drop_column('due_at')
        batch_op.drop_column('masked_body')
        batch_op.drop_column('masked_title')
    with op.batch_alter_table('text_run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_text_run_run'))

    op.drop_table('text_run')
    with op.batch_alter_table('hiding', schema=None) as batch_op:
        batch_op.drop_index('uq_hiding_open', sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))
        batch_op.drop_index('ix_hiding_until', sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_hiding_post_id'))

    op.drop_table('hiding')
    with op.batch_alter_table('claim', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_claim_account_id'))

    op.drop_table('claim')
