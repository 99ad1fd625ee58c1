import { expect, test } from "vitest";
import { derivedParameters } from "../../src/checks/architecture.ts";

// DiT-XL/2 has 675 M parameters, SiT-B/2 130 M (arXiv 2212.09748, 2401.08740).
test.each([
  ["DiT, depth 28, width 1152, patch 2", 669_000_000],
  ["SiT-B/2, depth 12, width 768", 127_000_000],
  ["plain transformer, 12 layers, hidden size 768", 85_000_000],
])("%s has about %i parameters", (text, parameters) => {
  const derived = derivedParameters(text) ?? 0;
  expect(Math.abs(derived / parameters - 1)).toBeLessThan(0.01);
});

test.each(["a U-Net", "depth 12", "width 768", "", "depth 0, width 0"])(
  "%j does not say enough",
  (text) => {
    expect(derivedParameters(text)).toBeNull();
  },
);
