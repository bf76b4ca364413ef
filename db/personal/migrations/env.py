"""Alembic's environment: runs the revisions on the connection that :mod:`db.personal.setup` hands over."""

from alembic import context

from db.personal.models import PersonalModel

context.configure(
    connection=context.config.attributes["connection"], target_metadata=PersonalModel.metadata, render_as_batch=True
)
context.run_migrations()
