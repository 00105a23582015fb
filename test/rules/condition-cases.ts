import type { ConditionCase } from "./condition-case.ts";
import { compoundCases, queryCases } from "./condition-cases/compound.ts";
import { absentCases, nothingCases } from "./condition-cases/nothing.ts";
import { singleCases, zeroCases } from "./condition-cases/single.ts";

/** Every shape of condition, with what it must say whichever engine evaluates it. */
export const CONDITION_CASES: readonly ConditionCase[] = [
  ...singleCases,
  ...zeroCases,
  ...nothingCases,
  ...absentCases,
  ...compoundCases,
  ...queryCases,
];
