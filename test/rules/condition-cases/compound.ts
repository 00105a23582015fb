import { above, below, between, type ConditionCase, fired, outside, pods } from "../condition-case.ts";

/** Several comparisons, of which the first one's number is the value. */
export const compoundCases: readonly ConditionCase[] = [
  {
    name: "two: both hold, or one, or the other is not there",
    series: {
      ...pods("case_two_first", { a: 5, b: 5, c: 1, d: 5 }),
      ...pods("case_two_second", { a: 1, b: 5, c: 1, e: 1 }),
    },
    condition: { all: [above("case_two_first", 4), below("case_two_second", 4)] },
    filtering: "case_two_first > 4 and case_two_second < 4",
    numbering: "case_two_first + sqrt((case_two_second < bool 4) - 1)",
    fires: fired({ a: 5 }),
  },
  {
    name: "two: the value is 0",
    series: { ...pods("case_two_zero_first", { a: 0 }), ...pods("case_two_zero_second", { a: 0 }) },
    condition: { all: [below("case_two_zero_first", 1), above("case_two_zero_second", -1)] },
    filtering: "case_two_zero_first < 1 and case_two_zero_second > -1",
    numbering: "case_two_zero_first + sqrt((case_two_zero_second > bool -1) - 1)",
    fires: fired({ a: 0 }),
  },
  {
    name: "two: NaN holds nothing, first or second",
    series: {
      ...pods("case_two_nan_first", { a: Number.NaN, b: 2, c: 2 }),
      ...pods("case_two_nan_second", { a: 2, b: Number.NaN, c: 2 }),
    },
    condition: { all: [above("case_two_nan_first", 1), above("case_two_nan_second", 1)] },
    filtering: "case_two_nan_first > 1 and case_two_nan_second > 1",
    numbering: "case_two_nan_first + sqrt((case_two_nan_second > bool 1) - 1)",
    fires: fired({ c: 2 }),
  },
  {
    name: "two: the second has no data at all",
    series: pods("case_two_alone_first", { a: 5 }),
    condition: { all: [above("case_two_alone_first", 4), above("case_two_alone_second", 0)] },
    filtering: "case_two_alone_first > 4 and case_two_alone_second > 0",
    numbering: "case_two_alone_first + sqrt((case_two_alone_second > bool 0) - 1)",
    fires: [],
  },
  {
    name: "three: all of them hold",
    series: {
      ...pods("case_three_first", { a: 7, b: 7, c: 7, d: 1 }),
      ...pods("case_three_second", { a: 1, b: 9, c: 1, d: 1 }),
      ...pods("case_three_third", { a: 3, b: 3, c: 9, d: 3 }),
    },
    condition: {
      all: [above("case_three_first", 4), below("case_three_second", 4), between("case_three_third", 2, 4)],
    },
    filtering: "case_three_first > 4 and case_three_second < 4 and case_three_third > 2 < 4",
    numbering:
      "case_three_first + sqrt((case_three_second < bool 4) * (case_three_third > bool 2) * (case_three_third < bool 4) - 1)",
    fires: fired({ a: 7 }),
  },
  {
    name: "outside first: the other one holds for both sides",
    series: {
      ...pods("case_outside_first", { a: 1, b: 9, c: 3, d: 1, e: 9 }),
      ...pods("case_outside_then", { a: 5, b: 5, c: 5, d: 0, e: 0 }),
    },
    condition: { all: [outside("case_outside_first", 2, 5), above("case_outside_then", 4)] },
    filtering: "(case_outside_first < 2 or case_outside_first > 5) and case_outside_then > 4",
    numbering: "case_outside_first + sqrt((case_outside_then > bool 4) - 1)",
    fires: fired({ a: 1, b: 9 }),
  },
  {
    name: "outside second: it holds on both sides",
    series: {
      ...pods("case_then_first", { a: 5, b: 5, c: 5, d: 1, e: 1 }),
      ...pods("case_then_outside", { a: 1, b: 9, c: 3, d: 1, e: 9 }),
    },
    condition: { all: [above("case_then_first", 4), outside("case_then_outside", 2, 5)] },
    filtering: "case_then_first > 4 and (case_then_outside < 2 or case_then_outside > 5)",
    numbering: "case_then_first + sqrt(((case_then_outside < bool 2) + (case_then_outside > bool 5)) - 1)",
    fires: fired({ a: 5, b: 5 }),
  },
];

/** Queries with operators of their own. */
export const queryCases: readonly ConditionCase[] = [
  {
    name: "a ratio needs no brackets",
    series: { ...pods("case_errors", { a: 1, b: 3 }), ...pods("case_requests", { a: 4, b: 4 }) },
    condition: { all: [above("case_errors / case_requests", 0.5)] },
    filtering: "case_errors / case_requests > 0.5",
    fires: fired({ b: 0.75 }),
  },
  {
    name: "a sum by a label that is called as an operator",
    series: { 'case_sum{or="a",pod="1"}': 2, 'case_sum{or="a",pod="2"}': 2, 'case_sum{or="b",pod="1"}': 2 },
    condition: { all: [above("sum by (or) (case_sum)", 3)] },
    filtering: "sum by (or) (case_sum) > 3",
    fires: [{ labels: { or: "a" }, value: 4 }],
  },
  {
    name: "operators inside strings, brackets and names are none",
    series: { 'case_or_and{pod="a or b > c"}': 5 },
    condition: { all: [above('max without () (case_or_and{pod="a or b > c"} and case_or_and)', 4)] },
    filtering: 'max without () (case_or_and{pod="a or b > c"} and case_or_and) > 4',
    fires: [{ labels: { pod: "a or b > c" }, value: 5 }],
  },
  {
    name: "either of two queries",
    series: { ...pods("case_either", { a: 5, b: 1 }), ...pods("case_or", { c: 5, d: 1 }) },
    condition: { all: [above("case_either or case_or", 4)] },
    filtering: "(case_either or case_or) > 4",
    fires: fired({ a: 5, c: 5 }),
  },
  {
    name: "one query where another is not",
    series: { ...pods("case_but", { a: 5, b: 5 }), ...pods("case_unless", { b: 1 }) },
    condition: { all: [between("case_but unless case_unless", 4, 6)] },
    filtering: "(case_but unless case_unless) > 4 < 6",
    fires: fired({ a: 5 }),
  },
  {
    name: "a comparison as a query",
    series: pods("case_compared", { a: 5, b: 3, c: 9 }),
    condition: { all: [below("case_compared > 4", 6)] },
    filtering: "(case_compared > 4) < 6",
    fires: fired({ a: 5 }),
  },
  {
    name: "a comparison that counts, of one side",
    series: { ...pods("case_count", { a: 5, b: 3 }), ...pods("case_limit", { a: 4, b: 4 }) },
    condition: { all: [above("case_count > bool case_limit", 0), above("case_count", 0)] },
    filtering: "(case_count > bool case_limit) > 0 and case_count > 0",
    numbering: "(case_count > bool case_limit) + sqrt((case_count > bool 0) - 1)",
    fires: fired({ a: 1 }),
  },
  {
    name: "a negative query",
    series: pods("case_negative", { a: 5, b: -5 }),
    condition: { all: [above("-case_negative", 4)] },
    filtering: "-case_negative > 4",
    fires: fired({ b: 5 }),
  },
];
