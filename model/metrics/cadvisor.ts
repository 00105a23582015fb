import { type Family, metric } from "./family.ts";

/** The kubelet's own choice of labels, in place of cAdvisor's. */
const CONTAINER = ["id", "name", "image", "namespace", "pod", "container"];
const MACHINE = ["machine_id", "system_uuid", "boot_id"];

/** Of one container, or of a pod's network. */
function of(name: string, ...labels: readonly string[]): Family {
  return metric(name, ...CONTAINER, ...labels);
}

/**
 * What cAdvisor inside the kubelet says of containers (Kubernetes 1.36: cAdvisor 0.56.2).
 *
 * The scrape drops connections by state, `container_tasks_state`, `container_cpu_load_average_10s`,
 * `container_blkio_device_usage_total`, `container_memory_failures_total`, the disks' times, queues and sectors; and
 * every series without a container, but for the network's, which are a pod's, and the machine's.
 *
 * Not every container has all: `container_cpu_cfs_*` and the quota come with a limit of processors, pressure (from
 * Kubernetes 1.34 on) with cgroups 2, file systems with some runtimes only. No limit of memory is a limit of 0.
 *
 * Source: https://github.com/google/cadvisor/blob/v0.56.2/metrics/testdata/prometheus_metrics, of which the kubelet
 * has the kinds that its server names:
 * https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/server/server.go
 */
export const CADVISOR: readonly Family[] = [
  metric(
    "cadvisor_version_info",
    "kernelVersion",
    "osVersion",
    "dockerVersion",
    "cadvisorVersion",
    "cadvisorRevision",
  ),
  of("container_cpu_cfs_periods_total"),
  of("container_cpu_cfs_throttled_periods_total"),
  of("container_cpu_cfs_throttled_seconds_total"),
  of("container_cpu_system_seconds_total"),
  of("container_cpu_usage_seconds_total", "cpu"),
  of("container_cpu_user_seconds_total"),
  of("container_file_descriptors"),
  of("container_fs_inodes_free", "device"),
  of("container_fs_inodes_total", "device"),
  of("container_fs_limit_bytes", "device"),
  of("container_fs_reads_bytes_total", "device"),
  of("container_fs_reads_total", "device"),
  of("container_fs_usage_bytes", "device"),
  of("container_fs_writes_bytes_total", "device"),
  of("container_fs_writes_total", "device"),
  of("container_last_seen"),
  of("container_memory_cache"),
  of("container_memory_failcnt"),
  of("container_memory_kernel_usage"),
  of("container_memory_mapped_file"),
  of("container_memory_max_usage_bytes"),
  of("container_memory_rss"),
  of("container_memory_swap"),
  of("container_memory_total_active_file_bytes"),
  of("container_memory_total_inactive_file_bytes"),
  of("container_memory_usage_bytes"),
  of("container_memory_working_set_bytes"),
  of("container_network_receive_bytes_total", "interface"),
  of("container_network_receive_errors_total", "interface"),
  of("container_network_receive_packets_dropped_total", "interface"),
  of("container_network_receive_packets_total", "interface"),
  of("container_network_transmit_bytes_total", "interface"),
  of("container_network_transmit_errors_total", "interface"),
  of("container_network_transmit_packets_dropped_total", "interface"),
  of("container_network_transmit_packets_total", "interface"),
  of("container_oom_events_total"),
  of("container_pressure_cpu_stalled_seconds_total"),
  of("container_pressure_cpu_waiting_seconds_total"),
  of("container_pressure_io_stalled_seconds_total"),
  of("container_pressure_io_waiting_seconds_total"),
  of("container_pressure_memory_stalled_seconds_total"),
  of("container_pressure_memory_waiting_seconds_total"),
  of("container_processes"),
  metric("container_scrape_error"),
  of("container_sockets"),
  of("container_spec_cpu_period"),
  of("container_spec_cpu_quota"),
  of("container_spec_cpu_shares"),
  of("container_spec_memory_limit_bytes"),
  of("container_spec_memory_reservation_limit_bytes"),
  of("container_spec_memory_swap_limit_bytes"),
  of("container_start_time_seconds"),
  of("container_threads"),
  of("container_threads_max"),
  of("container_ulimits_soft", "ulimit"),
  metric("machine_cpu_cores", ...MACHINE),
  metric("machine_cpu_physical_cores", ...MACHINE),
  metric("machine_cpu_sockets", ...MACHINE),
  metric("machine_memory_bytes", ...MACHINE),
  metric("machine_scrape_error"),
  metric("machine_swap_bytes", ...MACHINE),
];
