import type { AlertCase } from "../alert-case.ts";

const SCRAPED = 'job="cert-manager",namespace="cert-manager",pod="cert-manager-0",node="worker-1"';
const LABELS = `${SCRAPED},instance="10.0.0.9:9402",exported_namespace="shop",name="shop-tls",issuer_name="letsencrypt"`;
const EXPIRES = `certmanager_certificate_expiration_timestamp_seconds{${LABELS}}`;
const RENEWAL = `certmanager_certificate_renewal_timestamp_seconds{${LABELS}}`;
const ready = (condition: string) =>
  `certmanager_certificate_ready_status{${LABELS},condition="${condition}"}`;

const certificate = { namespace: "shop", name: "shop-tls" };

/** Alerts on cert-manager's certificates. Times are seconds since the first minute. */
export const certificateCases: readonly AlertCase[] = [
  {
    alert: "CertificateExpiring",
    fires: {
      // Overdue from minute 11 on; at minute 71, 1,195,740 seconds are left.
      series: { [EXPIRES]: "1200000x120", [RENEWAL]: "600x120" },
      atMinute: 71,
      labels: certificate,
      summary: "Certificate shop-tls in shop expires in 13d 20h 9m 0s",
      description:
        "cert-manager should have renewed the certificate by now and has not. In 13d 20h 9m 0s it expires, and whoever connects to what serves it is refused.",
    },
    quiet: {
      because: "it is renewed within the hour",
      series: { [EXPIRES]: "1200000x70 9000000x60", [RENEWAL]: "600x70 6000000x60" },
      untilMinute: 131,
    },
  },
  {
    alert: "CertificateExpiring",
    values: { alerts: { CertificateExpiring: { for: "5m", within: "1h" } } },
    fires: {
      // A job that honours labels; within the hour from minute 41 on.
      series: {
        'certmanager_certificate_expiration_timestamp_seconds{job="certs",namespace="shop",name="shop-tls"}':
          "6000x120",
        'certmanager_certificate_renewal_timestamp_seconds{job="certs",namespace="shop",name="shop-tls"}':
          "600x120",
      },
      atMinute: 46,
      labels: certificate,
      summary: "Certificate shop-tls in shop expires in 54m 0s",
      description:
        "cert-manager should have renewed the certificate by now and has not. In 54m 0s it expires, and whoever connects to what serves it is refused.",
    },
    quiet: {
      because: "it lives for an hour, and is renewed in time; another was never issued",
      series: {
        [EXPIRES]: "3600x39 6000x39 8400x39",
        [RENEWAL]: "2400x39 4800x39 7200x39",
        [EXPIRES.replace("shop-tls", "new-tls")]: "0x120",
        [RENEWAL.replace("shop-tls", "new-tls")]: "0x120",
      },
      untilMinute: 119,
    },
  },
  {
    alert: "CertificateNotReady",
    fires: {
      series: { [ready("True")]: "1x4 0x60", [ready("False")]: "0x4 1x60" },
      atMinute: 35,
      labels: certificate,
      summary: "Certificate shop-tls in shop is not ready",
      description:
        "cert-manager could not issue the certificate, or the certificate has expired. What should serve it has none that is valid, and whoever connects is refused.",
    },
    quiet: {
      because: "it took half an hour to be issued",
      series: { [ready("True")]: "0x29 1x60", [ready("False")]: "1x29 0x60" },
      untilMinute: 90,
    },
  },
];
