import { text } from "../../panels/others.ts";
import type { Panel } from "../../panels/panel.ts";

/** Where no exporter is switched on. */
export function nothingPanel(): Panel {
  return text({
    id: 29,
    title: "Nothing is measured here",
    description: "This stack collects nothing of containers and nodes.",
    content:
      "This stack collects no metrics of containers, nodes and volumes: its settings under `exporters` switch them off.",
  });
}
