"""What the desk tells those who listen: the steps that are taken with records."""

from django.dispatch import Signal

# The sender is the kind of record. `move` is the step, `record` the record in its place after it, `trail`
# what was done to it before, `person` who takes the step, `is_copy` whether with a working copy. It is sent
# within the step's transaction: what a listener writes stands or falls with it. It must wait for nobody.
step_taken = Signal()
