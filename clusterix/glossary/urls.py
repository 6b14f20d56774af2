from clusterix.browse.urls import browse
from clusterix.publishing.sharing import record_page

from . import views

app_name = "glossary"
urlpatterns = [
    *browse("", views.TermList, "term-list"),
    *record_page("<slug:slug>/", views.TermDetail, "term-detail"),
]
