import type { AlertCase } from "../../alert-case.ts";
import { component, labelsOf } from "./objects.ts";

const of = (metric: string, pod = "cart-1") =>
  `${metric}{job="cadvisor",namespace="shop",pod="${pod}",container="main",id="/kubepods/${pod}",node="node-1"}`;
const PERIODS = "container_cpu_cfs_periods_total";
const THROTTLED = "container_cpu_cfs_throttled_periods_total";
const USED = "container_memory_working_set_bytes";
const LIMIT = "container_spec_memory_limit_bytes";
const labels = labelsOf("cart-1");

export const usageCases: readonly AlertCase[] = [
  {
    alert: "ContainerThrottled",
    fires: {
      series: { [of(PERIODS)]: "0+600x60", [of(THROTTLED)]: "0+360x60" },
      atMinute: 31,
      labels,
      summary: "main of shop/cart-1 is held back by its CPU limit 60% of the time",
      description:
        "In 60% of the periods in which main of shop/cart-1 wanted to run, it had used up its CPU limit and waited. Where its users notice, the limit is too low, or should not be.",
    },
    quiet: {
      because: "half of the periods is not more than half",
      series: { [of(PERIODS)]: "0+600x60", [of(THROTTLED)]: "0+300x60" },
      untilMinute: 60,
    },
  },
  {
    alert: "ContainerThrottled",
    fires: {
      // More than 300 periods in five minutes at 5.
      series: { [of(PERIODS)]: "0+61x60", [of(THROTTLED)]: "0+61x60", [component("cart-1", "web")]: "1x60" },
      atMinute: 35,
      labels,
      summary: "main of shop/cart-1 is held back by its CPU limit 100% of the time",
      description:
        "In 100% of the periods in which main of shop/cart-1 wanted to run, it had used up its CPU limit and waited. Where its users notice, the limit is too low, or should not be.",
    },
    quiet: {
      because: "one sleeps nine tenths of the time, and the other is a user's server",
      series: {
        [of(PERIODS)]: "0+60x60",
        [of(THROTTLED)]: "0+60x60",
        [of(PERIODS, "jupyter-ada")]: "0+600x60",
        [of(THROTTLED, "jupyter-ada")]: "0+600x60",
        [component("jupyter-ada", "singleuser-server")]: "1x60",
      },
      untilMinute: 60,
    },
  },
  {
    alert: "ContainerMemoryNearLimit",
    fires: {
      series: { [of(USED)]: "960000x40", [of(LIMIT)]: "1000000x40" },
      atMinute: 15,
      labels,
      summary: "main of shop/cart-1 uses 96% of its memory limit",
      description:
        "main of shop/cart-1 holds 96% of the memory that it may use. When it reaches the limit, the kernel kills it.",
    },
    quiet: {
      because: "95% is not more than 95%",
      series: { [of(USED)]: "950000x40", [of(LIMIT)]: "1000000x40" },
      untilMinute: 40,
    },
  },
  {
    alert: "ContainerMemoryNearLimit",
    fires: {
      series: {
        [of(USED)]: "900000x4 999000x40",
        [of(LIMIT)]: "1000000x44",
        [component("cart-1", "web")]: "1x44",
      },
      atMinute: 20,
      labels,
      summary: "main of shop/cart-1 uses 99.9% of its memory limit",
      description:
        "main of shop/cart-1 holds 99.9% of the memory that it may use. When it reaches the limit, the kernel kills it.",
    },
    quiet: {
      because: "one has no limit, the next none that is known, and the last is a user's server",
      series: {
        [of(USED)]: "960000x40",
        [of(LIMIT)]: "0x40",
        [of(USED, "cart-2")]: "960000x40",
        [of(USED, "jupyter-ada")]: "960000x40",
        [of(LIMIT, "jupyter-ada")]: "960000x40",
        [component("jupyter-ada", "singleuser-server")]: "1x40",
      },
      untilMinute: 40,
    },
  },
];
