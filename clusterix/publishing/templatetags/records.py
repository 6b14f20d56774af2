from django import template

from clusterix.publishing.records import Record

register = template.Library()


@register.filter
def public(record: Record | None) -> Record | None:
    """Return the record if visitors may see it, else None: `{% with partner=practice.partner|public %}`."""
    return record if record is not None and record.is_public else None
