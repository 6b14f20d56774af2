from django.urls import path

from clusterix.browse.urls import browse

from . import views

app_name = "practices"
urlpatterns = [
    *browse("", views.PracticeList, "practice-list"),
    *browse("transfers/", views.TransferList, "transfer-list"),
    *browse("services/", views.ServiceList, "service-list"),
    path("services/<slug:slug>/", views.ServiceDetail.as_view(), name="service-detail"),
    path("<slug:slug>/", views.PracticeDetail.as_view(), name="practice-detail"),
]
