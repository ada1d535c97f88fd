"""`--geocode URL`: the geocoder that the user asks for, its cache and its card in the store."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.cli_options import one_line, read_box, say

if TYPE_CHECKING:
    from gazetteer.errors import GeocodingFailed
    from gazetteer.geocoding import Geocoder

GeocodeOption = Annotated[
    str | None,
    typer.Option("--geocode", metavar="URL", help="Look up names no layer knows on this Nominatim server of yours."),
]
GeocodeBoxOption = Annotated[
    str | None,
    typer.Option("--geocode-box", metavar="W,S,E,N", help="Where looked-up places may lie, else the Arab world."),
]
GeocodeCountryOption = Annotated[
    list[str] | None,
    typer.Option("--geocode-country", metavar="SY", help="Country of looked-up places. May be repeated."),
]


def geocoder_for(url: str | None, box: str | None, countries: list[str] | None, *, store: Path) -> "Geocoder | None":
    """Return the geocoder that the options ask for; `None` without a server.

    Its cache and its card lie in the store: the card brings the attribution to exports, and makes `ingest` read reports
    anew that were read without it.
    """
    if url is None:
        if box or countries:
            raise typer.BadParameter("it goes with --geocode URL", param_hint="--geocode-box")
        return None
    from importlib.metadata import version

    from gazetteer.geocoding import ARAB_WORLD, ATTRIBUTION, LAYER, LICENCE, Geocoder
    from gazetteer.loading import LAYERS_FOLDER
    from gazetteer.store_layers import LayerCard, is_kept, write_layer

    made = Geocoder(
        server=url,
        user_agent=f"kharita/{version('kharita')}",
        cache_path=store / LAYERS_FOLDER / f"{LAYER}.jsonl",
        box=read_box(box) if box else ARAB_WORLD,
        country_codes=tuple(countries or ()),
        on_failure=_tell,
    )
    card = LayerCard(
        name=LAYER,
        form=LAYER,
        licence=LICENCE,
        attribution=ATTRIBUTION,
        priority=0,
        source_file=made.host,
        source_sha256="",
        made_by="",
        added_on=dt.datetime.now(dt.UTC).date().isoformat(),
    )
    if not is_kept(store, card):
        write_layer(store, card, (), {})
    return made


def _tell(failure: "GeocodingFailed") -> None:
    say(f"kharita: {one_line(failure)}")
