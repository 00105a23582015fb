package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// podTemplate is a Pod, or the template of Pods, of one manifest.
type podTemplate struct {
	kind, namespace, name string
	pod                   corev1.PodTemplateSpec
}

func (t podTemplate) owner() string {
	if t.namespace == "" {
		return t.kind + " " + t.name
	}
	return t.kind + " " + t.namespace + "/" + t.name
}

// readTemplates returns the templates of every document of a file; documents of other kinds are passed over.
func readTemplates(file string) ([]podTemplate, error) {
	input, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer input.Close()
	var templates []podTemplate
	documents := utilyaml.NewYAMLReader(bufio.NewReader(input))
	for {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return templates, nil
		}
		if err != nil {
			return nil, err
		}
		found, err := templatesOf(document)
		if err != nil {
			return nil, err
		}
		templates = append(templates, found...)
	}
}

// templatesOf looks where each workload kind keeps its template; a List is opened.
func templatesOf(document []byte) ([]podTemplate, error) {
	var object struct {
		metav1.TypeMeta   `json:",inline"`
		metav1.ObjectMeta `json:"metadata"`
	}
	if err := yaml.Unmarshal(document, &object); err != nil {
		return nil, err
	}
	found := podTemplate{kind: object.Kind, namespace: object.Namespace, name: object.Name}
	var err error
	switch object.Kind {
	case "Pod":
		err = yaml.Unmarshal(document, &found.pod)
	case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job":
		var workload struct {
			Spec struct {
				Template corev1.PodTemplateSpec `json:"template"`
			} `json:"spec"`
		}
		err = yaml.Unmarshal(document, &workload)
		found.pod = workload.Spec.Template
	case "CronJob":
		var workload struct {
			Spec struct {
				JobTemplate struct {
					Spec struct {
						Template corev1.PodTemplateSpec `json:"template"`
					} `json:"spec"`
				} `json:"jobTemplate"`
			} `json:"spec"`
		}
		err = yaml.Unmarshal(document, &workload)
		found.pod = workload.Spec.JobTemplate.Spec.Template
	case "List":
		return templatesOfList(document)
	default:
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", found.owner(), err)
	}
	return []podTemplate{found}, nil
}

func templatesOfList(document []byte) ([]podTemplate, error) {
	var list struct {
		Items []map[string]any `json:"items"`
	}
	if err := yaml.Unmarshal(document, &list); err != nil {
		return nil, err
	}
	var templates []podTemplate
	for _, item := range list.Items {
		content, err := yaml.Marshal(item)
		if err != nil {
			return nil, err
		}
		found, err := templatesOf(content)
		if err != nil {
			return nil, err
		}
		templates = append(templates, found...)
	}
	return templates, nil
}
