import { stringify } from "yaml";

/**
 * YAML for people and programs: no line folding, no anchors, keys in the order they were written. Version 1.1 quotes
 * what older readers take for something else than text: `2006-01-02`, `on`, `0x10`.
 */
export function toYaml(value: unknown): string {
  return stringify(value, { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false });
}
