"""The only place that opens media files: reading pictures and maps, writing and probing videos.

Not for anything that looks at or changes what is in them. PIL runs in a child process only, and PyAV is imported when
a film is first opened, so that importing this package is cheap.
"""

from vivant.media.encode import Quality
from vivant.media.maps import read_map, read_mask
from vivant.media.probe import VideoInfo, probe, read_frames
from vivant.media.read import Picture, read_image
from vivant.media.write import VideoWriter, encoders, suffixes

__all__ = [
    "Picture",
    "Quality",
    "VideoInfo",
    "VideoWriter",
    "encoders",
    "probe",
    "read_frames",
    "read_image",
    "read_map",
    "read_mask",
    "suffixes",
]
