"""Articles that name no outlet: saying so, and offering names from where they were found."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from analysis.articles import Article
from analysis.outlet_names import ORIGINS, Origin, outlet_from
from dashboard import wording
from dashboard.state import Desk

ORIGIN_NAMES: Mapping[Origin, str] = {
    "folder": "Folder or archive",
    "file": "File name",
    "site": "Website",
}
OWN = "Another name"
# Of the names on offer, how many are shown beside the button.
MOST_SHOWN = 4


def draw(desk: Desk) -> None:
    """Draw the notice with its offers, and what was named last with the way back."""
    _named_last(desk)
    unnamed = [each for each in desk.articles.values() if not each.outlet]
    if not unnamed:
        return
    named = "article names" if len(unnamed) == 1 else "articles name"
    with st.container(border=True, key="unnamed"):
        st.markdown(
            f"**{len(unnamed):,} {named} no outlet.** Outlets can only be compared by name. Type "
            "the name in the table below, or take it from where the article was found. Names that "
            "are there already stay as they are."
        )
        on_offer = {origin: found for origin in ORIGINS if (found := offered(unnamed, origin))}
        for origin, names in on_offer.items():
            _offer(desk, origin, names)
        with st.popover("Choose articles and a name", icon=":material/edit:"):
            _choose(desk, unnamed, on_offer)


def offered(articles: Sequence[Article], origin: Origin) -> dict[str, str]:
    """Return the outlets that `origin` gives the articles, by id, where it gives any."""
    names = {each.article_id: outlet_from(each, origin) for each in articles}
    return {article_id: name for article_id, name in names.items() if name}


def preview(names: Mapping[str, str]) -> str:
    """Return the names on offer, with how many articles each gets: `Ledger (12), Mail (3)`."""
    ranked = Counter(names.values()).most_common()
    shown = [f"{wording.excerpt(name, 40)} ({number:,})" for name, number in ranked[:MOST_SHOWN]]
    more = len(ranked) - MOST_SHOWN
    return ", ".join([*shown, *([f"and {more:,} more"] if more > 0 else [])])


def _offer(desk: Desk, origin: Origin, names: Mapping[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            f"Use the {ORIGIN_NAMES[origin].lower()} for {wording.count(len(names), 'article')}",
            key=f"name_by_{origin}",
            on_click=desk.name_outlets,
            args=(names,),
        )
        st.caption(wording.markdown(preview(names)), width="stretch")


def _choose(
    desk: Desk, unnamed: Sequence[Article], on_offer: Mapping[Origin, Mapping[str, str]]
) -> None:
    labels = wording.names(unnamed)
    chosen = st.multiselect(
        "Articles",
        list(labels),
        format_func=labels.__getitem__,
        placeholder="All that name no outlet",
        key=f"to_name_{desk.round}_{len(unnamed)}",
    )
    options = [OWN, *(ORIGIN_NAMES[origin] for origin in on_offer)]
    source = st.radio("Name", options, key="name_source", horizontal=True)
    ids = chosen or list(labels)
    if source == OWN:
        # A value that is gone when it was used, so that it names no others by mistake.
        typed = st.text_input("Outlet", key=f"outlet_name_{desk.round}_{len(unnamed)}").strip()
        names = dict.fromkeys(ids, typed) if typed else {}
    else:
        found = next(own for origin, own in on_offer.items() if ORIGIN_NAMES[origin] == source)
        names = {each: found[each] for each in ids if each in found}
        st.caption(wording.markdown(preview(names)) if names else "These have no such name.")
    st.button(
        f"Name {wording.count(len(names), 'article')}" if names else "Name",
        key="name_chosen",
        type="primary",
        disabled=not names,
        on_click=desk.name_outlets,
        args=(names,),
    )


def _named_last(desk: Desk) -> None:
    if not desk.named:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        number = wording.count(len(desk.named), "article")
        st.caption(
            f"Outlet named for {number}: {wording.markdown(preview(desk.named))}.",
            width="content",
        )
        st.button("Take back", key="unname", type="tertiary", on_click=desk.take_back_names)
