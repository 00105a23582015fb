#!/usr/bin/env node
import { told } from "./call/told.ts";
import { becomeCli } from "./pulumi/run.ts";

// The Pulumi CLI with the pinned Node in front of the path: `npm run pulumi -- up --stack staging`. It is also
// `node_modules/.bin/pulumi` (see link-pulumi.ts).
try {
  process.exitCode = await becomeCli(process.argv.slice(2), process.env);
} catch (error) {
  process.exitCode = told(error);
}
