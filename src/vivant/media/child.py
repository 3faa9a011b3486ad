"""The child process that opens one untrusted film, sound or animation; it knows little of the rest of the program.

Not for pictures (decode.py). inside.py starts this very file with a descriptor of the media file and a request as
JSON, and reads lines of JSON from it.
"""

from __future__ import annotations

import json
import sys

if __name__ == "__main__":  # a child starts bare: only the request says where everything else is
    sys.path.extend(p for p in json.loads(sys.argv[1])["path"] if p not in sys.path)

import os
from typing import Any

import av.logging

from vivant.media.child_open import DAMAGED, allow, limit_memory, say
from vivant.media.decode import Refusal

COPY_BYTES = 100_000_000
"""How much larger than twice its source a copy may become."""


def main() -> None:
    """Answer the request given as the only argument."""
    request = json.loads(sys.argv[1])
    av.logging.set_level(av.logging.PANIC)
    limit_memory(os.fstat(request["file"]).st_size * 2 + COPY_BYTES if request["want"] == "copy" else 0)
    allow()
    try:
        _answer(request)
    except Refusal as refusal:
        say(refusal.reply)
    except MemoryError:
        say({"code": "too_large", "sentence": "needs too much memory to open. Save it smaller and try again."})
    except Exception as error:  # whatever a broken file leads to
        say({"code": "unreadable", "sentence": DAMAGED, "value": f"{type(error).__name__}: {error}"[:200]})


def _answer(request: dict[str, Any]) -> None:
    if request["want"] == "look":
        from vivant.media import child_look, child_webp

        say({"info": child_webp.look(request["file"]) if request["webp"] else child_look.look(request)})
    elif request["want"] == "frames":
        from vivant.media.child_frames import send_frames

        send_frames(request)
    elif request["want"] == "copy":
        from vivant.media.child_copy import send_copy

        send_copy(request)
    else:
        from vivant.media.child_sound import send_sound

        send_sound(request)


if __name__ == "__main__":
    main()
