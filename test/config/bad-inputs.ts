import type { BadInput } from "./bad-inputs/bad-input.ts";
import { ruleFiles } from "./bad-inputs/rule-files.ts";
import { rules } from "./bad-inputs/rules.ts";
import { secrets } from "./bad-inputs/secrets.ts";
import { several } from "./bad-inputs/several.ts";
import { shape } from "./bad-inputs/shape.ts";
import { types } from "./bad-inputs/types.ts";

/** Every wrong stack file that is tested, by what is wrong with it. */
export const BAD_INPUTS: Readonly<Record<string, readonly BadInput[]>> = {
  types,
  shape,
  rules,
  secrets,
  "rule files": ruleFiles,
  "several mistakes": several,
};
