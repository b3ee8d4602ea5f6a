"""storage of indexed cases"""

from alembic import op

revision = '2026_11_29_storage'
down_revision = '2026_11_29_transparency'
branch_labels = None
depends_on = None


def upgrade():
    store('MAIN')


def downgrade():
    store('EXTENDED')


def store(kind):
    """What is there already stays as it lies until the index is built anew."""
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(f'ALTER TABLE indexed_case ALTER tokens SET STORAGE {kind}, ALTER written SET STORAGE {kind}')
