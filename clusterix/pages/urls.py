from django.urls import path
from django.views.generic import TemplateView

from . import feedback, machines, views

app_name = "pages"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("search/", views.Search.as_view(), name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", machines.sitemap, name="sitemap-section"),
    path("social.png", views.portal_picture, name="picture"),
    path("about/", views.About.as_view(), name="about"),
    path(
        "accessibility/", TemplateView.as_view(template_name="pages/accessibility.html"), name="accessibility"
    ),
    path("accessibility/feedback/", feedback.Feedback.as_view(), name="feedback"),
    path(
        "accessibility/feedback/thanks/",
        TemplateView.as_view(template_name="pages/feedback_thanks.html"),
        name="feedback-thanks",
    ),
    path("privacy/", TemplateView.as_view(template_name="pages/privacy.html"), name="privacy"),
    path("legal/", TemplateView.as_view(template_name="pages/legal.html"), name="legal"),
]
