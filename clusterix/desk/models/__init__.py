"""What the desk remembers: versions, what was held or kept, comments, who is at work, may look, did what."""

from .audit_entry import AuditEntry
from .autosave import Autosave
from .held import Held
from .presence import Presence
from .remark import Remark
from .share_link import ShareLink
from .trail import Trail
from .version import Version

__all__ = ["AuditEntry", "Autosave", "Held", "Presence", "Remark", "ShareLink", "Trail", "Version"]
