from django.urls import path

from . import views

app_name = "practices"
urlpatterns = [
    path("", views.PracticeList.as_view(), name="practice-list"),
    path("transfers/", views.TransferList.as_view(), name="transfer-list"),
    path("services/", views.ServiceList.as_view(), name="service-list"),
    path("services/<slug:slug>/", views.ServiceDetail.as_view(), name="service-detail"),
    path("<slug:slug>/", views.PracticeDetail.as_view(), name="practice-detail"),
]
