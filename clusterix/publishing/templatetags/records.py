from django import template
from django.db.models.fields.files import ImageFieldFile
from django.utils.html import format_html

from clusterix.publishing.records import Record

register = template.Library()


@register.filter
def public(record: Record | None) -> Record | None:
    """Return the record if visitors may see it, else None: `{% with partner=practice.partner|public %}`."""
    return record if record is not None and record.is_public else None


@register.filter
def dimensions(picture: ImageFieldFile) -> str:
    """Return the attributes `width` and `height` in pixels; nothing where the file is lost."""
    try:
        return format_html('width="{}" height="{}"', picture.width, picture.height)
    except OSError:
        return ""
