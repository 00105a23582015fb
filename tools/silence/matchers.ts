import { ToolError } from "../call/tool-error.ts";

/** What an alert's label must or must not be. */
export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

const GRAMMAR = /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*(.*?)\s*$/s;

/**
 * Reads `service=gateway`, `service!="gateway"`, `namespace=~"a|b"` or `namespace!~a.*`.
 * Source: https://prometheus.io/docs/alerting/latest/configuration/#matcher
 *
 * @throws ToolError when it is none.
 */
export function parseMatcher(text: string): Matcher {
  const [, name, operator, rest] = GRAMMAR.exec(text) ?? [];
  if (name === undefined || operator === undefined || rest === undefined)
    throw new ToolError(
      `--match "${text}" is no matcher: write label=value, label!=value, label=~regex or label!~regex`,
    );
  return {
    name,
    value: unquoted(rest),
    isRegex: operator.endsWith("~"),
    isEqual: operator.startsWith("="),
  };
}

/** Quotes that people keep from Alertmanager's own notation. */
function unquoted(text: string): string {
  return /^".*"$/s.test(text) && text.length > 1 ? text.slice(1, -1).replaceAll(/\\(["\\])/g, "$1") : text;
}

/** As Alertmanager writes it. */
export function written({ isEqual, isRegex, name, value }: Matcher): string {
  const operator = isRegex ? (isEqual ? "=~" : "!~") : isEqual ? "=" : "!=";
  return `${name}${operator}"${value.replaceAll(/["\\]/g, "\\$&")}"`;
}

/**
 * Whether every alert has what all of them ask for, also one without these labels: such a silence is refused.
 * Regular expressions that JavaScript cannot read are left to the server's judgement.
 */
export function matchAll(matchers: readonly Matcher[]): boolean {
  return matchers.every(({ isEqual, isRegex, value }) => {
    if (!isRegex) return (value === "") === isEqual;
    try {
      return new RegExp(`^(?:${value})$`).test("") === isEqual;
    } catch {
      return false;
    }
  });
}
