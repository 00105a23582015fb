/** Pulumi's state is process-wide, so runs are serial: no `parallel`. */
module.exports = {
  spec: ["test/**/*.test.ts"],
  require: ["./test/setup.ts"],
  reporter: "./test/reporter.cjs",
  timeout: 120_000,
  forbidOnly: true,
  // On a laptop a missing judge is a loud skip; nobody reads the skips of CI.
  forbidPending: process.env.CI === "true",
};
