const { reporters, Runner } = require("mocha");

/** Mocha's own report, closed by one plain line for those who read only that. */
module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      // After the summary, which Spec prints at the same event.
      const { failures, passes, pending } = this.stats;
      const skipped = pending > 0 ? `, ${pending} skipped` : "";
      console.log(`${passes} passed, ${failures} failed${skipped}`);
    });
  }
};
