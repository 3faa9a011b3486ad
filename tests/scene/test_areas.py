"""Areas by name, on drawn pictures whose areas are known, and on photos that lack them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from weakref import ref

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.conftest import draw_photo
from vivant.media import read_image
from vivant.scene.areas import AREAS, LEAST, ON_SUBJECT, find_area, off_subject
from vivant.scene.look import look
from vivant.scene.scene import Scene
from vivant.units import Plane

HEIGHT, WIDTH = 240, 360
Y, X = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
NOWHERE = np.zeros((HEIGHT, WIDTH), np.float32)
Picture = NDArray[np.uint8]


def grain(size: float, seed: int = 1) -> Plane:
    noise = cv2.GaussianBlur(np.random.default_rng(seed).normal(0, 1, (HEIGHT, WIDTH)).astype(np.float32), (0, 0), size)
    return np.asarray(noise / noise.std(), np.float32)


def painted(colour: tuple[int, int, int], texture: Plane | None = None, strength: float = 0.0) -> NDArray[np.float32]:
    ground = np.zeros((HEIGHT, WIDTH, 3), np.float32) + np.array(colour, np.float32)
    return ground if texture is None else ground + strength * texture[..., None]


def scene_of(picture: NDArray[np.float32], **planes: Plane) -> Scene:
    """A scene that knows just what it is told."""
    image = np.clip(picture, 0, 255).astype(np.uint8)
    told = {"disparity": NOWHERE, "subject": NOWHERE, "sky": NOWHERE, **planes}
    return Scene(image, told.pop("disparity"), told.pop("subject"), told.pop("sky"), **told)


def share(found: Plane | None, inside: NDArray[np.bool_]) -> float:
    """How much of a place an area covers; 0 for none."""
    return 0.0 if found is None else float(found[inside].mean())


def test_every_area_of_a_plain_picture_is_nothing() -> None:
    scene = scene_of(painted((120, 120, 120)))
    assert all(find_area(scene, name) is None for name in AREAS)


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        find_area(scene_of(painted((120, 120, 120))), "dragons")


@pytest.mark.parametrize("name", sorted(AREAS))
def test_areas_are_soft_masks_over_the_photo(name: str) -> None:
    scene = look(draw_photo(200, 140))
    found = AREAS[name](scene)
    assert found.shape == scene.image.shape[:2]
    assert found.dtype == np.float32
    assert 0 <= found.min() <= found.max() <= 1


def test_an_area_is_looked_for_once_and_only_in_its_own_scene() -> None:
    land, sea = (
        scene_of(painted((120, 120, 120))),
        scene_of(painted((70, 110, 125)), water=(Y > 100).astype(np.float32)),
    )
    assert find_area(land, "water") is None
    found = find_area(sea, "water")
    assert found is not None and not found.flags.writeable
    assert find_area(sea, "water") is found
    gone = ref(sea)
    del sea
    assert gone() is None


def test_water_keeps_off_who_stands_in_it_and_goes_out_to_the_borders() -> None:
    person = (np.hypot((X - 180) / 25, (Y - 160) / 60) < 1).astype(np.float32)
    sea = ((Y > 100) & ~((X < 20) & (Y > 210))).astype(np.float32)  # the trained eyes forget a corner
    picture = painted((70, 110, 125), grain(2), 8)
    picture[Y < 100] = (185, 205, 230)
    picture[person > 0] = (170, 90, 70)
    sky = (Y < 100).astype(np.float32)
    scene = scene_of(picture, subject=person, water=sea * (1 - person), sky=sky)
    water = find_area(scene, "water")
    assert water is not None
    assert water[person > 0].max() == 0
    assert share(water, (Y > 115) & (np.abs(X - 180) > 60)) > 0.97
    assert share(water, (Y > 222) & (X < 12)) > 0.9
    assert share(water, Y < 92) < 0.02


def test_an_arm_that_the_subject_lacks_is_left_out_of_the_water_by_its_colour() -> None:
    body = (np.hypot((X - 180) / 25, (Y - 160) / 60) < 1).astype(np.float32)
    arm = (np.abs(Y - 150) < 7) & (X > 200) & (X < 224)
    picture = painted((70, 110, 125), grain(2), 6)
    picture[(body > 0) | arm] = (175, 100, 80)
    scene = scene_of(picture, subject=body, water=1 - body)
    water = find_area(scene, "water")
    assert share(water, arm & (X > 208)) < 0.05
    assert share(water, (X > 260) & (Y > 20)) > 0.95


def test_a_mast_before_the_sky_stays_out_of_it() -> None:
    picture = painted((150, 180, 225), grain(12), 5)
    land = Y > 160
    picture[land] = (70, 75, 60)
    mast = (np.abs(X - 200) < 2) & (Y > 90) & ~land
    picture[mast] = (30, 30, 32)
    sky = find_area(scene_of(picture, sky=(~land).astype(np.float32)), "sky")
    assert share(sky, mast) < 0.1
    assert share(sky, (Y < 150) & (np.abs(X - 200) > 12)) > 0.95


def test_clouds_are_a_sky_that_has_some() -> None:
    sky = (Y < 150).astype(np.float32)
    clear, cloudy = painted((110, 150, 215)), painted((150, 175, 215), grain(9), 26)
    for picture in (clear, cloudy):
        picture[Y >= 150] = (70, 75, 60)
    assert find_area(scene_of(clear, sky=sky), "clouds") is None
    assert share(find_area(scene_of(cloudy, sky=sky), "clouds"), Y < 140) > 0.9


def test_leaves_are_green_and_full_of_detail() -> None:
    picture = painted((150, 145, 135), grain(1.2), 6)
    tree = np.hypot(X - 120, Y - 90) < 60
    leaves = painted((62, 96, 34), grain(1.4, 3), 26)
    picture[tree] = leaves[tree]
    found = find_area(scene_of(picture), "foliage")
    assert share(found, np.hypot(X - 120, Y - 90) < 52) > 0.95
    assert share(found, np.hypot(X - 120, Y - 90) > 85) < 0.02


@pytest.mark.parametrize(
    ("colour", "size", "strength"),
    [((62, 96, 34), 40, 4), ((128, 126, 118), 1.4, 26), ((140, 90, 50), 1.4, 26)],
    ids=["a green wall", "stone", "bricks"],
)
def test_what_is_plain_or_not_green_is_no_foliage(colour: tuple[int, int, int], size: float, strength: float) -> None:
    picture = painted((170, 165, 160))
    picture[60:200, 60:260] = painted(colour, grain(size), strength)[60:200, 60:260]
    assert find_area(scene_of(picture), "foliage") is None


def test_a_lawn_is_grass_and_no_foliage() -> None:
    picture = painted((170, 190, 220))
    lawn = Y > 130
    picture[lawn] = painted((64, 92, 36), grain(1.3), 18)[lawn]
    scene = scene_of(picture, ground=lawn.astype(np.float32))
    assert share(find_area(scene, "grass"), Y > 145) > 0.95
    assert share(find_area(scene, "grass"), Y < 120) < 0.01
    assert find_area(scene, "foliage") is None


def flame(cx: float = 180, cy: float = 130) -> NDArray[np.float32]:
    """A flame before the dark."""
    picture = painted((14, 10, 9))
    far = np.hypot((X - cx) / 16, (Y - cy) / 38)
    glow = np.clip(1.3 - far, 0, 1)[..., None]
    return (
        picture + glow**0.7 * np.array([330, 205, 80]) + np.clip(0.7 - far, 0, 1)[..., None] * np.array([40, 90, 120])
    )


def test_a_flame_is_found_and_an_orange_is_not() -> None:
    body = np.hypot((X - 180) / 16, (Y - 130) / 38) < 0.9
    assert share(find_area(scene_of(flame()), "fire"), body) > 0.9
    orange = painted((120, 118, 112))
    orange[np.hypot(X - 180, Y - 120) < 40] = (235, 140, 30)
    assert find_area(scene_of(orange), "fire") is None


def night() -> tuple[Picture, NDArray[np.bool_], NDArray[np.bool_]]:
    """A dark street with lamps and a sign; where the lamps and the sign are."""
    image = painted((9, 11, 22), grain(3), 2).clip(0, 255).astype(np.uint8)
    rng = np.random.default_rng(4)
    lamps, sign = np.zeros((HEIGHT, WIDTH), np.uint8), np.zeros((HEIGHT, WIDTH), np.uint8)
    for x, y in rng.integers((10, 120), (350, 230), (50, 2)).tolist():
        cv2.circle(image, (x, y), 2, (255, 214, 150), -1)
        cv2.circle(lamps, (x, y), 1, 1, -1)
    for canvas, ink in ((image, (250, 40, 140)), (sign, (1,))):
        cv2.rectangle(canvas, (120, 30), (240, 80), ink, 4)
    return image, lamps > 0, sign > 0


def test_lamps_and_signs_are_found_at_night() -> None:
    image, lamps, sign = night()
    scene = scene_of(image.astype(np.float32))
    assert share(find_area(scene, "lights"), lamps) > 0.8
    assert share(find_area(scene, "neon"), sign) > 0.9
    assert share(find_area(scene, "neon"), lamps) < 0.1


def test_there_are_no_lamps_by_day() -> None:
    image, _, _ = night()
    day = image.astype(np.float32) * 0.5 + 120
    assert find_area(scene_of(day), "lights") is None
    assert find_area(scene_of(day), "neon") is None


def test_smoke_is_a_soft_veil_before_the_dark() -> None:
    thick = np.clip(1.15 - np.hypot((X - 180) / 45, (Y - 120) / 75) + 0.12 * grain(11), 0, 1) * 0.75
    picture = painted((24, 26, 28), grain(2), 3) * (1 - thick[..., None]) + thick[..., None] * np.float32(165)
    assert share(find_area(scene_of(picture), "smoke"), thick > 0.5) > 0.8
    box = painted((24, 26, 28))
    box[60:160, 120:240] = (150, 150, 152)
    assert find_area(scene_of(box), "smoke") is None


def test_a_waterfall_is_bright_and_upright() -> None:
    picture = painted((48, 54, 44), grain(2.5), 9)
    fall = np.abs(X - 180) < 28
    streaks = np.broadcast_to(grain(1.5)[:1], (HEIGHT, WIDTH)) * 26 + grain(1.5, 2) * 4
    picture[fall] = (np.array([205, 212, 215]) + streaks[..., None])[fall]
    assert share(find_area(scene_of(picture), "waterfall"), np.abs(X - 180) < 18) > 0.8
    assert find_area(scene_of(picture.transpose(1, 0, 2)[:HEIGHT]), "waterfall") is None


def test_sand_needs_a_sky_or_water() -> None:
    picture = painted((196, 176, 130), grain(1.5), 5)
    ground = (Y > 120).astype(np.float32)
    picture[Y <= 120] = (120, 160, 220)
    assert share(find_area(scene_of(picture, ground=ground, sky=1 - ground), "sand"), Y > 135) > 0.9
    assert find_area(scene_of(picture, ground=ground), "sand") is None


def test_hair_and_clothes_belong_to_a_person(bundled_photo: Callable[[str], Path]) -> None:
    scene = look(read_image(bundled_photo("astronaut.png")).image)
    hair, cloth = find_area(scene, "hair"), find_area(scene, "cloth")
    y, x = np.mgrid[0:512, 0:512]
    assert share(hair, np.hypot((x - 222) / 40, (y - 40) / 18) < 1) > 0.6
    assert share(hair, np.hypot(x - 225, y - 120) < 30) < 0.02  # her face
    assert share(hair, y > 240) < 1e-4
    assert share(cloth, (np.abs(x - 150) < 40) & (np.abs(y - 330) < 40)) > 0.9
    assert share(cloth, np.hypot(x - 225, y - 120) < 30) < 0.02


def test_the_shaded_half_of_a_face_is_no_hair(bundled_photo: Callable[[str], Path]) -> None:
    """Dark hair about a face of which the light reaches one half."""
    image = read_image(bundled_photo("astronaut.png")).image.astype(np.float32)
    y, x = np.mgrid[0 : image.shape[0], 0 : image.shape[1]]
    image[(np.hypot((x - 222) / 75, (y - 45) / 45) < 1) & (y < 72)] *= 0.2
    image[(np.hypot((x - 225) / 60, (y - 120) / 75) < 1) & (x > 215)] *= 0.25
    hair = find_area(look(np.rint(image).astype(np.uint8)), "hair")
    assert hair is None or share(hair, np.hypot((x - 245) / 22, (y - 115) / 40) < 1) < 0.02


def test_a_patch_of_skin_far_below_the_top_of_the_subject_is_no_face(bundled_photo: Callable[[str], Path]) -> None:
    image = read_image(bundled_photo("astronaut.png")).image
    taller = np.vstack([np.full((300, image.shape[1], 3), 90, np.uint8), image])
    person = look(image).subject
    tower = np.vstack([np.ones((300, image.shape[1]), np.float32), person])
    assert find_area(look(image), "cloth") is not None
    assert find_area(look(taller, subject=tower), "cloth") is None


@pytest.mark.parametrize(
    ("photo", "lacks"),
    [
        ("chelsea.png", ("water", "sky", "clouds", "foliage", "grass", "fire", "hair", "cloth", "lights", "smoke")),
        ("coffee.png", ("water", "sky", "clouds", "foliage", "grass", "hair", "cloth", "lights", "smoke", "sand")),
        ("astronaut.png", ("water", "sky", "foliage", "grass", "fire", "lights", "smoke", "waterfall", "sand")),
        ("rocket.jpg", ("water", "foliage", "grass", "hair", "cloth", "smoke", "waterfall", "flowers")),
        ("brick.png", tuple(name for name in AREAS if name not in ("ground", "subject", "figure"))),
        ("camera.png", ("water", "foliage", "fire", "hair", "lights", "neon", "flowers", "waterfall")),
    ],
)
def test_what_a_photo_lacks_is_not_found(
    bundled_photo: Callable[[str], Path], photo: str, lacks: tuple[str, ...]
) -> None:  # fmt: skip
    scene = look(read_image(bundled_photo(photo)).image)
    assert [name for name in lacks if find_area(scene, name) is not None] == []


def test_an_outlined_area_keeps_off_the_subject_unless_it_is_meant() -> None:
    person = (np.hypot((X - 180) / 30, (Y - 130) / 60) < 1).astype(np.float32)
    picture = painted((70, 110, 125), grain(2), 6)
    picture[person > 0] = (170, 90, 70)
    scene = scene_of(picture, subject=person)
    wide, close = (Y > 60).astype(np.float32), person.copy()
    assert off_subject(scene, wide)[person > 0].max() == 0
    assert share(off_subject(scene, wide), (Y > 75) & (np.abs(X - 180) > 60)) > 0.95
    assert (off_subject(scene, close) == close).all()


def test_the_figure_is_the_subject_and_a_little_around_it() -> None:
    person = (np.hypot((X - 180) / 30, (Y - 130) / 60) < 1).astype(np.float32)
    figure = find_area(scene_of(painted((120, 120, 120)), subject=person), "figure")
    assert share(figure, person > 0) > 0.999
    assert person.mean() * 1.1 < share(figure, np.ones_like(person, bool)) < person.mean() * 1.7


def test_the_names_on_the_subject_are_areas() -> None:
    assert set(AREAS) >= ON_SUBJECT
    assert 0 < LEAST < 0.01
