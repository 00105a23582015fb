// Command schemas turns the OpenAPI documents of a Kubernetes release into what the manifest judges read offline:
//
//	<out>/kubeconform/v<version>-standalone-strict/<kind>[-<group>]-<version>.json   one JSON Schema a kind
//	<out>/openapi/api/<version>.json, <out>/openapi/apis/<group>/<version>.json      the documents, renamed
//	<out>/version                                                                    the release, such as 1.36.3
//
// The first layout is the one kubeconform's -schema-location expects, the second the one kubectl-validate's
// --local-schemas expects.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	// Keeps the module whose documents are read in go.mod; this package of it imports nothing.
	_ "k8s.io/kubernetes/pkg/util/slice"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("schemas: ")
	from := flag.String("from", "", "folder of the release's api/openapi-spec/v3")
	version := flag.String("version", "", "the release, such as 1.36.3")
	out := flag.String("out", "", "folder to write")
	flag.Parse()
	if *from == "" || *version == "" || *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	kinds, err := run(*from, strings.TrimPrefix(*version, "v"), *out)
	if err != nil {
		log.Fatal(err)
	}
	if kinds == 0 {
		log.Fatalf("no kind found in %s", *from)
	}
}

// run reads every group-version document in from and writes the three outputs; it returns how many kinds it wrote.
func run(from, version, out string) (int, error) {
	core, err := filepath.Glob(filepath.Join(from, "api__*_openapi.json"))
	if err != nil {
		return 0, err
	}
	named, err := filepath.Glob(filepath.Join(from, "apis__*__*_openapi.json"))
	if err != nil {
		return 0, err
	}
	kinds := 0
	for _, path := range append(core, named...) {
		content, err := os.ReadFile(path)
		if err != nil {
			return 0, err
		}
		root, group, groupVersion := parts(filepath.Base(path))
		if err := write(filepath.Join(out, "openapi", root, group, groupVersion+".json"), content); err != nil {
			return 0, err
		}
		var document openAPI
		if err := json.Unmarshal(content, &document); err != nil {
			return 0, fmt.Errorf("%s: %w", path, err)
		}
		for name, schema := range document.kindSchemas(group, groupVersion) {
			content, err := json.Marshal(schema)
			if err != nil {
				return 0, err
			}
			folder := "v" + version + "-standalone-strict"
			if err := write(filepath.Join(out, "kubeconform", folder, name+".json"), content); err != nil {
				return 0, err
			}
			kinds++
		}
	}
	return kinds, write(filepath.Join(out, "version"), []byte(version+"\n"))
}

// parts reads a document's file name: "apis__apps__v1_openapi.json" is ("apis", "apps", "v1"), and
// "api__v1_openapi.json", the core group, is ("api", "", "v1").
func parts(file string) (root, group, version string) {
	names := strings.Split(strings.TrimSuffix(file, "_openapi.json"), "__")
	if len(names) == 2 {
		return names[0], "", names[1]
	}
	return names[0], names[1], names[2]
}

func write(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o644)
}
