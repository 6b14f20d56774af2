from django.contrib import admin
from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("admin/notices/", admin.site.admin_view(views.wish), name="wish"),
    path("notices/off/<str:token>/", views.off, name="off"),
]
