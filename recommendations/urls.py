from clusterix.browse.urls import browse
from clusterix.publishing.sharing import record_page

from . import views

app_name = "recommendations"
urlpatterns = [
    *browse("", views.RecommendationList, "recommendation-list"),
    *browse("action-plans/", views.ActionPlanList, "plan-list"),
    *record_page("action-plans/<slug:slug>/", views.ActionPlanDetail, "plan-detail"),
    *record_page("<slug:slug>/", views.RecommendationDetail, "recommendation-detail"),
]
