import { above, below, between, type ConditionCase, fired, outside, pods } from "../condition-case.ts";

/** One comparison each. */
export const singleCases: readonly ConditionCase[] = [
  {
    name: "above: not on the bound",
    series: pods("case_above", { a: 5, b: 4, c: 3 }),
    condition: { all: [above("case_above", 4)] },
    filtering: "case_above > 4",
    fires: fired({ a: 5 }),
  },
  {
    name: "below: not on the bound",
    series: pods("case_below", { a: 5, b: 4, c: 3 }),
    condition: { all: [below("case_below", 4)] },
    filtering: "case_below < 4",
    fires: fired({ c: 3 }),
  },
  {
    name: "between: on neither bound",
    series: pods("case_between", { a: 1, b: 2, c: 3, d: 5, e: 6 }),
    condition: { all: [between("case_between", 2, 5)] },
    filtering: "case_between > 2 < 5",
    fires: fired({ c: 3 }),
  },
  {
    name: "outside: on neither bound",
    series: pods("case_outside", { a: 1, b: 2, c: 3, d: 5, e: 6 }),
    condition: { all: [outside("case_outside", 2, 5)] },
    filtering: "case_outside < 2 or case_outside > 5",
    fires: fired({ a: 1, e: 6 }),
  },
  {
    name: "bounds below zero and very small ones",
    series: pods("case_small", { a: -2, b: -0.5, c: 0.00000005, d: 1 }),
    condition: { all: [between("case_small", -1, 0.0000001)] },
    filtering: "case_small > -1 < 1e-7",
    fires: fired({ b: -0.5, c: 0.00000005 }),
  },
  {
    name: "infinity is above every bound",
    series: pods("case_infinity", { a: Number.POSITIVE_INFINITY, b: Number.NEGATIVE_INFINITY }),
    condition: { all: [above("case_infinity", 1)] },
    filtering: "case_infinity > 1",
    fires: fired({ a: Number.POSITIVE_INFINITY }),
  },
];

/** Zero is a number as any other. */
export const zeroCases: readonly ConditionCase[] = [
  {
    name: "0 is below 1",
    series: pods("case_zero_below", { a: 0, b: 1 }),
    condition: { all: [below("case_zero_below", 1)] },
    filtering: "case_zero_below < 1",
    fires: fired({ a: 0 }),
  },
  {
    name: "0 is above -1 and not above 0",
    series: pods("case_zero_above", { a: 0 }),
    condition: { all: [above("case_zero_above", -1), above("case_zero_above + 1", 0)] },
    filtering: "case_zero_above > -1 and case_zero_above + 1 > 0",
    numbering: "case_zero_above + sqrt((case_zero_above + 1 > bool 0) - 1)",
    fires: fired({ a: 0 }),
  },
  {
    name: "0 is not above 0",
    series: pods("case_zero_not_above", { a: 0 }),
    condition: { all: [above("case_zero_not_above", 0)] },
    filtering: "case_zero_not_above > 0",
    fires: [],
  },
  {
    name: "0 is between -1 and 1",
    series: pods("case_zero_between", { a: 0, b: 1 }),
    condition: { all: [between("case_zero_between", -1, 1)] },
    filtering: "case_zero_between > -1 < 1",
    fires: fired({ a: 0 }),
  },
  {
    name: "0 is outside 1 and 2",
    series: pods("case_zero_outside", { a: 0, b: 1 }),
    condition: { all: [outside("case_zero_outside", 1, 2)] },
    filtering: "case_zero_outside < 1 or case_zero_outside > 2",
    fires: fired({ a: 0 }),
  },
];
