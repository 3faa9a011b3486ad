"""How many cores a process may use, and that OpenCV keeps to one thread while all of them are given out."""

from __future__ import annotations

import os

import cv2
import pytest

from vivant.cores import all_given_out, cores


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system does not bind processes to cores")
def test_only_cores_that_may_be_used_are_counted() -> None:
    allowed = os.sched_getaffinity(0)
    assert cores() == len(allowed)
    try:
        os.sched_setaffinity(0, {min(allowed)})
        assert cores() == 1
    finally:
        os.sched_setaffinity(0, allowed)


def test_opencv_has_its_threads_again_when_the_last_one_ends() -> None:
    before = cv2.getNumThreads()
    cv2.setNumThreads(3)
    try:
        first, second = all_given_out(), all_given_out()
        with first:
            second.__enter__()
            assert cv2.getNumThreads() == 1
        assert cv2.getNumThreads() == 1
        second.__exit__(None, None, None)
        assert cv2.getNumThreads() == 3
    finally:
        cv2.setNumThreads(before)
