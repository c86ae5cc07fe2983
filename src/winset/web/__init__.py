"""The web app: winset in a browser on one's own machine, a thin face over the same calls.

``winset serve`` starts it. A page is one module of ``pages/`` and one template:

1. Write ``pages/thing.py`` with endpoints and ``THING = Page("thing", "Thing", (Route(…), …))``.
   Routes of a page about one case start with ``/cases/{case}/``; the navigation links to
   ``/cases/{case}/thing``. Name it in ``pages/__init__.py``.
2. An endpoint asks ``asking.site_of(request)`` for the workspace, the results and the runs,
   and ``asking.case_of(request)`` for the case in the address (404 if there is none). Plain
   ``def`` endpoints run in a thread, so they may compute. ``case.scenario`` raises
   ``ScenarioError`` where the file has errors: leave it be, the app shows every problem.
   ``site.results.analysis_for(case, worlds)`` computes at most once a revision.
3. It answers ``rendering.page(request, "thing.html", case=case, …)``; the template extends
   ``base.html``. Charts: ``{% import "parts/figure.html" as fig with context %}`` and
   ``{{ fig.figure(figure, 3) }}`` draw a ``winset.report.figures.Figure``.
4. A part that takes long stands in the page as ``<div data-load="/address">`` and is fetched
   when the page is there, with a waiting and an error state (``static/parts.js``). The address
   answers ``rendering.part(request, "parts/….html", …)``.
5. What changes anything is a POST from ``send()`` of ``static/send.js``, or a
   ``<form data-send method="post">``: both add the start's token, without which
   ``security.py`` refuses. Such an endpoint is ``async``, reads its body by
   ``asking.json_of(request)`` and answers JSON, with ``{"go": "/address"}`` to lead elsewhere.

Scripts are ES modules in ``static/``, styles go to ``static/winset.css`` or a sheet of the
page's own (``{% block head %}``); the policy allows nothing inline, and nothing from elsewhere.
"""
