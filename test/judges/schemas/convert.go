package main

import (
	"maps"
	"slices"
	"strings"
)

// schema is a JSON Schema node; the documents are too irregular for a struct to pay.
type schema = map[string]any

const (
	refPrefix = "#/components/schemas/"
	// nullable marks the variant of a definition that an optional property refers to: the API server takes
	// null there for "not set".
	nullable = "-or-null"
)

// scalars are the types whose OpenAPI shape says less than the API server demands.
var scalars = map[string]schema{
	"io.k8s.apimachinery.pkg.util.intstr.IntOrString": {"type": []any{"integer", "string"}},
	// The grammar is in the doc comment of resource.Quantity.
	"io.k8s.apimachinery.pkg.api.resource.Quantity": {
		"type":    []any{"string", "number"},
		"pattern": `^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$`,
	},
}

// converter collects the definitions that a kind reaches.
type converter struct {
	source      map[string]schema
	definitions schema
}

// node converts one OpenAPI node: known properties only, formats as limits, descriptions and defaults dropped.
func (c converter) node(in schema) schema {
	if name, ok := reference(in); ok {
		return c.refer(name)
	}
	out := schema{}
	for _, key := range []string{"type", "enum", "required"} {
		if value, ok := in[key]; ok {
			out[key] = value
		}
	}
	switch in["format"] {
	case "int32":
		out["minimum"], out["maximum"] = -1<<31, 1<<31-1
	case "byte":
		out["pattern"] = `^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$`
	case "date-time":
		out["format"] = "date-time"
	}
	if items, ok := in["items"].(schema); ok {
		out["items"] = c.node(items)
	}
	if values, ok := in["additionalProperties"].(schema); ok {
		out["additionalProperties"] = c.node(values)
	}
	if properties, ok := in["properties"].(schema); ok {
		out["properties"] = c.properties(properties, list(in["required"]))
		if _, open := out["additionalProperties"]; !open {
			out["additionalProperties"] = false
		}
	}
	return out
}

func (c converter) properties(in schema, required []any) schema {
	out := schema{}
	for name, property := range in {
		converted := c.node(property.(schema))
		if !slices.Contains(required, any(name)) {
			converted = c.orNull(converted)
		}
		out[name] = converted
	}
	return out
}

// refer adds the definition, once, and returns a reference to it.
func (c converter) refer(name string) schema {
	if _, done := c.definitions[name]; !done {
		c.definitions[name] = schema{} // a place holder, so that a recursive type ends
		if scalar, ok := scalars[name]; ok {
			c.definitions[name] = scalar
		} else {
			c.definitions[name] = c.node(c.source[name])
		}
	}
	return schema{"$ref": "#/definitions/" + name}
}

// orNull is the node with null allowed. A reference goes to a variant of its definition, since an anyOf with null
// would bury the real error under "anyOf failed".
func (c converter) orNull(node schema) schema {
	if target, ok := node["$ref"].(string); ok {
		c.definitions[strings.TrimPrefix(target, "#/definitions/")+nullable] = nil
		return schema{"$ref": target + nullable}
	}
	out := maps.Clone(node)
	switch types := node["type"].(type) {
	case string:
		out["type"] = []any{types, "null"}
	case []any:
		out["type"] = append(list(types), "null")
	}
	if values, ok := node["enum"]; ok {
		out["enum"] = append(list(values), nil)
	}
	return out
}

// fillNullable makes the variants that orNull referred to, once every definition is complete.
func (c converter) fillNullable() {
	for name, definition := range c.definitions {
		if definition == nil {
			c.definitions[name] = c.orNull(c.definitions[strings.TrimSuffix(name, nullable)].(schema))
		}
	}
}

// reference returns the definition that a node stands for: a bare $ref, or one wrapped in allOf to carry a
// description.
func reference(node schema) (string, bool) {
	if all, ok := node["allOf"].([]any); ok && len(all) == 1 {
		node, _ = all[0].(schema)
	}
	target, ok := node["$ref"].(string)
	return strings.TrimPrefix(target, refPrefix), ok
}

// list is a copy of a JSON array; nothing is an empty one.
func list(value any) []any {
	items, _ := value.([]any)
	return slices.Clone(items)
}
