"""The self-test of photographs: this machine measures what is written down, or says so."""

import pytest

pytest.importorskip("torch")
from imagegen_kernel.commands import self_test
from imagegen_kernel.photographs import baselines
from imagegen_kernel.photographs.baselines import (
    expected_values,
    measure_baselines,
    value_differences,
)


def test_a_set_has_the_values_that_are_written_down() -> None:
    found = measure_baselines(["same_law"])
    assert value_differences("same_law", found["same_law"]) == []


def test_another_value_is_told() -> None:
    values = dict(expected_values()["noise"])
    values["fid_100"] *= 1.002
    del values["recall"]
    assert value_differences("noise", values) == [
        f"noise: fid_100 is {values['fid_100']}, expected 174.7481",
        "noise: recall is None, expected 0.0",
    ]


def test_nothing_but_the_law_itself_is_near_the_reference() -> None:
    values = expected_values()
    law = values["same_law"]
    for name in ("mean_image", "one_image", "noise"):
        assert values[name]["fid_100"] > 10 * law["fid_100"]
        assert values[name]["sfid_100"] > 3 * law["sfid_100"]
        assert values[name]["recall"] < 0.1
    assert values["reference_reversed"]["fid_100"] == 0


@pytest.mark.parametrize(("off", "code"), [(1.0, 0), (1.1, 1)])
def test_the_verb_ends_with_one_where_a_value_is_off(
    off: float, code: int, monkeypatch, capsys
) -> None:
    found = {name: dict(values) for name, values in expected_values().items()}
    found["noise"]["fid_100"] *= off
    monkeypatch.setattr(baselines, "measure_baselines", lambda: found)
    assert self_test.main_of_photographs(as_json=False) == code
    captured = capsys.readouterr()
    assert "one_image" in captured.out
    assert ("noise: fid_100 is" in captured.err) == bool(code)
