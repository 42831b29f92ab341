"""How often a label finds its matter, how often the wrong one, and how fast."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median, quantiles
from time import perf_counter

from rapidfuzz import fuzz, process

from benchmarks.matterworld import MIX, NAMESAKE, RARE_KINDS, Query, World, worlds
from bot.core.matching import Index, Match

OUTCOMES = ("auto right", "AUTO WRONG", "ask, in five", "ask, not in", "flag")


def outcome(query: Query, match: Match) -> str:
    """Say what became of a query whose target is known."""
    if match.kind == "exact":
        return "auto right" if match.matter_id == query.target else "AUTO WRONG"
    if match.kind == "flag":
        return "flag"
    return "ask, in five" if query.target in match.choices else "ask, not in"


def judge(
    firms: Iterable[World], count: int, *, with_recent: bool = True
) -> tuple[dict[str, Counter[str]], list[float]]:
    """Ask *count* labels of each firm; return outcomes by kind, and seconds."""
    table: dict[str, Counter[str]] = {}
    seconds: list[float] = []
    for firm in firms:
        index = Index(firm.matters)
        for query in firm.queries(count):
            recent = query.recent if with_recent else ()
            start = perf_counter()
            match = index.find(query.label, recent=recent)
            seconds.append(perf_counter() - start)
            table.setdefault(query.kind, Counter())[outcome(query, match)] += 1
    return table, seconds


def wrong_share(
    table: dict[str, Counter[str]], *, without: Sequence[str] = ()
) -> float:
    """Return the share of automatic matches that are wrong, in percent."""
    total: Counter[str] = Counter()
    for kind, row in table.items():
        if kind not in without:
            total += row
    autos = total["auto right"] + total["AUTO WRONG"]
    return 100 * total["AUTO WRONG"] / autos if autos else 0.0


def show(title: str, table: dict[str, Counter[str]]) -> None:
    print(f"\n{title}")
    print(f"  {'query':32}{'asked':>7}" + "".join(f"{each:>14}" for each in OUTCOMES))
    for kind in (*MIX, *RARE_KINDS):
        if row := table.get(kind):
            cells = "".join(
                f"{row[each]:>6} {100 * row[each] / row.total():5.1f} %"
                for each in OUTCOMES
            )
            print(f"  {kind:32}{row.total():>7}{cells}")
    print(
        f"  wrong among automatic matches: {wrong_share(table):.2f} % in all;"
        f" without '{NAMESAKE.lower()}' {wrong_share(table, without=[NAMESAKE]):.2f} %;"
        f" without either misfortune {wrong_share(table, without=RARE_KINDS):.2f} %"
    )


def _spread(seconds: list[float]) -> str:
    p95 = quantiles(seconds, n=20)[-1]
    return f"median {1e3 * median(seconds):.3f} ms, p95 {1e3 * p95:.3f} ms"


def _speed(size: int, count: int) -> None:
    """Time one firm beside the usual way: the best WRatio of the whole list."""
    firm = World(size, style="mixed", seed=7)
    start = perf_counter()
    index = Index(firm.matters)
    build = perf_counter() - start
    queries = list(firm.queries(count))
    ours: list[float] = []
    for query in queries:
        start = perf_counter()
        index.find(query.label, recent=query.recent)
        ours.append(perf_counter() - start)
    choices = [f"{each.number} {each.name}".lower() for each in firm.matters]
    theirs: list[float] = []
    wrong = right = 0
    for query in queries[: max(40, count // 10)]:
        start = perf_counter()
        best = process.extract(
            query.label.lower(), choices, scorer=fuzz.WRatio, limit=5
        )
        theirs.append(perf_counter() - start)
        if best and best[0][1] >= 90:
            hit = firm.matters[best[0][2]].id == query.target
            right, wrong = right + hit, wrong + (not hit)
    print(f"\n{size:,} matters: index built in {build:.2f} s")
    print(f"  ours, a label            {_spread(ours)}")
    print(f"  process.extract, WRatio  {_spread(theirs)}")
    print(f"  ratio of medians: {median(theirs) / median(ours):.0f} times as fast")
    print(f"  WRatio >= 90 would file {wrong} of its {right + wrong} matches wrongly")


def run() -> None:
    """Print outcomes at 300 and at 10,000 matters, then times."""
    firms = "one firm a style of reference"
    table, _ = judge(worlds(300, seeds=(1, 2, 3)), 2500)
    show(f"300 matters, {firms}", table)
    table, _ = judge(worlds(300, seeds=(1, 2, 3)), 2500, with_recent=False)
    show("the same, asked by people with no recent work", table)
    table, _ = judge(worlds(10_000), 2500)
    show(f"10,000 matters, {firms}", table)
    for size in (300, 10_000):
        _speed(size, 2000)


if __name__ == "__main__":
    run()
