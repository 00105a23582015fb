import { workflow } from "./workflow/workflow.ts";

const { status, text } = await workflow(process.argv.slice(2), process.env, console.error);
(status === 0 ? console.log : console.error)(text);
process.exitCode = status;
