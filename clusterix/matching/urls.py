from django.urls import path

from . import views

app_name = "matching"
urlpatterns = [path("", views.NeedsAndOffers.as_view(), name="needs-and-offers")]
