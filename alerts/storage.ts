import type { Config } from "../config/config.ts";
import type { Alert, Comparison } from "../model/alert.ts";
import { DASHBOARDS, PANELS } from "../model/dashboards.ts";
import type { Duration } from "../model/duration.ts";
import { JOBS } from "../model/jobs.ts";
import { anyOf } from "./own-series.ts";
import { settings } from "./settings.ts";

/** Volumes that pods mount, by what their kubelets measure, and certificates where cert-manager is scraped. */
export function storage(config: Config): readonly Alert[] {
  // Docker has no claims, and no cert-manager.
  if (config.target.kind === "docker") return [];
  return [
    ...(config.exporters.cadvisor
      ? [volumeFilling(config), volumeFull(config), ...stackVolumeFull(config), volumeInodesFull(config)]
      : []),
    certificateExpiring(config),
    certificateNotReady(config),
  ];
}

/** What a disk must be for its end to be foretold. */
export interface Filling {
  /** Share in use. */
  readonly used: string;
  /** The same labels; free bytes at the end of `ahead`, at the pace of `lookBack`. */
  readonly left: string;
  readonly threshold: number;
  /** Share from which on another alert says that it is full; undefined where there is none. */
  readonly full?: number | undefined;
}

/** Above a share and, at its pace, soon full. Silent where it is full already. */
export function filling({ full, left, threshold, used }: Filling): readonly [Comparison, Comparison] {
  return [
    full === undefined
      ? { query: used, is: "above", threshold }
      : { query: used, is: "between", low: threshold, high: full },
    { query: left, is: "below", threshold: 0 },
  ];
}

/**
 * A gauge's value after `ahead`, by the line through what it was. A burst tilts the line until the window has passed
 * it, so an alert on it holds for longer than `lookBack`: what is more, is how long a burst may be. Eighty samples
 * suffice, and cost less than all.
 */
export function foretold(gauge: string, lookBack: Duration, ahead: Duration): string {
  const minutes = Math.max(1, Math.round(lookBack.seconds / 80 / 60));
  return `predict_linear(${gauge}[${lookBack.text}:${minutes}m], ${ahead.seconds})`;
}

const CLAIM = "namespace, persistentvolumeclaim";
const KUBELET = `job="${JOBS.kubelet}"`;

/** A claim that several nodes mount is measured on each of them. */
function used(selector: string): string {
  const free = `kubelet_volume_stats_available_bytes{${selector}}`;
  return `max by (${CLAIM}) (1 - ${free} / kubelet_volume_stats_capacity_bytes{${selector}})`;
}

/** Nobody can fill, or empty, a volume that is mounted for reading alone. */
function writable(query: string, { exporters }: Config): string {
  if (!exporters.kubeStateMetrics) return query;
  const having = (...modes: readonly string[]) =>
    `kube_persistentvolumeclaim_access_mode{job="${JOBS.kubeStateMetrics}",${anyOf("access_mode", modes)}}`;
  const writers = having("ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  return `${query} unless on (${CLAIM}) (${having("ReadOnlyMany")} unless on (${CLAIM}) ${writers})`;
}

const volumePanel = {
  dashboard: DASHBOARDS.infrastructureHealth,
  panel: PANELS.infrastructureHealth.volumes,
  variables: { namespace: "{namespace}" },
} as const;

/** The stack's own volumes and all others have an alert each that says when they are full. */
function ofStack({ target }: Config, operator: "=" | "!="): string {
  return target.kind === "kubernetes" ? `${KUBELET},namespace${operator}"${target.namespace}"` : KUBELET;
}

/** Without volumes of which such an alert says that they are full, if there is one. */
function notFull(query: string, config: Config): string {
  const { StackVolumeFull, VolumeFull } = config.alerts;
  const told = (
    [
      [VolumeFull, "!="],
      [StackVolumeFull, "="],
    ] as const
  )
    .filter(([{ enabled }]) => enabled)
    .map(([{ threshold }, operator]) => `${used(ofStack(config, operator))} > ${threshold}`);
  return told.length === 0 ? query : `${query} unless on (${CLAIM}) (${told.join(" or ")})`;
}

function volumeFilling(config: Config): Alert {
  const { ahead, lookBack, threshold } = config.alerts.VolumeFilling;
  const free = foretold(`kubelet_volume_stats_available_bytes{${KUBELET}}`, lookBack, ahead);
  return {
    ...settings(config, "VolumeFilling"),
    category: "storage",
    condition: {
      all: filling({
        used: notFull(writable(used(KUBELET), config), config),
        left: `min by (${CLAIM}) (${free})`,
        threshold,
      }),
    },
    unit: "ratio",
    summary: `Volume {persistentvolumeclaim} in {namespace} will be full within ${ahead.text}`,
    description: `The volume is {value} full. At the pace of the last ${lookBack.text} it has no space left within ${ahead.text}, and what writes to it will fail.`,
    panel: volumePanel,
  };
}

function volumeFull(config: Config): Alert {
  const { threshold } = config.alerts.VolumeFull;
  return {
    ...settings(config, "VolumeFull"),
    category: "storage",
    condition: {
      all: [{ query: writable(used(ofStack(config, "!=")), config), is: "above", threshold }],
    },
    unit: "ratio",
    summary: "Volume {persistentvolumeclaim} in {namespace} is {value} full",
    description:
      "The volume is {value} full. What writes to it fails when it is full, and many programs then do not start again.",
    panel: volumePanel,
  };
}

function stackVolumeFull(config: Config): readonly Alert[] {
  const { threshold } = config.alerts.StackVolumeFull;
  return [
    {
      ...settings(config, "StackVolumeFull"),
      category: "storage",
      condition: {
        all: [{ query: used(ofStack(config, "=")), is: "above", threshold }],
      },
      unit: "ratio",
      summary: "Volume {persistentvolumeclaim} of the observability stack is {value} full",
      description:
        "The volume is {value} full. When it is full, what its owner should keep is lost: metrics, logs or traces, and with metrics every alert.",
      panel: volumePanel,
    },
  ];
}

/** File systems without a fixed number of inodes say 0 of 0, which is NaN and fires nothing. */
function volumeInodesFull(config: Config): Alert {
  const { threshold } = config.alerts.VolumeInodesFull;
  const inodes = `kubelet_volume_stats_inodes_used{${KUBELET}} / kubelet_volume_stats_inodes{${KUBELET}}`;
  return {
    ...settings(config, "VolumeInodesFull"),
    category: "storage",
    condition: {
      all: [
        // Where no space is left, XFS says that there are no inodes either.
        { query: notFull(writable(`max by (${CLAIM}) (${inodes})`, config), config), is: "above", threshold },
      ],
    },
    unit: "ratio",
    summary: "Volume {persistentvolumeclaim} in {namespace} takes hardly any more files",
    description:
      "{value} of the volume's inodes are in use: soon no file can be made in it, although it has space. Many small files are the usual cause.",
    panel: volumePanel,
  };
}

/**
 * By the certificate's own namespace, which arrives as `exported_namespace` where the scrape job gives its targets a
 * namespace, as that of annotated pods does.
 */
function ofCertificate(series: string): string {
  return `max by (namespace, name) (label_replace(${series}, "namespace", "$1", "exported_namespace", "(.+)"))`;
}

const certificatePanel = {
  dashboard: DASHBOARDS.infrastructureHealth,
  panel: PANELS.infrastructureHealth.certificates,
  variables: { namespace: "{namespace}" },
} as const;

/** Not by its end alone: a certificate that lives for a day is renewed in time, and always near its end. */
function certificateExpiring(config: Config): Alert {
  const { within } = config.alerts.CertificateExpiring;
  const until = (what: string) =>
    `${ofCertificate(`certmanager_certificate_${what}_timestamp_seconds`)} - time()`;
  return {
    ...settings(config, "CertificateExpiring"),
    category: "storage",
    condition: {
      all: [
        // One that was never issued ends in 1970. After its end it is not ready, which is another alert.
        { query: until("expiration"), is: "between", low: 0, high: within.seconds },
        { query: until("renewal"), is: "below", threshold: 0 },
      ],
    },
    unit: "seconds",
    summary: "Certificate {name} in {namespace} expires in {value}",
    description:
      "cert-manager should have renewed the certificate by now and has not. In {value} it expires, and whoever connects to what serves it is refused.",
    panel: certificatePanel,
  };
}

function certificateNotReady(config: Config): Alert {
  return {
    ...settings(config, "CertificateNotReady"),
    category: "storage",
    condition: {
      all: [
        {
          query: ofCertificate('certmanager_certificate_ready_status{condition="True"}'),
          is: "below",
          threshold: 1,
        },
      ],
    },
    unit: "number",
    summary: "Certificate {name} in {namespace} is not ready",
    description:
      "cert-manager could not issue the certificate, or the certificate has expired. What should serve it has none that is valid, and whoever connects is refused.",
    panel: certificatePanel,
  };
}
