from django.urls import path

from clusterix.browse.urls import browse

from . import views

app_name = "partners"
urlpatterns = [
    *browse("", views.PartnerList, "partner-list"),
    *browse("projects/", views.RelatedProjectList, "project-list"),
    path("projects/<slug:slug>/", views.RelatedProjectDetail.as_view(), name="project-detail"),
    path("<slug:slug>/", views.PartnerDetail.as_view(), name="partner-detail"),
]
