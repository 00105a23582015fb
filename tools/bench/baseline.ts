await import("@pulumi/pulumi");
