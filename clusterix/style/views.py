from typing import Any

from django.views.generic import TemplateView

from clusterix.pages.kinds import KINDS

from . import finding, learning, making, matching, pages, pictures, samples, tokens
from .forms import a_form


class StylePage(TemplateView):
    """Every component of the portal in every state, for the people who change the code."""

    template_name = "style/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            colours=tokens.colours(),
            texts=tokens.sizes("text"),
            spaces=tokens.sizes("space"),
            others=tokens.others(),
            groups=samples.groups(),
            long=making.LONG,
            form=a_form(),
            list_part=pages.a_list(self.request),
            empty=[finding.asked(query) for query in (finding.ASKED, finding.WORDS, "")],
            kinds=[pages.cards_of(kind) for kind in KINDS],
            record_part=pages.a_record(self.request),
            bare=samples.practice().bare,
            actions=samples.action(),
            comparisons=pages.comparisons(self.request),
            error_parts=pages.errors(self.request),
            map=pictures.a_map(),
            timeline=pictures.a_timeline(),
            matrix=pictures.a_matrix(),
            crossing=pictures.a_crossing(),
            services=pictures.services(),
            strengths_grid=pictures.a_grid(),
            strengths=pictures.strengths(),
            indicators=pictures.indicators(),
            glossary=pages.a_glossary(),
            **self._learning(),
            **kwargs,
        )

    def _learning(self) -> dict[str, Any]:
        return {
            "chain": learning.a_chain(),
            "task": learning.a_task(),
            "a_group": samples.group().usual,
            "answers": pages.answers(),
            "briefs": pages.briefs(self.request),
            "matching_parts": matching.needs_and_offers(self.request),
        }
