from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("clusterix.pages.urls")),
    path("", include("clusterix.publishing.urls")),
    path("preview/", include("clusterix.desk.urls")),
    path("", include("clusterix.ops.urls")),
    path("glossary/", include("clusterix.glossary.urls")),
    path("practices/", include("practices.urls")),
    path("partners/matching/", include("clusterix.matching.urls")),
    path("partners/", include("partners.urls")),
    path("workgroups/", include("workgroups.urls")),
    path("recommendations/", include("recommendations.urls")),
    path("", include("clusterix.notices.urls")),
    path("admin/", admin.site.urls),
    path("accounts/", include("clusterix.accounts.urls")),
]
if settings.ENVIRONMENT == "local":
    urlpatterns.append(path("style/", include("clusterix.style.urls")))  # for those who change the code
