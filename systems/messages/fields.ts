/** The first alert's: a link needs one URL, whatever the size of the group. */
export const DASHBOARD = "{{ (index .Alerts 0).Annotations.dashboard_url }}";
export const RUNBOOK = "{{ (index .Alerts 0).Annotations.runbook_url }}";

/** Whence an event comes, which PagerDuty demands. */
export const SOURCE = "{{ with .CommonLabels.cluster }}{{ . }}{{ else }}Lookout{{ end }}";

/** What PagerDuty calls how bad it is. */
export const PAGERDUTY_SEVERITY =
  '{{ if eq .CommonLabels.severity "page" }}critical{{ else if eq .CommonLabels.severity "ticket" }}warning{{ else }}info{{ end }}';

/** Of the bar beside Slack's message. */
export const SLACK_COLOR =
  '{{ if ne .Status "firing" }}good{{ else if eq .CommonLabels.severity "page" }}danger{{ else }}warning{{ end }}';

export const TEAM = "{{ .CommonLabels.team }}";
export const ENVIRONMENT = "{{ .CommonLabels.environment }}";
