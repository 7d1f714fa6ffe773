"""Discussion spaces: threads and posts, moderated well."""

from flask_babel import lazy_gettext as _l

from discussions import panels, queries, sample, search
from discussions.addresses import post_url, space_url, thread_url
from discussions.api import api_bp
from discussions.exchange import exchange
from discussions.models import Post, Space, Thread
from discussions.policy import PERMISSIONS
from discussions.views import bp
from hub.feature import Feature, Link
from hub.kinds import Kind

feature = Feature(
    name="discussions",
    blueprints=(bp, api_bp),
    kinds=(
        Kind(
            name="space",
            model=Space,
            label=_l("Space"),
            plural=_l("Spaces"),
            permission="space.view",
            title=lambda space: str(space.title),
            url=space_url,
            public_id=lambda space: str(space.slug),
            audience=search.audience,
            in_sitemap=True,
        ),
        Kind(
            name="thread",
            model=Thread,
            label=_l("Discussion"),
            plural=_l("Discussions"),
            permission="thread.view",
            title=lambda thread: str(thread.title),
            url=thread_url,
            document=search.thread_document,
            load=queries.load_threads,
            in_sitemap=True,
            hit_template="discussions/_hit.html",
        ),
        Kind(
            name="post",
            model=Post,
            label=_l("Post"),
            plural=_l("Posts"),
            permission="post.view",
            title=lambda post: str(post.thread.title),
            url=post_url,
            document=search.post_document,
            load=queries.load_posts,
            hit_template="discussions/_hit_post.html",
        ),
    ),
    permissions=PERMISSIONS,
    navigation=(Link(_l("Discussions"), "discussions.spaces"),),
    panels={"home": panels.consultations, "objective": panels.on_objective, "about": panels.about},
    waiting=panels.waiting,
    exchange=(exchange,),
    sample=sample.load,
)
