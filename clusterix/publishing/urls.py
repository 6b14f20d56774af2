from django.urls import path

from .views import media

app_name = "publishing"
urlpatterns = [path("media/<path:path>", media, name="media")]
