"""The only place that opens media files: pictures, maps, films and sounds in; films, sounds and pictures out.

Not for anything that looks at or changes what is in them. What people give is decoded in child processes; PyAV is
imported when a film is first opened, so that importing this package is cheap.
"""

from vivant.media.captions import Caption
from vivant.media.clip import Clip, MediaInfo, open_clip, probe
from vivant.media.frames import read_frames
from vivant.media.join import chunk_kind, copy_range, join
from vivant.media.maps import read_map, read_mask
from vivant.media.pictures import check_picture, write_picture
from vivant.media.read import Picture, read_image
from vivant.media.recipes import Quality
from vivant.media.sound_file import sound_suffixes, write_sound
from vivant.media.write import VideoWriter, check_film, encoders, suffixes

__all__ = [
    "Caption",
    "Clip",
    "MediaInfo",
    "Picture",
    "Quality",
    "VideoWriter",
    "check_film",
    "check_picture",
    "chunk_kind",
    "copy_range",
    "encoders",
    "join",
    "open_clip",
    "probe",
    "read_frames",
    "read_image",
    "read_map",
    "read_mask",
    "sound_suffixes",
    "suffixes",
    "write_picture",
    "write_sound",
]
