package dev.curfew.sandbox;

import dev.curfew.internal.Lists;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A container in an existing pod, in the cluster for which {@code kubectl} is configured.
 *
 * @param parts pod; namespace and pod; or namespace, pod and container
 * @param options global options of {@code kubectl}, placed before {@code exec}
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record KubernetesSandbox(List<String> parts, List<String> options) implements DrivenSandbox {

    private static final int MOST_PARTS = 3;

    /**
     * Check the names.
     *
     * @param parts pod; namespace and pod; or namespace, pod and container
     * @param options global options of {@code kubectl}
     */
    public KubernetesSandbox {
        parts = List.copyOf(parts);
        options = List.copyOf(options);
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException(
                    "pod must be [namespace/]pod, or namespace/pod/container: " + String.join("/", parts));
        }
        parts.forEach(part -> SandboxWords.name(part, "each part of the pod"));
    }

    static KubernetesSandbox of(String pod) {
        return new KubernetesSandbox(List.of(pod.split("/", -1)), List.of());
    }

    /**
     * {@return this sandbox with additional options}
     *
     * @param more global options of {@code kubectl}, such as {@code --context} or {@code --kubeconfig} and its value
     */
    public KubernetesSandbox withOptions(String... more) {
        return new KubernetesSandbox(parts, Lists.joined(options, List.of(more)));
    }

    @Override
    public SandboxDriver driver(SandboxDriver.Context context) {
        return new KubernetesDriver(this);
    }

    /** {@return its sandbox string, without options} */
    @Override
    public String toString() {
        return "kubernetes:" + String.join("/", parts);
    }
}
