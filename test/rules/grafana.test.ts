import { requireJudge } from "../judges/judge.ts";
import { sayTheSame } from "./grafana-cases.ts";
import { keepWhatWasSaid } from "./grafana-outage.ts";
import { grafanaAddress } from "./grafana-server.ts";
import { evaluateTheStack } from "./grafana-stack.ts";
import { changeAlike } from "./grafana-transitions.ts";

const address = grafanaAddress();
if (address === undefined)
  // No pending tests: under CI each would fail.
  console.warn(
    "NOT COMPARED: verdicts with a real Grafana's; set GRAFANA_TEST_URL to one on this machine that notifies nobody, GRAFANA_TEST_AUTH to its admin's user:password (admin:admin)",
  );
else
  describe("a real Grafana, beside a real Prometheus", function () {
    this.timeout(600_000);
    before(function () {
      requireJudge.call(this, "prometheus");
    });

    it("says the same of every shape of condition", () => sayTheSame(address));
    it("changes its mind when Prometheus does", () => changeAlike(address));
    it("keeps what it said while Prometheus is away", () => keepWhatWasSaid(address));
    it("evaluates every alert of a stack", () => evaluateTheStack(address));
  });
