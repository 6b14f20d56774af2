"""What Django's signals leave out: records that are written many at once, past their `save`."""

from django.dispatch import Signal

# The sender is the model; `pks` are the primary keys of the records. Both come in one transaction.
many_changing, many_changed = Signal(), Signal()
