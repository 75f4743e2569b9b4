#!/usr/bin/python3
"""A watch's services as other servers give them: another HTTP, other shapes
of lists.  What is read must be the same."""
import sys
sys.dont_write_bytecode = True

import os

sys.path[:0] = [os.path.join(os.environ["srcdir"], "tests"),
                os.path.join(os.environ["srcdir"], "tests", "double")]

import eutils
import shapes
from digests import check, digest_of, finish
from ladder import World, fill, way
from pubmed import TODAY, Place, articles, shown, write_watch


def told(papers):
    """What does not change with the server."""
    return {pmid: (p["read"]["rendering"], p["read"]["tier"],
                   p["read"]["file_sha256"], p["retracted"], way(p))
            for pmid, p in papers.items()}


def climb(pmc=None, style=None):
    world = World()
    if pmc is not None:
        changed = pmc()
        world.server.handlers[:] = changed.handlers(
            lambda request: eutils.xml("<PubmedArticleSet/>")) + \
            world.europe.handlers() + world.open.handlers()
        world.pmc = changed
    if style is not None:
        shapes.styled(world.server, style)
    with world:
        fill(world)
        status, err, papers, _ = world.run()
        return status, err, told(papers)


def search(style):
    with eutils.Eutils(articles(450), TODAY) as server, Place() as place:
        shapes.styled(server.server, style)
        status, _, err = place.veille("run", write_watch(place, server))
        return status, err, sorted(shown(digest_of(place)))


usual = climb()
check(usual[0] == 0 and len(usual[2]) == 8, "the usual answers", usual)
for name, style in shapes.STYLES.items():
    found = climb(style=style)
    check(found == usual, "full texts, " + name,
          [x for x in found[2].items() if x not in usual[2].items()])
    status, err, pmids = search(style)
    check(status == 0 and pmids == sorted(str(a.pmid)
                                          for a in articles(450)),
          "a search, " + name, (status, err, len(pmids)))
for name, shape in shapes.SHAPES.items():
    found = climb(pmc=shape)
    check(found == usual, "full texts, " + name,
          [x for x in found[2].items() if x not in usual[2].items()])
finish()
