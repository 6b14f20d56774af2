"""Lighthouse looks at the five main kinds of page as on a phone, and says its four scores; 100 is wanted.

`make lighthouse` runs it: at the real knowledge base, served by gunicorn from a data folder of its own, or at
the portal at `BASE`; each page `RUNS` times. Of performance, which a busy machine lowers, the median counts;
of the other categories, which depend on the page alone, the lowest score.
"""

import json
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.benchmarks.programs import HOST, ROOT, Failed, free_port, run, say, served
from tests.browser.addresses import PAGES
from tests.browser.chromium import ARGUMENTS, PROGRAM

KINDS = ("home", "practices", "practice", "search", "recommendation")
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
LIGHTHOUSE = ROOT / "tests/browser/node_modules/lighthouse/cli/index.js"
Report = dict[str, Any]


@contextmanager
def portal() -> Iterator[str]:
    """Serve the real knowledge base as `make run` does, in production's way but without TLS."""
    folder, port = ROOT / "var" / "lighthouse", free_port()
    settings = {"DATA_DIR": str(folder), "PORT": str(port), "ENVIRONMENT": "local"}
    run(sys.executable, "manage.py", "collectstatic", "--no-input", settings=settings)
    run(sys.executable, "manage.py", "setup", settings=settings)
    command = (sys.executable, "-m", "gunicorn", "clusterix.wsgi")
    log = folder / "gunicorn.log"
    with served(*command, port=port, path="/readyz", cwd=ROOT, log=log, settings=settings):
        yield f"http://{HOST}:{port}"


def look(url: str) -> Report:
    """Return what Lighthouse says of the page, on its phone and with no way to any other host."""
    only_here = f"--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE {urlsplit(url).hostname}'"
    flags = " ".join(("--headless=new", *ARGUMENTS, only_here))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        how = ("--quiet", "--no-enable-error-reporting", "--output=json", f"--output-path={file}")
        run("node", LIGHTHOUSE, url, *how, f"--chrome-flags={flags}", settings={"CHROME_PATH": str(PROGRAM)})
        report: Report = json.loads(file.read_text())
    if "runtimeError" in report:
        raise Failed(f"{url}: {report['runtimeError']['message']}")
    return report


def look_again(url: str) -> Report:
    """Look once more where the browser lost its record of the page, as happens on a busy machine."""
    try:
        return look(url)
    except Failed:
        return look(url)


def score(reports: list[Report], category: str) -> int:
    scores = [round(100 * report["categories"][category]["score"]) for report in reports]
    return int(statistics.median_low(scores)) if category == "performance" else min(scores)


def lost(reports: list[Report], category: str) -> Iterator[str]:
    """Say which audits took points away in any of the runs, each with its worst."""
    for part in reports[0]["categories"][category]["auditRefs"]:
        said = [report["audits"][part["id"]] for report in reports]
        scored = [one for one in said if one["score"] is not None and one["score"] < 1]
        if part["weight"] and scored:
            worst = min(scored, key=lambda one: one["score"])
            yield f"    {CATEGORIES[category]}: {worst['title']} {worst.get('displayValue', '')}"


def line(address: str, reports: list[Report]) -> str:
    scores = "".join(f"{score(reports, category):16}" for category in CATEGORIES)
    performance = [round(100 * report["categories"]["performance"]["score"]) for report in reports]
    weights = [report["audits"]["total-byte-weight"]["numericValue"] / 1000 for report in reports]
    spread = f"{min(performance)}–{max(performance)}"
    return f"{address:40}{scores}{spread:>14}{statistics.median(weights):8.0f}"


def compare(base: str, runs: int) -> bool:
    """Print the scores of each page, and where one is under 100 why; return whether all are 100."""
    heads = "".join(f"{name:>16}" for name in CATEGORIES.values())
    print(f"{'page':40}{heads}{'perf. of runs':>14}{'KB':>8}", flush=True)
    is_full = True
    for address in map(PAGES.__getitem__, KINDS):
        reports = [look_again(base + address) for _run in range(runs)]
        print(line(address, reports), flush=True)
        for category in CATEGORIES:
            if score(reports, category) < 100:
                is_full = False
                print(*lost(reports, category), sep="\n", flush=True)
    return is_full


def main() -> int:
    base, runs = os.environ.get("BASE", "").rstrip("/"), int(os.environ.get("RUNS", 5))
    try:
        if base:
            return 0 if compare(base, runs) else 1
        say("Setting the portal up")
        with portal() as started:
            return 0 if compare(started, runs) else 1
    except Failed as failure:
        say(str(failure))
        return 2


if __name__ == "__main__":
    sys.exit(main())
