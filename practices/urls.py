from django.urls import path

from clusterix.browse.urls import browse
from clusterix.publishing.sharing import record_page

from . import interests, views

app_name = "practices"
urlpatterns = [
    *browse("", views.PracticeList, "practice-list"),
    path("compare/", views.PracticeComparison.as_view(), name="compare"),
    *browse("transfers/", views.TransferList, "transfer-list"),
    *browse("services/", views.ServiceList, "service-list"),
    *record_page("services/<slug:slug>/", views.ServiceDetail, "service-detail"),
    path("<slug:slug>/interest/", interests.RegisterInterest.as_view(), name="interest"),
    path("<slug:slug>/interest/thanks/", interests.InterestThanks.as_view(), name="interest-thanks"),
    *record_page("<slug:slug>/", views.PracticeDetail, "practice-detail"),
]
