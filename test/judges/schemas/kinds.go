package main

import "strings"

// openAPI is the part of an OpenAPI v3 document that is read.
type openAPI struct {
	Components struct {
		Schemas map[string]schema `json:"schemas"`
	} `json:"components"`
}

// kindSchemas returns a self-contained strict JSON Schema for every kind of the group and version, by kubeconform's
// file name. The core group is "".
func (document openAPI) kindSchemas(group, version string) map[string]schema {
	apiVersion, suffix := group+"/"+version, "-"+strings.Split(group, ".")[0]+"-"+version
	if group == "" {
		apiVersion, suffix = version, "-"+version
	}
	kinds := map[string]schema{}
	for _, definition := range document.Components.Schemas {
		kind, ok := kindOf(definition, group, version)
		if !ok {
			continue
		}
		c := converter{source: document.Components.Schemas, definitions: schema{}}
		root := c.node(definition)
		c.fillNullable()
		root["required"] = append(list(root["required"]), "apiVersion", "kind")
		properties := root["properties"].(schema)
		properties["apiVersion"] = schema{"enum": []any{apiVersion}}
		properties["kind"] = schema{"enum": []any{kind}}
		root["definitions"] = c.definitions
		kinds[strings.ToLower(kind)+suffix] = root
	}
	return kinds
}

// kindOf returns the kind that a definition is in the group and version, if it is that and nothing else: shared types,
// such as DeleteOptions, are listed as a kind of every group.
func kindOf(definition schema, group, version string) (string, bool) {
	kinds, _ := definition["x-kubernetes-group-version-kind"].([]any)
	if len(kinds) != 1 {
		return "", false
	}
	only := kinds[0].(schema)
	kind, ok := only["kind"].(string)
	return kind, ok && only["group"] == group && only["version"] == version
}
