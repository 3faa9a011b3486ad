"""Prints the path of a real photo that comes with scikit-image, for `make demo`.

Not a test picture: tests draw their own or use several photos.
"""

from importlib.util import find_spec
from pathlib import Path

spec = find_spec("skimage")
if spec is None or spec.origin is None:
    raise SystemExit("scikit-image is not installed: run make demo, or pip install 'vivant[demo]'.")
print(Path(spec.origin).parent / "data" / "coffee.png")
