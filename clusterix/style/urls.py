from django.urls import path

from . import views

app_name = "style"
urlpatterns = [path("", views.StylePage.as_view(), name="page")]
