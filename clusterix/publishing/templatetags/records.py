from django import template
from django.db.models.fields.files import ImageFieldFile
from django.utils.html import format_html

from clusterix.publishing.records import public

register = template.Library()
register.filter(public)  # {% with partner=practice.partner|public %}


@register.filter
def dimensions(picture: ImageFieldFile) -> str:
    """Return the attributes `width` and `height` in pixels; nothing where the file is lost."""
    try:
        return format_html('width="{}" height="{}"', picture.width, picture.height)
    except OSError:
        return ""
