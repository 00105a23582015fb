import type { BadInput } from "./bad-input.ts";

const target = { kind: "docker" };
const DAY = (given: string) => `lookout:demo.day: "${given}" must be from 1m to 24h`;

export const demo: readonly BadInput[] = [
  {
    name: "the demo on a cluster",
    values: { demo: { enabled: true } },
    problems: [
      "lookout:demo.enabled: true is for Docker, which builds its image here: a cluster could not pull it. Leave it out, or set target.kind: docker",
    ],
  },
  {
    name: "a day of seconds",
    values: { target, demo: { enabled: true, day: "59s" } },
    problems: [DAY("59s")],
  },
  {
    name: "a day that is longer than one",
    values: { target, demo: { enabled: true, day: "2d" } },
    problems: [DAY("2d")],
  },
  {
    name: "hardly any users",
    values: { target, demo: { rate: 0.05 } },
    problems: ["lookout:demo.rate: 0.05 is below 0.1"],
  },
  {
    name: "more users than the demo has",
    values: { target, demo: { rate: 101 } },
    problems: ["lookout:demo.rate: 101 is above 100"],
  },
  {
    name: "a job of the demo's name beside it",
    values: { target, demo: { enabled: true }, prometheus: { scrapeConfigs: [{ job_name: "demo" }] } },
    problems: [
      'lookout:prometheus.scrapeConfigs[0].job_name: "demo" is a job of Lookout\'s own: choose another name',
    ],
  },
  {
    name: "a port of the machine for two of the demo's",
    values: { target: { ...target, ports: { demoAlerts: 8800 } } },
    problems: ["lookout:target.ports.demoAlerts: 8800 is target.ports.demo too"],
  },
];
