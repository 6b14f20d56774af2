from clusterix.browse.urls import browse
from clusterix.publishing.sharing import record_page

from . import views

app_name = "workgroups"
urlpatterns = [
    *browse("", views.WorkingGroupList, "group-list"),
    *browse("meetings/", views.MeetingList, "meeting-list"),
    *record_page("meetings/<slug:slug>/", views.MeetingDetail, "meeting-detail"),
    *browse("exchanges/", views.StaffExchangeList, "exchange-list"),
    *record_page("exchanges/<slug:slug>/", views.StaffExchangeDetail, "exchange-detail"),
    *record_page("<slug:slug>/", views.WorkingGroupDetail, "group-detail"),
]
