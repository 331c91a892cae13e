package dev.curfew.sandbox;

import java.util.List;

/**
 * A container in a pod that somebody else made, in the cluster that {@code kubectl} is configured for.
 *
 * @param parts pod; namespace and pod; or namespace, pod and container
 * @since 0.1
 */
public record KubernetesSandbox(List<String> parts) implements Sandbox {

    private static final int MOST_PARTS = 3;

    /**
     * Check the names.
     *
     * @param parts pod; namespace and pod; or namespace, pod and container
     */
    public KubernetesSandbox {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "pod must be [namespace/]pod, or namespace/pod/container: " + String.join("/", parts));
        }
        parts.forEach(part -> SandboxWords.name(part, "each part of the pod"));
    }

    static KubernetesSandbox of(String pod) {
        return new KubernetesSandbox(List.of(pod.split("/", -1)));
    }

    /** {@return its one-word form} */
    @Override
    public String toString() {
        return "kubernetes:" + String.join("/", parts);
    }
}
