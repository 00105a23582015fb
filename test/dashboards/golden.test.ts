import assert from "node:assert/strict";
import { previewStack } from "../../tools/preview/stacks.ts";
import { goldenDifferences } from "../golden-files.ts";
import { outline } from "./outline.ts";
import { dashboardsOf } from "./rendered.ts";

describe("golden dashboards", () => {
  it("of staging are current", async () => {
    const { config } = await previewStack("Pulumi.staging.yaml");
    const files = dashboardsOf(config).map((each) => [`${each.uid}.txt`, outline(each)] as const);
    assert.ok(files.length >= 10);
    assert.deepEqual(goldenDifferences("test/golden/dashboards", new Map(files)), []);
    for (const [name, text] of files)
      assert.ok(text.split("\n").length < 130, `${name} is too long to review`);
  });
});
