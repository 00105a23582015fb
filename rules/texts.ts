import type { Unit } from "../model/alert.ts";

/** How an engine's templates read what an alert's texts stand for. */
export interface Dialect {
  readonly value: (unit: Unit) => string;
  readonly label: (name: string) => string;
  /** A label's value inside a URL. */
  readonly labelInUrl: (name: string) => string;
}

const PLACEHOLDER = /\{([a-z_]\w*)\}/gi;

/** The names between braces: `value`, and labels. */
export function placeholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name!);
}

/** A text with its placeholders as the engine writes them. */
export function inDialect(text: string, unit: Unit, dialect: Dialect): string {
  return text.replaceAll(PLACEHOLDER, (_, name: string) =>
    name === "value" ? dialect.value(unit) : dialect.label(name),
  );
}

/** A value for a URL's query: what is fixed is escaped here, what stands for a label when the alert fires. */
export function inUrl(text: string, dialect: Dialect): string {
  const parts = text.split(/(\{[a-z_]\w*\})/i);
  return parts
    .map((part) => {
      const [label] = placeholders(part);
      return label === undefined ? encodeURIComponent(part) : dialect.labelInUrl(label);
    })
    .join("");
}

/** By functions that both engines know under the same names. `value` is the expression that reads the number. */
export function humanized(value: string, unit: Unit): string {
  switch (unit) {
    case "ratio":
      return `{{ ${value} | humanizePercentage }}`;
    case "seconds":
      return `{{ ${value} | humanizeDuration }}`;
    case "bytes":
      return `{{ ${value} | humanize1024 }}B`;
    case "per second":
      return `{{ ${value} | humanize }}/s`;
    case "number":
      return `{{ ${value} | humanize }}`;
  }
}
