from django.urls import path

from clusterix.browse.urls import browse
from clusterix.publishing.sharing import record_page

from . import answers, views

app_name = "recommendations"
urlpatterns = [
    *browse("", views.RecommendationList, "recommendation-list"),
    path("brief/", views.BriefPage.as_view(), name="brief"),
    path("brief/choose/", views.BriefChoice.as_view(), name="brief-choice"),
    *browse("action-plans/", views.ActionPlanList, "plan-list"),
    *record_page("action-plans/<slug:slug>/", views.ActionPlanDetail, "plan-detail"),
    path("<slug:slug>/applies/", answers.Applies.as_view(), name="applies"),
    path("<slug:slug>/applies/thanks/", answers.AppliesThanks.as_view(), name="applies-thanks"),
    *record_page("<slug:slug>/", views.RecommendationDetail, "recommendation-detail"),
]
