/** What is to be done when our process ends before the tests could do it. */
const last = new Set<() => void>();
const SIGNALS = ["SIGHUP", "SIGINT", "SIGTERM"] as const;

/** Calls `action` when our process ends, however it does but for being killed. Returns what undoes that. */
export function whenWeEnd(action: () => void): () => void {
  if (last.size === 0) {
    process.once("exit", callAll);
    for (const signal of SIGNALS) process.once(signal, signalled);
  }
  last.add(action);
  return () => {
    last.delete(action);
    if (last.size > 0) return;
    process.off("exit", callAll);
    for (const signal of SIGNALS) process.off(signal, signalled);
  };
}

function callAll(): void {
  for (const action of last) action();
}

function signalled(signal: NodeJS.Signals): void {
  callAll();
  process.kill(process.pid, signal); // `once`: this time it does to us what it would have done
}
