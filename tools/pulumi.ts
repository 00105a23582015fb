import { told } from "./call/told.ts";
import { runCli } from "./pulumi/run.ts";

// The Pulumi CLI with the pinned Node in front of the path: `npm run pulumi -- up --stack staging`.
try {
  const { status } = await runCli(process.argv.slice(2), process.env, "people");
  process.exitCode = status;
} catch (error) {
  process.exitCode = told(error);
}
