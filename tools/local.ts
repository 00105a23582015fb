import { told } from "./call/told.ts";
import { pulumiCli } from "./local/cli.ts";
import { localState } from "./local/state.ts";

// Any command of Pulumi's for the stack on this machine: `npm run local -- stack output`.
try {
  const { status } = await pulumiCli(process.argv.slice(2), localState("."), process.env, true);
  process.exitCode = status;
} catch (error) {
  process.exitCode = told(error);
}
