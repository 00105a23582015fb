import type { Config } from "../../../config/config.ts";
import { DASHBOARDS, PANELS } from "../../../model/dashboards.ts";
import { linkTo } from "../../links.ts";
import { plain, worseAbove, worseBelow } from "../../palette.ts";
import { blank, mapped, words, wordsFrom } from "../../panels/mappings.ts";
import type { Panel } from "../../panels/panel.ts";
import { table } from "../../panels/table.ts";
import { timeSeries } from "../../panels/time-series.ts";
import { promql, rows } from "../../queries/query.ts";
import { A_YEAR, volumeDaysLeft, volumeInodes, volumeSize, volumeUsed } from "../../queries/storage.ts";

const { infrastructureHealth: ids } = PANELS;
const NAMESPACE = 'namespace=~"$namespace"';
const MOST = 15;

export function volumesPanel({ alerts }: Config): Panel {
  const { threshold } = alerts.VolumeFull;
  return timeSeries({
    id: ids.volumes,
    title: "Volumes",
    description: `Share of each volume in use, of the ${MOST} fullest at each moment. The share of its inodes, which bound how many files it holds, is drawn once it is over a half. Source: kubelet.`,
    queries: [
      promql(`topk(${MOST}, ${volumeUsed(NAMESPACE)})`, {
        legend: "{{namespace}} {{persistentvolumeclaim}}",
      }),
      promql(`topk(${MOST}, ${volumeInodes(NAMESPACE)} > 0.5)`, {
        legend: "{{namespace}} {{persistentvolumeclaim}} inodes",
      }),
    ],
    unit: "percentunit",
    min: 0,
    max: 1,
    thresholds: worseAbove(alerts.VolumeFilling.threshold, threshold),
    bounds: "line",
    fill: 0,
    calcs: ["max", "lastNotNull"],
    dataLinks: [
      linkTo(DASHBOARDS.infrastructureHealth, "This namespace alone", {
        set: { namespace: "${__field.labels.namespace}" },
      }),
    ],
  });
}

export function volumeTable({ alerts }: Config): Panel {
  return table({
    id: 60,
    title: "When volumes are full",
    description:
      "Each volume's size, how much of it is in use, and the days until it is full at the pace of the last three days. Source: kubelet.",
    queries: [
      rows(volumeSize(NAMESPACE), "size"),
      rows(volumeUsed(NAMESPACE), "used"),
      rows(volumeDaysLeft(NAMESPACE), "days"),
    ],
    columns: [
      { field: "namespace", title: "Namespace" },
      { field: "persistentvolumeclaim", title: "Volume" },
      { field: "Value #size", title: "Size", unit: "bytes", width: 100 },
      {
        field: "Value #used",
        title: "In use",
        unit: "percentunit",
        decimals: 0,
        min: 0,
        max: 1,
        show: "bar",
        width: 140,
        thresholds: worseAbove(alerts.VolumeFilling.threshold, alerts.VolumeFull.threshold),
      },
      {
        field: "Value #days",
        title: "Days left",
        unit: "none",
        decimals: 0,
        width: 110,
        thresholds: worseBelow(14, 3),
      },
    ],
    overrides: [mapped("Days left", wordsFrom(A_YEAR, ["> 1 year", "good"]))],
    sort: { by: "Days left", descending: false },
  });
}

/**
 * By the certificate's own namespace, which arrives as `exported_namespace` where the scrape gives its targets one.
 *
 * @param series with matchers of its own, if any, and no braces.
 */
function ofCertificate(metric: string, ...more: readonly string[]): string {
  const chosen = (label: string, ...others: readonly string[]) =>
    `${metric}{${[...more, `${label}=~"$namespace"`, ...others].join(",")}}`;
  const own = `label_replace(${chosen("exported_namespace", 'exported_namespace!=""')}, "namespace", "$1", "exported_namespace", "(.+)")`;
  return `max by (namespace, name) (${own} or ${chosen("namespace", 'exported_namespace=""')})`;
}

export function certificatesPanel({ alerts }: Config): Panel {
  const until = (what: string) =>
    `${ofCertificate(`certmanager_certificate_${what}_timestamp_seconds`)} - time()`;
  const within = alerts.CertificateExpiring.within.seconds;
  return table({
    id: ids.certificates,
    title: "Certificates",
    description:
      "Certificates of cert-manager: whether each is valid, when it expires, and when its renewal is due. A renewal that is long overdue does not come by itself. Source: cert-manager, where its pods are annotated for scraping.",
    queries: [
      rows(ofCertificate("certmanager_certificate_ready_status", 'condition="True"'), "ready"),
      // A certificate that was never issued ends in 1970.
      rows(`${until("expiration")} > -3e8`, "expires"),
      rows(`${until("renewal")} > -3e8`, "renewal"),
    ],
    columns: [
      { field: "namespace", title: "Namespace" },
      { field: "name", title: "Certificate" },
      { field: "Value #ready", title: "Ready", width: 90, thresholds: plain("grey") },
      {
        field: "Value #expires",
        title: "Expires in",
        unit: "s",
        decimals: 0,
        width: 130,
        thresholds: worseBelow(within, 0),
      },
      { field: "Value #renewal", title: "Renewal due in", unit: "s", decimals: 0, width: 140 },
    ],
    overrides: [
      mapped("Ready", words({ 1: ["Yes", "good"], 0: ["No", "bad"] })),
      blank("Expires in"),
      blank("Renewal due in"),
    ],
    sort: { by: "Expires in", descending: false },
    noValue: "No certificates are known",
  });
}
