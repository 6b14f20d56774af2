from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from . import limits
from .forms import MessageForm


class MessageFormView(FormView):
    """A page with a form for visitors, which keeps their message once and thanks them.

    Whoever sends too much gets 429 and the page with all that they typed; a program that fell into the trap
    is thanked as people are, and nothing is kept.
    """

    form_class: type[MessageForm]
    http_method_names = ["get", "head", "post", "options"]  # Django takes a PUT for a POST

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        return csrf_exempt(never_cache(super().as_view(**initkwargs)))

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "ticket": self.form_class.tickets().new()}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        is_sound = form.is_valid()
        try:
            limits.attempt(request, form.name)
            if is_sound:
                return self.form_valid(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        return self.form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        if not form.is_trapped:
            self._keep(form)
        return super().form_valid(form)

    def _keep(self, form: Any) -> None:
        messages, ticket = form._meta.model._default_manager, form.cleaned_data["ticket"]
        if messages.filter(ticket=ticket).exists():
            return
        limits.message(self.request, form.name)
        values = {name: form.cleaned_data[name] for name in form._meta.fields}
        message, is_new = messages.get_or_create(ticket=ticket, defaults={**values, **self.given()})
        if is_new:
            self.kept(message)

    def given(self) -> dict[str, Any]:
        """Return what the message holds that its visitor does not type."""
        return {}

    def kept(self, message: Any) -> None:
        """Do what follows once the message is kept, such as a mail."""
