"""What alembic runs: the steps, on the connection and transaction it was handed."""

from alembic import context

from storage import schema
from storage.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    include_name=schema.ours,
)
context.run_migrations()
