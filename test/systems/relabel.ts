import type { RelabelConfig } from "../../systems/prometheus/scrape/job.ts";

type Labels = Readonly<Record<string, string>>;

/**
 * What Prometheus makes of a target's or a series' labels, for the actions that Lookout uses.
 * Source: https://github.com/prometheus/prometheus/blob/v3.14.0/model/relabel/relabel.go
 *
 * @returns undefined when it is dropped; otherwise without the labels of discovery.
 */
export function relabel(given: Labels, steps: readonly RelabelConfig[]): Labels | undefined {
  let labels: Record<string, string> = { ...given };
  for (const step of steps) {
    const { action = "replace", regex = "(.*)", replacement = "$1", source_labels = [] } = step;
    const whole = new RegExp(`^(?:${regex})$`, "s");
    const value = source_labels.map((name) => labels[name] ?? "").join(";");
    const target = step.target_label ?? "";
    switch (action) {
      case "keep":
        if (!whole.test(value)) return undefined;
        break;
      case "drop":
        if (whole.test(value)) return undefined;
        break;
      case "keepequal":
        if (value !== (labels[target] ?? "")) return undefined;
        break;
      case "labeldrop":
        labels = Object.fromEntries(Object.entries(labels).filter(([name]) => !whole.test(name)));
        break;
      case "replace":
        if (whole.test(value)) labels[target] = value.replace(whole, replacement);
        break;
    }
  }
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !name.startsWith("__meta_")));
}
