from django.urls import path

from . import views

app_name = "partners"
urlpatterns = [
    path("", views.PartnerList.as_view(), name="partner-list"),
    path("projects/", views.RelatedProjectList.as_view(), name="project-list"),
    path("projects/<slug:slug>/", views.RelatedProjectDetail.as_view(), name="project-detail"),
    path("<slug:slug>/", views.PartnerDetail.as_view(), name="partner-detail"),
]
