import type { Line, Text } from "./text.ts";

/** What nobody may overlook, in the order in which it is told. */
export const RISKS = ["data", "outside", "permission", "pager"] as const;
export type Risk = (typeof RISKS)[number];

export interface Warning {
  readonly risk: Risk;
  readonly text: Text;
}

/** Changes of one kind. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** What differs between two renders of a stack. */
export interface StackChanges {
  readonly stack: string;
  readonly kind: "same" | "changed" | "new" | "gone";
  readonly warnings: readonly Warning[];
  /** Those that hold something. */
  readonly sections: readonly Section[];
}
