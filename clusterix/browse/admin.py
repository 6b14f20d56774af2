from django.contrib import admin

from .models import Synonyms


@admin.register(Synonyms)
class SynonymsAdmin(admin.ModelAdmin):
    list_display = ("terms",)
    search_fields = ("terms",)
