from django.urls import path

from clusterix.browse.urls import browse

from . import views

app_name = "recommendations"
urlpatterns = [
    *browse("", views.RecommendationList, "recommendation-list"),
    *browse("action-plans/", views.ActionPlanList, "plan-list"),
    path("action-plans/<slug:slug>/", views.ActionPlanDetail.as_view(), name="plan-detail"),
    path("<slug:slug>/", views.RecommendationDetail.as_view(), name="recommendation-detail"),
]
