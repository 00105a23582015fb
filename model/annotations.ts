/** Tag of the annotations that deployments leave; every dashboard shows them. */
export const DEPLOYMENT_TAG = "deployment";
