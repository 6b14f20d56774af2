from django.urls import path

from . import previews

app_name = "desk"
urlpatterns = [path("<str:token>/", previews.shared, name="shared-preview")]
