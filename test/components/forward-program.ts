import { forwardToGrafana } from "../../components/grafana/forward.ts";

/** A program that forwards and then has nothing to do but to wait for the end of its input. */
const [port] = process.argv.slice(2);
try {
  const url = await forwardToGrafana({
    localPort: Number(port),
    namespace: "watch",
    labels: { app: "grafana" },
    podPort: 3000,
  });
  console.log(url);
} catch (error) {
  console.log(`${(error as Error).name}: ${(error as Error).message}`);
}
process.stdin.resume();
