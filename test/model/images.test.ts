import assert from "node:assert/strict";
import { IMAGES, type Image, imageReference } from "../../model/images.ts";

describe("model/images", () => {
  for (const [name, image] of Object.entries<Image>(IMAGES)) {
    it(`${name} is pinned to its version`, () => {
      assert.match(image.version, /^\d+\.\d+\.\d+$/);
      assert.match(image.tag, new RegExp(`^v?${image.version.replaceAll(".", "\\.")}(?:-[a-z]+)?$`));
    });
    it(`${name} does not run as root`, () => assert.ok(image.uid > 0 && image.gid > 0));
  }

  it("stays on Grafana 13.1, whose datasources do not update themselves", () =>
    assert.match(IMAGES.grafana.tag, /^13\.1\./));

  it("are pulled from their own registry", () =>
    assert.equal(imageReference(IMAGES.loki), `docker.io/grafana/loki:${IMAGES.loki.tag}`));

  it("are pulled from a mirror in its place", () =>
    assert.equal(
      imageReference(IMAGES.loki, "mirror.corp.io:5000/hub"),
      `mirror.corp.io:5000/hub/grafana/loki:${IMAGES.loki.tag}`,
    ));
});
