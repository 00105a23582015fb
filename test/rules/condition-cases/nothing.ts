import { above, below, between, type ConditionCase, fired, outside, pods } from "../condition-case.ts";

/** No number, and nothing: neither fires. */
export const nothingCases: readonly ConditionCase[] = [
  {
    name: "NaN is not above",
    series: pods("case_nan_above", { a: Number.NaN, b: 2 }),
    condition: { all: [above("case_nan_above", 1)] },
    filtering: "case_nan_above > 1",
    fires: fired({ b: 2 }),
  },
  {
    name: "NaN is not below",
    series: pods("case_nan_below", { a: Number.NaN }),
    condition: { all: [below("case_nan_below", 1)] },
    filtering: "case_nan_below < 1",
    fires: [],
  },
  {
    name: "NaN is not between",
    series: pods("case_nan_between", { a: Number.NaN }),
    condition: { all: [between("case_nan_between", -1, 1)] },
    filtering: "case_nan_between > -1 < 1",
    fires: [],
  },
  {
    name: "NaN is not outside",
    series: pods("case_nan_outside", { a: Number.NaN }),
    condition: { all: [outside("case_nan_outside", -1, 1)] },
    filtering: "case_nan_outside < -1 or case_nan_outside > 1",
    fires: [],
  },
  {
    name: "nothing of nothing is NaN",
    series: pods("case_nan_ratio", { a: 0 }),
    condition: { all: [above("case_nan_ratio / case_nan_ratio", 0)] },
    filtering: "case_nan_ratio / case_nan_ratio > 0",
    fires: [],
  },
  {
    name: "no data is not above",
    series: {},
    condition: { all: [above("case_nothing_above", 0)] },
    filtering: "case_nothing_above > 0",
    fires: [],
  },
  {
    name: "no data is not below",
    series: {},
    condition: { all: [below("case_nothing_below", 1)] },
    filtering: "case_nothing_below < 1",
    fires: [],
  },
  {
    name: "no data is not outside",
    series: {},
    condition: { all: [outside("case_nothing_outside", 1, 2)] },
    filtering: "case_nothing_outside < 1 or case_nothing_outside > 2",
    fires: [],
  },
];

/** What is not there fires, with the labels that the selector fixes. */
export const absentCases: readonly ConditionCase[] = [
  {
    name: "absent: nothing is there",
    series: {},
    condition: { absent: 'case_absent{job="a",pod=~"b|c"}' },
    filtering: 'absent(case_absent{job="a",pod=~"b|c"})',
    fires: [{ labels: { job: "a" }, value: 1 }],
  },
  {
    name: "absent: another one is there",
    series: pods("case_absent_other", { b: 1 }),
    condition: { absent: 'case_absent_other{pod="a"}' },
    filtering: 'absent(case_absent_other{pod="a"})',
    fires: [{ labels: { pod: "a" }, value: 1 }],
  },
  {
    name: "absent: 0 is there",
    series: pods("case_absent_zero", { a: 0 }),
    condition: { absent: 'case_absent_zero{pod="a"}' },
    filtering: 'absent(case_absent_zero{pod="a"})',
    fires: [],
  },
  {
    name: "absent: NaN is there",
    series: pods("case_absent_nan", { a: Number.NaN }),
    condition: { absent: "case_absent_nan" },
    filtering: "absent(case_absent_nan)",
    fires: [],
  },
];
