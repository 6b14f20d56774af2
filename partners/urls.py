from clusterix.browse.urls import browse
from clusterix.publishing.sharing import record_page

from . import views

app_name = "partners"
urlpatterns = [
    *browse("", views.PartnerList, "partner-list"),
    *browse("projects/", views.RelatedProjectList, "project-list"),
    *record_page("projects/<slug:slug>/", views.RelatedProjectDetail, "project-detail"),
    *record_page("<slug:slug>/", views.PartnerDetail, "partner-detail"),
]
