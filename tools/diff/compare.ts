import { isDeepStrictEqual } from "node:util";
import type { Render } from "../render/render.ts";
import { alertChanges } from "./changes/alerts.ts";
import { dashboardChanges } from "./changes/dashboards.ts";
import { dataChanges } from "./changes/data.ts";
import { grafanaChanges } from "./changes/grafana.ts";
import { grafanaPermissions, openToEverybody } from "./changes/grafana-permissions.ts";
import { imageChanges, riskySteps } from "./changes/images.ts";
import { objectChanges } from "./changes/objects.ts";
import { openFromTheStart, outsideChanges } from "./changes/outside.ts";
import { pagingChanges } from "./changes/paging.ts";
import { clusterPermissions } from "./changes/permissions.ts";
import { restChanges } from "./changes/rest.ts";
import { rolloutChanges } from "./changes/rollout.ts";
import { replacedContactPoints, replacedKeys, secretChanges } from "./changes/secrets.ts";
import { settingsChanges } from "./changes/settings.ts";
import { sloChanges } from "./changes/slos.ts";
import type { Risk, Section, StackChanges, Warning } from "./changes.ts";
import { line, prose, type Text } from "./text.ts";

/**
 * What differs between two renders of a stack. Pure.
 *
 * @param from absent for a stack that is new.
 * @param to absent for a stack that is gone.
 */
export function compare(from: Render | undefined, to: Render | undefined): StackChanges {
  const { stack } = (to ?? from)!;
  if (to === undefined) return { stack, kind: "gone", warnings: [], sections: [] };
  if (from === undefined) {
    const warnings = [
      ...warned("outside", openFromTheStart(to)),
      ...warned("permission", openToEverybody(to)),
    ];
    return { stack, kind: "new", warnings, sections: [] };
  }
  const paging = pagingChanges(from, to);
  const warnings = [
    ...warned("data", [...dataChanges(from, to), ...replacedKeys(from, to), ...riskySteps(from, to)]),
    ...warned("outside", outsideChanges(from, to)),
    ...warned("permission", [...clusterPermissions(from, to), ...grafanaPermissions(from, to)]),
    ...warned("pager", [...paging.warnings, ...replacedContactPoints(from, to)]),
  ];
  const sections: readonly Section[] = [
    { title: "Settings", lines: [...settingsChanges(from, to), ...secretChanges(from, to)] },
    { title: "SLOs", lines: sloChanges(from, to) },
    { title: "Alerts", lines: alertChanges(from, to) },
    { title: "Who is told", lines: paging.others.map((text) => line(text)) },
    { title: "Dashboards", lines: dashboardChanges(from, to) },
    { title: "Else in Grafana", lines: grafanaChanges(from, to) },
    { title: "Images", lines: imageChanges(from, to) },
    { title: "What restarts or reloads", lines: rolloutChanges(from, to) },
    { title: "Objects and files", lines: objectChanges(from, to) },
    { title: "Else", lines: restChanges(from, to) },
  ].filter(({ lines }) => lines.length > 0);
  const isSame = isDeepStrictEqual(from, to);
  const isTold = warnings.length > 0 || sections.length > 0;
  return {
    stack,
    kind: isSame ? "same" : "changed",
    warnings,
    sections: isSame || isTold ? sections : UNTOLD,
  };
}

/** Never in silence: renders that differ are never said to be the same. */
const UNTOLD: readonly Section[] = [
  {
    title: "Else",
    lines: [
      line(
        prose(
          "something that changes nothing of what is told here: compare the files of `npm start`".replaceAll(
            "`",
            "",
          ),
        ),
      ),
    ],
  },
];

function warned(risk: Risk, texts: readonly Text[]): readonly Warning[] {
  return texts.map((text) => ({ risk, text }));
}
