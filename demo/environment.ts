import type { Environment } from "./settings.ts";

/** A variable whose value cannot be used: what was given and what is allowed. */
export interface Problem {
  readonly variable: string;
  readonly what: string;
}

/** Milliseconds. */
const UNITS = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/** Reads variables one by one, notes what is wrong and goes on with the default, so that all of it can be told at once. */
export function reader(environment: Environment) {
  const asked = new Set<string>();
  const found: Problem[] = [];

  function given(variable: string): string | undefined {
    asked.add(variable);
    const value = environment[variable]?.trim();
    return value === "" ? undefined : value;
  }

  /** The default where nothing is given, or where `parse` finds nothing. */
  function parsed<Value>(
    variable: string,
    fallback: Value,
    allowed: string,
    parse: (text: string) => Value | undefined,
  ): Value {
    const text = given(variable);
    if (text === undefined) return fallback;
    const value = parse(text);
    if (value === undefined) found.push({ variable, what: `${allowed}, not "${text}"` });
    return value ?? fallback;
  }

  function number(variable: string, fallback: number, least: number, most: number, whole = false): number {
    const kind = whole ? "whole number" : "number";
    return parsed(variable, fallback, `must be a ${kind} from ${least} to ${most}`, (text) => {
      const value = Number(text);
      const fits = value >= least && value <= most && (!whole || Number.isInteger(value));
      return fits ? value : undefined;
    });
  }

  return {
    text: (variable: string, fallback: string) => given(variable) ?? fallback,
    number,
    whole: (variable: string, fallback: number, least: number, most: number) =>
      number(variable, fallback, least, most, true),
    onOff: (variable: string, fallback: boolean) =>
      parsed(variable, fallback, "must be on or off", (text) => ({ on: true, off: false })[text]),
    oneOf: <Name extends string>(variable: string, names: readonly Name[], fallback: Name) =>
      parsed(variable, fallback, `must be one of ${names.join(", ")}`, (text) =>
        names.find((name) => name === text),
      ),
    /** Milliseconds of a text such as `90s`, `10m` or `24h`. */
    duration: (variable: string, fallback: string, least: string, most: string) =>
      parsed(
        variable,
        durationMs(fallback)!,
        `must be a duration from ${least} to ${most}, such as 10m`,
        (text) => {
          const value = durationMs(text);
          const fits = value !== undefined && value >= durationMs(least)! && value <= durationMs(most)!;
          return fits ? value : undefined;
        },
      ),
    /** Without a slash at the end. */
    url: (variable: string, fallback: string) =>
      parsed(variable, fallback, "must be an address such as http://localhost:4318", (text) =>
        /^https?:$/.test(URL.parse(text)?.protocol ?? "") ? text.replace(/\/+$/, "") : undefined,
      ),
    problems: (): readonly Problem[] => found,
    /** Variables of this prefix that nothing has asked for. */
    unknown: (prefix: string): readonly Problem[] =>
      Object.keys(environment)
        .filter((variable) => variable.startsWith(prefix) && !asked.has(variable))
        .map((variable) => {
          const known = [...asked].filter((name) => name.startsWith(prefix));
          return { variable, what: `is unknown; there are ${known.join(", ")}` };
        }),
  };
}

function durationMs(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([smh])$/.exec(text) ?? [];
  return unit === undefined ? undefined : Number(amount) * UNITS[unit as keyof typeof UNITS];
}
