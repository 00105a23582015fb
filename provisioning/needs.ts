/** Something that must be there on one side of a link, where that signal is kept. */
export type Need =
  /** Of a stream of Loki. */
  | { readonly kind: "index label"; readonly name: string }
  /** Of a line of Loki: the first of the names that it has. */
  | { readonly kind: "structured metadata"; readonly names: readonly string[] }
  /** A line's text; the pattern's first group is the value. */
  | { readonly kind: "line"; readonly pattern: string }
  | { readonly kind: "metric"; readonly name: string }
  /** Of that metric, or of any that is shown. */
  | { readonly kind: "metric label"; readonly metric?: string; readonly name: string }
  | { readonly kind: "exemplar label"; readonly metric: string; readonly name: string }
  /** Of the span itself or of its process. */
  | { readonly kind: "span attribute"; readonly name: string }
  /** What every span has in Jaeger. */
  | { readonly kind: "span field"; readonly name: "trace id" | "service" | "operation" };
