"""The routes, one file a subject. They translate and call; they decide nothing."""

from vivant.server.routes.about import router as about
from vivant.server.routes.accounts import router as accounts
from vivant.server.routes.exports import router as exports
from vivant.server.routes.generate import router as generate
from vivant.server.routes.pages import router as pages
from vivant.server.routes.projects import router as projects
from vivant.server.routes.runs import router as runs
from vivant.server.routes.uploads import router as uploads

ROUTERS = (accounts, projects, runs, uploads, exports, generate, pages, about)

__all__ = ["ROUTERS"]
