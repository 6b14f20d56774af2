from django.urls import path

from . import views

app_name = "workgroups"
urlpatterns = [
    path("", views.WorkingGroupList.as_view(), name="group-list"),
    path("meetings/", views.MeetingList.as_view(), name="meeting-list"),
    path("meetings/<slug:slug>/", views.MeetingDetail.as_view(), name="meeting-detail"),
    path("exchanges/", views.StaffExchangeList.as_view(), name="exchange-list"),
    path("exchanges/<slug:slug>/", views.StaffExchangeDetail.as_view(), name="exchange-detail"),
    path("<slug:slug>/", views.WorkingGroupDetail.as_view(), name="group-detail"),
]
