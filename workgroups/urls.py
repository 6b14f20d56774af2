from django.urls import path

from clusterix.browse.urls import browse

from . import views

app_name = "workgroups"
urlpatterns = [
    *browse("", views.WorkingGroupList, "group-list"),
    *browse("meetings/", views.MeetingList, "meeting-list"),
    path("meetings/<slug:slug>/", views.MeetingDetail.as_view(), name="meeting-detail"),
    *browse("exchanges/", views.StaffExchangeList, "exchange-list"),
    path("exchanges/<slug:slug>/", views.StaffExchangeDetail.as_view(), name="exchange-detail"),
    path("<slug:slug>/", views.WorkingGroupDetail.as_view(), name="group-detail"),
]
