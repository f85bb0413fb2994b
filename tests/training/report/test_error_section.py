from dataclasses import replace

from newsgrain.training.report.error_section import reason_words, reasons_text
from newsgrain.training.worst_errors import ErrorReason, WorstError


def test_reasons_on_a_line() -> None:
    reasons = (ErrorReason("a number", 1.25, "7"), ErrorReason("wording: “red”", -0.5, "red"), ErrorReason("x", 0.1))
    error = WorstError("d", 0, "7 red.", "padding", "reporting", 0.9, reasons)
    assert reasons_text(error) == "+1.25 a number “7”; -0.50 wording: “red”; +0.10 x"
    assert reasons_text(replace(error, disputed=True, reasons=())) == "an annotator agrees with the model"
    assert [reason_words(reason) for reason in reasons] == ["7", "", ""]
