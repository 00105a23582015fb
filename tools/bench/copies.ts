import { Lookout } from "../../components/lookout.ts";
import { readConfig } from "../../config/read.ts";
import { record } from "../recording/record.ts";

/** Registers as many copies of the default stack as it is told, each in a namespace of its own. */
const copies = Number(process.argv[2]);
const { registrations } = await record(
  { project: "lookout", stack: "bench", texts: {}, encrypted: [] },
  async () => {
    for (let copy = 0; copy < copies; copy++) {
      const values = { target: { kind: "kubernetes", namespace: `lookout-${copy}` } };
      const { config } = readConfig({
        stack: "bench",
        values,
        encrypted: new Set(),
        readFile: () => undefined,
      });
      new Lookout(`lookout-${copy}`, { config, secrets: {}, grafanaUrl: config.grafana.url.href });
    }
    return {};
  },
);
console.log(registrations.length);
