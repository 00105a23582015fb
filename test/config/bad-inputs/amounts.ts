import type { BadInput } from "./bad-input.ts";

/** Durations, bytes and processor time that are none. */
export const amounts: readonly BadInput[] = [
  {
    name: "a duration with a space",
    values: { prometheus: { retention: "15 days" } },
    problems: ['lookout:prometheus.retention: "15 days" is not a duration: write 15d, 12h, 30s or 1h30m'],
  },
  {
    name: "a duration as a number",
    values: { prometheus: { retention: 15 } },
    problems: ["lookout:prometheus.retention: 15 is not a duration: write 15d, 12h, 30s or 1h30m"],
  },
  {
    name: "an empty duration",
    values: { prometheus: { retention: "" } },
    problems: ['lookout:prometheus.retention: "" is not a duration: write 15d, 12h, 30s or 1h30m'],
  },
  {
    name: "a duration of zero",
    values: { prometheus: { retention: "0s" } },
    problems: ['lookout:prometheus.retention: "0s" is out of range: above 0 and at most 292y'],
  },
  {
    name: "a duration beyond what Prometheus counts",
    values: { prometheus: { retention: "293y" } },
    problems: ['lookout:prometheus.retention: "293y" is out of range: above 0 and at most 292y'],
  },
  {
    name: "a duration of units in the wrong order",
    values: { prometheus: { retention: "30m1h" } },
    problems: ['lookout:prometheus.retention: "30m1h" is not a duration: write 15d, 12h, 30s or 1h30m'],
  },
  {
    name: "a duration of null",
    values: { prometheus: { retention: null } },
    problems: ["lookout:prometheus.retention: null is not a duration: write 15d, 12h, 30s or 1h30m"],
  },
  {
    name: "bytes without a suffix",
    values: { prometheus: { volume: "50" } },
    problems: [
      'lookout:prometheus.volume: "50" is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi',
    ],
  },
  {
    name: "bytes as a number, as pulumi config set --path writes it",
    values: { prometheus: { volume: 50 } },
    problems: [
      "lookout:prometheus.volume: 50 is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi",
    ],
  },
  {
    name: "bytes with a space",
    values: { prometheus: { volume: "50 Gi" } },
    problems: [
      'lookout:prometheus.volume: "50 Gi" is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi',
    ],
  },
  {
    name: "bytes with a B",
    values: { prometheus: { volume: "50GB" } },
    problems: [
      'lookout:prometheus.volume: "50GB" is not an amount of bytes: write a number and a suffix, as 512Mi or 50Gi',
    ],
  },
  {
    name: "zero bytes",
    values: { prometheus: { volume: "0Gi" } },
    problems: ['lookout:prometheus.volume: "0Gi" is out of range: above 0 and below 8192Ti'],
  },
  {
    name: "bytes beyond counting",
    values: { prometheus: { volume: "9000Ti" } },
    problems: ['lookout:prometheus.volume: "9000Ti" is out of range: above 0 and below 8192Ti'],
  },
  {
    name: "bytes of four hundred digits",
    values: { prometheus: { volume: `${"9".repeat(400)}Ti` } },
    problems: [
      'lookout:prometheus.volume: "99999999999999999999999999999999999999999999999999999999... is out of range: above 0 and below 8192Ti',
    ],
  },
  {
    name: "processor time in words",
    values: { prometheus: { resources: { cpu: "two" } } },
    problems: [
      'lookout:prometheus.resources.cpu: "two" is not an amount of processor time: write 250m, 1.5 or 2',
    ],
  },
  {
    name: "no processor time",
    values: { prometheus: { resources: { cpu: "0" } } },
    problems: ['lookout:prometheus.resources.cpu: "0" is out of range: above 0, in steps of 1m'],
  },
  {
    name: "negative processor time",
    values: { prometheus: { resources: { cpu: -1 } } },
    problems: ["lookout:prometheus.resources.cpu: -1 is not allowed: above 0"],
  },
  {
    name: "processor time below a thousandth",
    values: { prometheus: { resources: { cpu: 0.0001 } } },
    problems: ["lookout:prometheus.resources.cpu: 0.0001 is out of range: above 0, in steps of 1m"],
  },
];
