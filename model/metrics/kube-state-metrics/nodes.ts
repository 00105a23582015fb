import { type Family, metric } from "../family.ts";

/**
 * Nodes and namespaces. The labels of `kube_node_labels` are those that `systems/kube-state-metrics` allows.
 * Observed: version 2.20.0 with Lookout's arguments, before an API server that had one of everything.
 */
export const NODES: readonly Family[] = [
  metric("kube_namespace_created", "namespace"),
  metric("kube_namespace_status_condition", "namespace", "condition", "status"),
  metric("kube_namespace_status_phase", "namespace", "phase"),
  metric("kube_node_created", "node"),
  metric("kube_node_deletion_timestamp", "node"),
  metric(
    "kube_node_info",
    "node",
    "kernel_version",
    "os_image",
    "container_runtime_version",
    "kubelet_version",
    "kubeproxy_version",
    "provider_id",
    "pod_cidr",
    "system_uuid",
    "internal_ip",
  ),
  metric(
    "kube_node_labels",
    "node",
    "label_node_kubernetes_io_instance_type",
    "label_topology_kubernetes_io_zone",
  ),
  metric("kube_node_role", "node", "role"),
  metric("kube_node_spec_pod_cidrs", "node", "pod_cidr"),
  metric("kube_node_spec_taint", "node", "key", "value", "effect"),
  metric("kube_node_spec_unschedulable", "node"),
  metric("kube_node_status_addresses", "node", "type", "address"),
  metric("kube_node_status_allocatable", "node", "resource", "unit"),
  metric("kube_node_status_capacity", "node", "resource", "unit"),
  metric("kube_node_status_condition", "node", "condition", "status"),
];
