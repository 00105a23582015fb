const STATE = "kube-state-metrics: the state of a cluster's objects";
const NODE = "node-exporter: on Docker the machine is the user's own";
const CADVISOR = "the cAdvisor in the kubelet";
const KUBELET = "the kubelet: its pods and volumes";
const AGENT = "the agent, which reads the logs of a node's pods";
const CERT_MANAGER = "cert-manager, which runs on Kubernetes alone";

/**
 * Panels that a stack on Docker does not have: `<dashboard> → <panel>` → what they need. They are asked of a cluster of
 * recorded exporters; every other panel is asked of the demo and its stack.
 */
export const NEEDS_KUBERNETES: Readonly<Record<string, string>> = {
  "infrastructure-health → Unready nodes": STATE,
  "infrastructure-health → Pods not well": STATE,
  "infrastructure-health → Restarts": STATE,
  "infrastructure-health → CPU in use": NODE,
  "infrastructure-health → Memory in use": NODE,
  "infrastructure-health → Fullest storage": NODE,
  "infrastructure-health → CPU by container": CADVISOR,
  "infrastructure-health → Memory by container": CADVISOR,
  "infrastructure-health → CPU by node": NODE,
  "infrastructure-health → Memory by node": NODE,
  "infrastructure-health → Disks by node": NODE,
  "infrastructure-health → Pods and workloads that are not well": STATE,
  "infrastructure-health → Restarts by container": STATE,
  "infrastructure-health → Containers against their requests and limits": CADVISOR,
  "infrastructure-health → CPU throttling": CADVISOR,
  "infrastructure-health → Killed for lack of memory": CADVISOR,
  "infrastructure-health → Nodes": STATE,
  "infrastructure-health → Load for each processor": NODE,
  "infrastructure-health → Requests by node": STATE,
  "infrastructure-health → Network received by pod": CADVISOR,
  "infrastructure-health → Network sent by pod": CADVISOR,
  "infrastructure-health → Network received by node": NODE,
  "infrastructure-health → Network sent by node": NODE,
  "infrastructure-health → Packets lost by node": NODE,
  "infrastructure-health → Volumes": KUBELET,
  "infrastructure-health → When volumes are full": KUBELET,
  "infrastructure-health → Disk reads": NODE,
  "infrastructure-health → Disk writes": NODE,
  "infrastructure-health → Certificates": CERT_MANAGER,
  "observability-stack → Storage, days": KUBELET,
  "observability-stack → Days of storage by volume": KUBELET,
  "observability-stack → Lines read by node": AGENT,
  "observability-stack → CPU of the stack": CADVISOR,
  "observability-stack → Memory of the stack": CADVISOR,
  "hub-usage → CPU by user": CADVISOR,
  "hub-usage → Memory by user": CADVISOR,
  "hub-usage → CPU of all users": CADVISOR,
  "hub-usage → Memory of all users": CADVISOR,
  "hub-usage → Users' servers": CADVISOR,
  "hub-usage → Nodes with users' servers": STATE,
  "hub-usage → How full those nodes are": STATE,
};
