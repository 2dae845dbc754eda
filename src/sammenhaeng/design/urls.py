"""The component page, in the demo only."""

from django.urls import path

from . import components

app_name = "design"
urlpatterns = [path("", components.show, name="components")]
