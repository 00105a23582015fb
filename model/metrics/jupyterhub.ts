import { type Family, histogram, metric } from "./family.ts";

/**
 * JupyterHub, which is the user's: 3.1 to 5.5, and 6.0 of which only a beta is out. Their prefix is `jupyterhub`
 * unless the environment's JUPYTERHUB_METRICS_PREFIX says otherwise; before 1.3 there was none, which is not
 * supported here.
 *
 * `status` of a spawn is "success", "failure", "already-pending", "throttled" or "too-many-users" up to 5.5. From 6.0
 * on it is "success", "failure" (refused) or "error", and `reason` tells refusals apart. `period` of active users is
 * "24h", "7d" or "30d", counted once an hour.
 *
 * Source: https://github.com/jupyterhub/jupyterhub/blob/5.5.1/jupyterhub/metrics.py and the same file at 6.0.0b2,
 * which adds logins, logouts and reports of the content security policy.
 */
export const JUPYTERHUB: readonly Family[] = [
  metric("jupyterhub_active_users", "period"),
  histogram("jupyterhub_check_routes_duration_seconds"),
  metric("jupyterhub_csp_reports_total"),
  histogram("jupyterhub_event_loop_interval_seconds"),
  histogram("jupyterhub_hub_startup_duration_seconds"),
  histogram("jupyterhub_init_spawners_duration_seconds"),
  histogram("jupyterhub_login_duration_seconds", "status"),
  histogram("jupyterhub_logout_duration_seconds"),
  histogram("jupyterhub_proxy_add_duration_seconds", "status"),
  histogram("jupyterhub_proxy_delete_duration_seconds", "status"),
  histogram("jupyterhub_proxy_poll_duration_seconds"),
  histogram("jupyterhub_request_duration_seconds", "method", "handler", "code"),
  metric("jupyterhub_running_servers"),
  histogram("jupyterhub_server_poll_duration_seconds", "status"),
  histogram("jupyterhub_server_spawn_duration_seconds", "status", "reason"),
  histogram("jupyterhub_server_stop_seconds", "status"),
  metric("jupyterhub_total_users"),
];
