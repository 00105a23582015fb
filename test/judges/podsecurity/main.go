// Command podsecurity evaluates the Pod templates of manifest files with the checks that the API server's Pod Security
// admission runs, at its latest version.
//
//	podsecurity [-level restricted|baseline|privileged] [-namespace name] file-or-folder...
//
// It prints one line a violation, "file: Kind namespace/name: reason: detail", then how many templates it evaluated.
// Exit status: 0 when all pass, 1 when any violates, 2 when it could not judge (bad flags, unreadable manifests, or no
// template at all: a filter that matches nothing must not look like a pass).
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
)

func main() {
	level := flag.String("level", string(api.LevelRestricted), "restricted, baseline or privileged")
	namespace := flag.String("namespace", "", "judge only the templates of this namespace")
	flag.Parse()
	evaluated, violations, err := run(*level, *namespace, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "podsecurity:", err)
		os.Exit(2)
	}
	for _, violation := range violations {
		fmt.Println(violation)
	}
	fmt.Printf("%d pod templates evaluated at level %s, %d violations\n", evaluated, *level, len(violations))
	if len(violations) > 0 {
		os.Exit(1)
	}
}

// run returns how many templates it evaluated and a line for each violation.
func run(levelName, namespace string, paths []string) (evaluated int, violations []string, err error) {
	level, err := api.ParseLevel(levelName)
	if err != nil {
		return 0, nil, err
	}
	evaluator, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return 0, nil, err
	}
	files, err := manifests(paths)
	if err != nil {
		return 0, nil, err
	}
	for _, file := range files {
		templates, err := readTemplates(file)
		if err != nil {
			return 0, nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, template := range templates {
			if namespace != "" && template.namespace != namespace {
				continue
			}
			evaluated++
			lv := api.LevelVersion{Level: level, Version: api.LatestVersion()}
			for _, result := range evaluator.EvaluatePod(lv, &template.pod.ObjectMeta, &template.pod.Spec) {
				if !result.Allowed {
					violations = append(violations, fmt.Sprintf("%s: %s: %s: %s",
						file, template.owner(), result.ForbiddenReason, result.ForbiddenDetail))
				}
			}
		}
	}
	if evaluated == 0 {
		return 0, nil, errors.New("no pod template found in the given files")
	}
	return evaluated, violations, nil
}

// manifests lists the given files, and the YAML and JSON files under the given folders.
func manifests(paths []string) ([]string, error) {
	if len(paths) == 0 {
		return nil, errors.New("no file or folder given")
	}
	var files []string
	for _, path := range paths {
		err := filepath.WalkDir(path, func(each string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			switch filepath.Ext(each) {
			case ".yaml", ".yml", ".json":
				files = append(files, each)
			default:
				if each == path {
					files = append(files, each)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}
