import { z } from "zod";
import { decimal, duration, resources } from "./types.ts";

export const demo = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe("Whether it runs. On Docker alone, where its image is built from `demo/`."),
    rate: decimal((number) => number.min(0.1, { error: "is below 0.1" }).max(100, { error: "is above 100" }))
      .prefault(8)
      .describe("Requests a second at the busiest time of the day, 0.1 to 100."),
    day: duration()
      .prefault("24h")
      .describe("How long a day of its users takes, 1m to 24h: `10m` shows a whole one in ten minutes."),
    chaos: z.boolean().default(true).describe("Whether `/chaos` breaks it on demand."),
    resources: resources(),
  })
  .prefault({})
  .describe("A small service with users, which sends real signals: see `docs/demo.md`.");
