package dev.curfew.sandbox;

import dev.curfew.process.Command;
import java.util.ArrayList;
import java.util.List;

/**
 * Enters an existing pod. Up to version 1.32 at least, {@code kubectl} discards what arrives before it has created all
 * of its streams, and sends nothing before that.
 */
record KubernetesDriver(KubernetesSandbox pod) implements SandboxDriver {

    @Override
    public Command open(List<String> argv) {
        return kubectl(argv, "-i");
    }

    @Override
    public Command exec(List<String> argv, boolean terminal) {
        return kubectl(argv, terminal ? "-it" : "-i");
    }

    @Override
    public boolean waitsForLine(boolean terminal) {
        return true;
    }

    private Command kubectl(List<String> argv, String streams) {
        List<String> parts = pod.parts();
        List<String> words = new ArrayList<>(List.of("kubectl"));
        words.addAll(pod.options());
        words.addAll(List.of("exec", streams));
        if (parts.size() > 1) {
            words.addAll(List.of("--namespace", parts.get(0)));
        }
        if (parts.size() > 2) {
            words.addAll(List.of("--container", parts.get(2)));
        }
        words.addAll(List.of(parts.get(Math.min(1, parts.size() - 1)), "--"));
        words.addAll(argv);
        return Command.of(words);
    }

    @Override
    public List<Advice> advice() {
        return List.of(new Advice("", "try kubectl get pod, and run the command above by hand with \"true\" appended"));
    }
}
