import { hostname } from "node:os";
import {
  detectResources,
  envDetector,
  type Resource,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { type LoggerName, NAMESPACE, VERSION } from "../names.ts";

/**
 * Who sends. OTEL_RESOURCE_ATTRIBUTES may add to it, such as where on Kubernetes it runs, and may set another namespace;
 * the services' names stay, or one could not tell them apart.
 */
export function resourceOf(service: LoggerName): Resource {
  return resourceFromAttributes({ "service.namespace": NAMESPACE, "service.version": VERSION })
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ "service.name": service, "service.instance.id": hostname() }));
}
