import { expect, test } from "vitest";
import {
  isNoticePicture,
  isPicture,
  outdatedPictures,
  picturesOf,
} from "../../src/measurement/pictures.ts";

test("a picture is known by its name, and a path is none", () => {
  expect(["samples-1.png", "notice-12-near_duplicates.png"].map(isPicture)).toEqual([true, true]);
  expect(["samples-1.png", "notice-12-near_duplicates.png"].map(isNoticePicture)).toEqual([
    false,
    true,
  ]);
  const others = [
    "samples-.png",
    "samples-1.svg",
    "notice-1-.png",
    "notice-1-a/b.png",
    "../samples-1.png",
    "notice-1-A.png",
  ];
  expect(others.filter(isPicture)).toEqual([]);
});

test("a verification comes with a sheet of each run and a picture of each check that did not pass", () => {
  const check = (id: string, status: "pass" | "warn") => ({
    id,
    status,
    value: 0,
    threshold: 0,
    indices: [],
  });
  const run = (seed: number, ...checks: ReturnType<typeof check>[]) => ({ seed, checks });
  const runs = [
    run(1, check("duplicates", "pass")),
    run(2, check("near_duplicates", "warn"), check("../../x", "warn")),
  ];
  expect(picturesOf({ runs })).toEqual([
    "samples-1.png",
    "samples-2.png",
    "notice-2-near_duplicates.png",
  ]);
});

test("a new measurement takes old notices away, and nothing else", () => {
  const before = ["result.json", "samples-9.png", "notice-1-a.png", "notice-1-b.png"];
  expect(outdatedPictures(before, ["samples-1.png", "notice-1-b.png"])).toEqual(["notice-1-a.png"]);
});
