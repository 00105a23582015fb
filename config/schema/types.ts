import { isIPv6 } from "node:net";
import { z } from "zod";
import { DURATION_PATTERN, parseDuration } from "../../model/duration.ts";
import { BYTES_PATTERN, CPU_PATTERN, parseBytes, parseCpu } from "../../model/quantity.ts";

/**
 * A string of one notation: checked by a pattern that editors know too, then parsed to what the program uses.
 *
 * @param error what to say of another notation.
 * @param range what to say of the right notation that cannot be parsed all the same.
 */
function parsed<T>(pattern: RegExp, parse: (text: string) => T | undefined, error: string, range = error) {
  return z.string({ error }).regex(pattern, { error, abort: true }).transform(reader(parse, range));
}

function reader<T>(parse: (text: string) => T | undefined, error: string) {
  return (given: string | number, context: z.core.$RefinementCtx<string | number>): T => {
    const value = parse(String(given));
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: error });
    return z.NEVER;
  };
}

/** Prometheus' notation, above zero. */
export const duration = () =>
  parsed(
    DURATION_PATTERN,
    parseDuration,
    "is not a duration: write 15d, 12h, 30s or 1h30m",
    "is out of range: above 0 and at most 292y",
  );

export const bytes = () =>
  parsed(
    BYTES_PATTERN,
    parseBytes,
    "is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi",
    "is out of range: above 0 and below 8192Ti",
  );

const CPU_ERROR = "is not an amount of processor time: write 250m, 1.5 or 2";

/** Whole cores are a number in YAML, and `pulumi config set --path` writes them so. */
export const cpu = () =>
  z
    .union([z.string().regex(CPU_PATTERN, { error: CPU_ERROR }), z.number().positive()], { error: CPU_ERROR })
    .transform(reader(parseCpu, "is out of range: above 0, in steps of 1m"));

const URL_PATTERN = /^https?:\/\/[^\s/]+/;

function parseUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username === "" && url.password === "" ? url : undefined;
}

/** Credentials in a URL would be plain text in the state. */
export const httpUrl = () =>
  parsed(
    URL_PATTERN,
    parseUrl,
    "is not a URL of http or https without user and password: write https://host/path",
  );

/** Where something listens. */
export interface Address {
  /** As Grafana's datasources take it: a URL without a slash at its end, or `host:port`. */
  readonly text: string;
  readonly hostname: string;
  readonly port: number;
}

function parseAddress(text: string): Address | undefined {
  const isUrl = URL_PATTERN.test(text);
  const url = parseUrl(isUrl ? text : `http://${text}`);
  if (url === undefined) return undefined;
  const usual = url.protocol === "https:" ? 443 : 80;
  return {
    text: isUrl ? url.href.replace(/\/$/, "") : text,
    hostname: url.hostname,
    port: url.port === "" ? usual : Number(url.port),
  };
}

/** Databases are called by host and port, all else by URL. */
export const address = () =>
  parsed(
    /^(?:https?:\/\/[^\s/]+|[\w.-]+:\d{1,5}$)/,
    parseAddress,
    "is no address without user and password: write https://host/path, or host:5432 for a database",
  );

const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

export const hostName = () =>
  z.string().regex(HOST, { error: "is not a host name: write it in lower case, as metrics.example.com" });

export const mailAddress = () => z.email({ error: "is not a mail address" });

export const dnsLabel = () =>
  z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, {
    error: "is not a name: lower case letters, digits and dashes, at most 63",
  });

/** Keys of Kubernetes' labels and taints. */
export const labelKey = () =>
  z.string().regex(/^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?$/, {
    error: "is not the key of a label: write name or prefix/name, as topology.kubernetes.io/zone",
  });

export const labelValue = () =>
  z.string().regex(/^(?:[A-Za-z0-9](?:[\w.-]{0,61}[A-Za-z0-9])?)?$/, {
    error: "is not the value of a label: letters, digits, dashes, dots and underscores, at most 63",
  });

/** A text that ends up in a line of a configuration file, where dollars and line breaks mean something. */
export const line = () =>
  z
    .string()
    .min(1, { error: "is empty" })
    .regex(/^(?!.*""")[^\p{Cc}$]+$/u, {
      error: "is not a plain text: no line breaks, dollar signs or threefold quotes",
    });

/**
 * A number that may have a fraction. As text too: `pulumi config set --path` writes it so.
 *
 * @param bounds what the number must keep to.
 */
export const decimal = (bounds: (number: z.ZodNumber) => z.ZodNumber) =>
  z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^-?\d+(?:\.\d+)?(?:e-?\d+)?$/i)
          .transform(Number),
      ],
      {
        error: "is no number: write a number",
      },
    )
    .pipe(bounds(z.number()));

/** A text that ends up inside quotes of queries, labels and templates. */
export const text = () =>
  z
    .string()
    .min(1, { error: "is empty" })
    .max(200, { error: "has more than 200 characters" })
    .regex(/^[^\p{Cc}"\\`{}$]*$/u, {
      error: "is not a plain text: no line breaks, quotes, backslashes, braces or dollar signs",
    });

/** Kubernetes names that may hold dots: storage classes, secrets, ingress classes. */
export const objectName = () =>
  z.string().regex(/^(?=.{1,253}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, {
    error: "is not the name of a Kubernetes object: lower case letters, digits, dashes and dots",
  });

/** Reserved: names that start with `__` are Prometheus' own. */
export const labelName = () =>
  z.string().regex(/^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/, {
    error: "is not a label name: letters, digits and underscores, no leading digit or double underscore",
  });

export const metricName = () =>
  z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, {
    error: "is not a metric name: letters, digits, underscores and colons, no leading digit",
  });

const V4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\/(?:3[0-2]|[12]?\d)$/;
const V6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*\/(?:12[0-8]|1[01]\d|\d?\d)$/;

const CIDR_ERROR = "is not a range of addresses: write 10.0.0.0/8 or fd00::/8";

export const cidr = () =>
  z
    .string()
    .regex(new RegExp(`${V4.source}|${V6.source}`), { error: CIDR_ERROR, abort: true })
    .refine((text) => !text.includes(":") || isIPv6(text.slice(0, text.indexOf("/"))), { error: CIDR_ERROR });

export const port = () =>
  z
    .int({ error: "is not a port: write a whole number from 1 to 65535" })
    .min(1, { error: "is not a port: write a whole number from 1 to 65535" })
    .max(65535, { error: "is not a port: write a whole number from 1 to 65535" });

export const replicas = () =>
  z
    .int({ error: "is not a number of replicas: write a whole number from 1 to 32" })
    .min(1, { error: "is not a number of replicas: write a whole number from 1 to 32" })
    .max(32, { error: "is not a number of replicas: write a whole number from 1 to 32" });

/** A file of the project, by a path relative to it. */
export const projectFile = () =>
  z.string().regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))[\w./ -]+$/, {
    error: "is not a path inside the project: write it relative to Pulumi.yaml, without ..",
  });

/** A folder of the project, by a path relative to it. */
export const projectDirectory = () =>
  z.string().regex(/^(?!\/)(?!\.\/?$)(?!(?:.*\/)?\.\.(?:\/|$))[\w./ -]+$/, {
    error: "is not a folder inside the project: write it relative to Pulumi.yaml, without ..",
  });

/** A system's share of a node. What is left out comes from `size`. */
export const resources = () =>
  z
    .strictObject({
      cpu: cpu().optional().describe("Requested processor time: `250m`, `2`. There is never a limit."),
      memory: bytes().optional().describe("Requested memory: `512Mi`."),
      memoryLimit: bytes()
        .optional()
        .describe("Memory limit: `1Gi`. GOMEMLIMIT is set to 90% of it, 80% for collectors."),
    })
    .prefault({})
    .describe("Overrides of the preset that `size` chooses.");

export const volume = () =>
  bytes().optional().describe("Size of each replica's volume: `50Gi`. It can grow, not shrink. From `size`.");
