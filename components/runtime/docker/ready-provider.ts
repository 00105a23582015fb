import type * as pulumi from "@pulumi/pulumi";

/** What the provider is given, and what Pulumi keeps of it. */
export interface ReadyState {
  readonly url: string;
  /** How long to wait. */
  readonly seconds: number;
  readonly containerName: string;
  readonly containerId: string;
}

/**
 * Waits until a URL answers with 2xx or 3xx. Pulumi keeps the text of these functions in the state, and runs it in a
 * process of its own.
 */
export function readyProvider(pauseMs = 500) {
  return {
    create: async (inputs: ReadyState): Promise<pulumi.dynamic.CreateResult> => {
      const { containerId, containerName, seconds, url } = inputs;
      const end = Date.now() + seconds * 1000;
      let last = "";
      while (Date.now() < end) {
        try {
          const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(5000) });
          if (ok) return { id: containerId, outs: inputs };
          last = `answers ${status}`;
        } catch (error) {
          const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
          last = cause?.code ?? message;
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      const text = `${containerName} is not ready after ${seconds} s (${url}: ${last}). See: docker logs ${containerName}`;
      throw new Error(text);
    },

    /** Another container is waited for anew; another text of this provider is no reason to wait. */
    diff: async (_id: string, olds: ReadyState, news: ReadyState): Promise<pulumi.dynamic.DiffResult> => {
      const replaces = (["containerId", "url"] as const).filter((key) => olds[key] !== news[key]);
      return { changes: replaces.length > 0, replaces };
    },
  };
}
