import { stringify } from "yaml";

/** YAML for people and programs: no line folding, no anchors, keys in the order they were written. */
export function toYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
}
