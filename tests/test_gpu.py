"""What only a CUDA device shows: the accuracies behind the thresholds of the `full` profile (`make gpu`)."""

import pytest
import torch

from tptorch import thresholds
from tptorch.course import Course, CourseError
from tptorch.data import cache_folder, require_full

COURSE = Course.here()


@pytest.mark.gpu
@pytest.mark.parametrize("tp", thresholds.measured(COURSE))
def test_right_answers_reach_the_full_thresholds_on_a_gpu(tp):
    if not torch.cuda.is_available():
        pytest.skip("no CUDA device")
    try:
        for name in COURSE.tp(tp).sets:
            require_full(name, cache_folder(COURSE))
    except CourseError as error:
        pytest.skip(str(error))
    table = thresholds.read_table(COURSE)[tp]
    for name, row in thresholds.measure(COURSE, tp, "full", "cuda").items():
        print(f"\n{tp} {name}: {row}")
        assert row["min"] >= table[name]["full"]["threshold"], name
