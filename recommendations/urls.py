from django.urls import path

from . import views

app_name = "recommendations"
urlpatterns = [
    path("", views.RecommendationList.as_view(), name="recommendation-list"),
    path("action-plans/", views.ActionPlanList.as_view(), name="plan-list"),
    path("action-plans/<slug:slug>/", views.ActionPlanDetail.as_view(), name="plan-detail"),
    path("<slug:slug>/", views.RecommendationDetail.as_view(), name="recommendation-detail"),
]
