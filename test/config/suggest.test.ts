import assert from "node:assert/strict";
import { suggest } from "../../config/suggest.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `setting-${index}`);

describe("config/suggest", () => {
  it("names what is near, however many there are", () =>
    assert.equal(suggest("setting-7x", names(99)), 'did you mean "setting-7"?'));

  it("lists all that is allowed when nothing is near", () =>
    assert.equal(suggest("else", names(40)), `allowed: ${names(40).join(", ")}`));

  it("says where a long list is written instead", () =>
    assert.equal(suggest("else", names(41)), "check its spelling in docs/settings.md"));
});
