"""Alembic's entry: runs the migrations on the connection that store.py opened."""

from alembic import context

from vivant.jobs.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
