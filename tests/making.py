"""Records for tests: published and complete, unless a test says otherwise."""

import itertools
from typing import Any

from clusterix.glossary.models import Meaning, Term
from clusterix.matching.models import EntryTheme
from clusterix.publishing.models import Source
from partners.models import Partner, RelatedProject, SwotEntry
from practices.models import Approach, Interest, Practice, Service, Transfer
from recommendations.models import Action, ActionPlan, Answer, Evidence, Recommendation, Uptake
from workgroups.models import Idea, Meeting, Membership, StaffExchange, WorkingGroup

number = itertools.count(1)


def _make(model: Any, defaults: dict[str, Any], given: dict[str, Any]) -> Any:
    many = {name: given.pop(name) for name in list(given) if model._meta.get_field(name).many_to_many}
    record = model.objects.create(**(defaults | given))
    for name, values in many.items():
        getattr(record, name).set(values)
    return record


def make_source(**given: Any) -> Source:
    n = next(number)
    return _make(Source, {"slug": f"source-{n}", "title": f"Source {n}"}, given)


def make_term(**given: Any) -> Term:
    n = next(number)
    defaults = {
        "term": f"Term {n}",
        "slug": f"term-{n}",
        "summary": f"Summary of term {n}.",
        "status": "published",
    }
    return _make(Term, defaults, given)


def make_meaning(**given: Any) -> Meaning:
    if "term" not in given:
        given.update(term=make_term())
    return _make(Meaning, {"country": "AT", "text": "What it means here."}, given)


def make_partner(**given: Any) -> Partner:
    n = next(number)
    defaults = {
        "name": f"Official partner {n}",
        "short_name": f"Partner {n}",
        "slug": f"partner-{n}",
        "kind": Partner.Kind.DEVELOPMENT_AGENCY,
        "country": "AT",
        "region": "Niederösterreich",
        "summary": f"Summary of partner {n}.",
        "status": "published",
    }
    return _make(Partner, defaults, given)


def make_swot_entry(**given: Any) -> SwotEntry:
    n = next(number)
    defaults = {
        "dimension": SwotEntry.Dimension.POLICIES,
        "quadrant": SwotEntry.Quadrant.STRENGTH,
        "statement": f"Statement {n}",
        "status": "published",
    }
    themes, partner = given.pop("themes", []), given.pop("partner", None) or make_partner()
    entry = _make(SwotEntry, defaults, {"partner": partner, **given})
    for group in themes:
        make_entry_theme(entry=entry, group=group)
    return entry


def make_entry_theme(**given: Any) -> EntryTheme:
    if "entry" not in given:
        given.update(entry=make_swot_entry())
    if "group" not in given:
        given.update(group=make_group())
    return _make(EntryTheme, {}, given)


def make_project(**given: Any) -> RelatedProject:
    n = next(number)
    defaults = {
        "name": f"Project {n}",
        "slug": f"project-{n}",
        "summary": f"Summary {n}.",
        "status": "published",
    }
    return _make(RelatedProject, defaults, given)


def make_group(**given: Any) -> WorkingGroup:
    n = next(number)
    defaults = {
        "order": n,
        "name": f"Working group {n}",
        "short_name": f"Group {n}",
        "slug": f"group-{n}",
        "colour": WorkingGroup.Colour.BLUE,
        "summary": f"Summary of group {n}.",
        "why": "Why.",
        "aim": "Aim.",
        "how": "How.",
        "status": "published",
    }
    return _make(WorkingGroup, defaults, given)


def make_membership(**given: Any) -> Membership:
    if "partner" not in given:
        given.update(partner=make_partner())
    if "group" not in given:
        given.update(group=make_group())
    return _make(Membership, {}, given)


def make_meeting(**given: Any) -> Meeting:
    n = next(number)
    defaults = {
        "title": f"Meeting {n}",
        "slug": f"meeting-{n}",
        "kind": Meeting.Kind.PARTNER_MEETING,
        "country": "HU",
        "summary": f"Summary of meeting {n}.",
        "status": "published",
    }
    return _make(Meeting, defaults, given)


def make_exchange(**given: Any) -> StaffExchange:
    n = next(number)
    if "host" not in given:
        given.update(host=make_partner())
    if "sender" not in given:
        given.update(sender=make_partner())
    defaults = {
        "title": f"Exchange {n}",
        "slug": f"exchange-{n}",
        "topic": f"Topic {n}.",
        "status": "published",
    }
    return _make(StaffExchange, defaults, given)


def make_idea(**given: Any) -> Idea:
    n = next(number)
    if "exchange" not in given:
        given.update(exchange=make_exchange())
    return _make(Idea, {"title": f"Idea {n}", "text": f"What idea {n} means."}, given)


def make_practice(**given: Any) -> Practice:
    n = next(number)
    defaults = {
        "title": f"Practice {n}",
        "slug": f"practice-{n}",
        "summary": f"Summary of practice {n}.",
        "organisation": f"Organisation {n}",
        "country": "AT",
        "status": "published",
    }
    return _make(Practice, defaults, given)


def make_transfer(**given: Any) -> Transfer:
    n = next(number)
    if "practice" not in given:
        given.update(practice=make_practice())
    if "receiving_partner" not in given:
        given.setdefault("receiving_organisation", f"Receiver {n}")
    defaults = {"slug": f"transfer-{n}", "stage": Transfer.Stage.PILOTING, "status": "published"}
    return _make(Transfer, defaults, given)


def make_interest(**given: Any) -> Interest:
    n = next(number)
    if "practice" not in given:
        given.update(practice=make_practice())
    defaults = {
        "organisation": f"Agency {n}",
        "region": "Kainuu",
        "country": "FI",
        "name": "Aino Virtanen",
        "email": f"aino-{n}@example.org",
        "message": "We would like to try it.",
        "ticket": f"ticket-{n}",
    }
    return _make(Interest, defaults, given)


def make_approach(**given: Any) -> Approach:
    n = next(number)
    for name, make in (("group", make_group), ("partner", make_partner)):
        if name not in given:
            given[name] = make()
    defaults = {"task": "Monitoring", "summary": f"Summary of approach {n}.", "status": "published"}
    return _make(Approach, defaults, given)


def make_service(**given: Any) -> Service:
    n = next(number)
    defaults = {
        "name": f"Service {n}",
        "slug": f"service-{n}",
        "summary": f"Summary of service {n}.",
        "provider": f"Provider {n}",
        "status": "published",
    }
    return _make(Service, defaults, given)


def make_recommendation(**given: Any) -> Recommendation:
    n = next(number)
    defaults = {
        "order": n,
        "title": f"Recommendation {n}",
        "slug": f"recommendation-{n}",
        "topic": f"Topic {n}",
        "summary": f"Summary of recommendation {n}.",
        "status": "published",
    }
    return _make(Recommendation, defaults, given)


def make_evidence(**given: Any) -> Evidence:
    if "recommendation" not in given:
        given.update(recommendation=make_recommendation())
    if "practice" not in given:
        given.update(practice=make_practice())
    return _make(Evidence, {}, given)


def make_answer(**given: Any) -> Answer:
    if "recommendation" not in given:
        given.update(recommendation=make_recommendation())
    defaults = {
        "applies": Answer.Applies.YES,
        "level": "regional",
        "country": "AT",
        "state": Answer.State.ACCEPTED,
        "ticket": f"{next(number):032}",
    }
    return _make(Answer, defaults, given)


def make_plan(**given: Any) -> ActionPlan:
    n = next(number)
    if "partner" not in given:
        given.update(partner=make_partner())
    defaults = {
        "title": f"Plan {n}",
        "slug": f"plan-{n}",
        "summary": f"Summary of plan {n}.",
        "status": "published",
    }
    return _make(ActionPlan, defaults, given)


def make_action(**given: Any) -> Action:
    n = next(number)
    if "plan" not in given:
        given.update(plan=make_plan())
    taken_up = given.pop("recommendations", ())
    action = _make(Action, {"title": f"Action {n}"}, given)
    for recommendation in taken_up:
        make_uptake(action=action, recommendation=recommendation)
    return action


def make_uptake(**given: Any) -> Uptake:
    if "action" not in given:
        given.update(action=make_action())
    if "recommendation" not in given:
        given.update(recommendation=make_recommendation())
    return _make(Uptake, {}, given)
