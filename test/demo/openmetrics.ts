import assert from "node:assert/strict";

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly exemplar:
    | { readonly labels: Readonly<Record<string, string>>; readonly value: number }
    | undefined;
}

const PAIR = '[a-zA-Z_]\\w*="(?:[^"\\\\\n]|\\\\["\\\\n])*"';
const LABELS = new RegExp(`^(?:${PAIR}(?:,${PAIR})*)?$`);
const NUMBER = "(?:[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?|[-+]Inf|NaN)";
const SAMPLE = new RegExp(
  `^([a-zA-Z_:][\\w:]*)(?:\\{(.*?)\\})? (${NUMBER})(?: # \\{(.*?)\\} (${NUMBER})(?: \\d+(?:\\.\\d+)?)?)?$`,
);

/**
 * The samples of an exposition, by the grammar of OpenMetrics 1.0 as far as the demo uses it: metadata before its
 * samples, no family twice, `# EOF` at the end.
 * Source: https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md
 */
export function parseOpenMetrics(text: string): readonly Sample[] {
  assert.ok(text.endsWith("\n# EOF\n"), "ends with # EOF");
  const families = new Map<string, string>();
  return text
    .slice(0, -"# EOF\n".length)
    .split("\n")
    .slice(0, -1)
    .flatMap((line) => {
      const [, kind, family, rest] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
      if (kind === "TYPE") {
        assert.ok(!families.has(family!), `${family} is there twice`);
        families.set(family!, rest!);
      }
      if (kind !== undefined) return [];
      const [, name, labels, value, exemplar, exemplarValue] = SAMPLE.exec(line) ?? [];
      assert.ok(name !== undefined, `is no sample: ${line}`);
      assert.ok(familyOf(name, families) !== undefined, `has no type: ${line}`);
      return [
        {
          name,
          labels: labelsOf(labels ?? "", line),
          value: Number(value!.replace("Inf", "Infinity")),
          exemplar:
            exemplar === undefined
              ? undefined
              : { labels: labelsOf(exemplar, line), value: Number(exemplarValue) },
        },
      ];
    });
}

const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  gauge: [""],
  counter: ["_total"],
  histogram: ["_bucket", "_sum", "_count"],
};

function familyOf(name: string, families: ReadonlyMap<string, string>): string | undefined {
  return [...families].find(([family, type]) => SUFFIXES[type]!.some((end) => family + end === name))?.[0];
}

function labelsOf(text: string, line: string): Readonly<Record<string, string>> {
  assert.match(text, LABELS, `has wrong labels: ${line}`);
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name, value]) => [name!, value!]),
  );
}
