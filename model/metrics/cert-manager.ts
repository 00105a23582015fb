import { type Family, metric, summary } from "./family.ts";

/**
 * An object's own namespace, as it arrives: the job for annotated pods gives `namespace` to where cert-manager runs,
 * and Prometheus puts the other aside under this name.
 */
const OWN_NAMESPACE = "exported_namespace";

const CERTIFICATE = ["name", OWN_NAMESPACE, "issuer_name", "issuer_kind", "issuer_group"];
const REQUEST = ["scheme", "host", "method", "status"];

/**
 * cert-manager's controller, which is the user's: 1.18 to 1.21. Its chart annotates its pods for scraping. The times
 * of a certificate that was never issued are 0. Challenges and issuers are not in 1.18; requests have one more label,
 * `path` there and `action` in 1.21.
 * Source: https://github.com/cert-manager/cert-manager/tree/v1.21.2/internal/collectors and
 * https://github.com/cert-manager/cert-manager/blob/v1.21.2/pkg/metrics/metrics.go, the latter at v1.18.2 too.
 */
export const CERT_MANAGER: readonly Family[] = [
  metric(
    "certmanager_certificate_challenge_status",
    ...["status", "domain", "reason", "processing", "name", OWN_NAMESPACE, "type"],
  ),
  metric("certmanager_certificate_expiration_timestamp_seconds", ...CERTIFICATE),
  metric("certmanager_certificate_not_after_timestamp_seconds", ...CERTIFICATE),
  metric("certmanager_certificate_not_before_timestamp_seconds", ...CERTIFICATE),
  metric("certmanager_certificate_ready_status", ...CERTIFICATE, "condition"),
  metric("certmanager_certificate_renewal_timestamp_seconds", ...CERTIFICATE),
  metric("certmanager_clock_time_seconds"),
  metric("certmanager_clock_time_seconds_gauge"),
  metric("certmanager_clusterissuer_ready_status", "name", "condition"),
  metric("certmanager_controller_sync_call_count", "controller"),
  metric("certmanager_controller_sync_error_count", "controller"),
  metric("certmanager_http_acme_client_request_count", ...REQUEST),
  summary("certmanager_http_acme_client_request_duration_seconds", ...REQUEST),
  summary("certmanager_http_venafi_client_request_duration_seconds", "api_call"),
  metric("certmanager_issuer_ready_status", "name", OWN_NAMESPACE, "condition"),
];
