package dev.curfew.lane;

import dev.curfew.process.Command;
import dev.curfew.sandbox.AttachedSandbox;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.KubernetesSandbox;
import dev.curfew.sandbox.PrefixSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SlurmSandbox;
import dev.curfew.sandbox.SshSandbox;
import dev.curfew.session.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates the entrances of sandboxes. */
final class Entrances {

    private Entrances() {}

    /** {@return a new entrance, for one scope} */
    static Entrance to(Sandbox sandbox) {
        if (sandbox instanceof ContainerSandbox container) {
            return new ContainerEntrance(container);
        }
        if (sandbox instanceof AttachedSandbox attached) {
            return new ToContainer(new Engine(attached.engine()), attached.container());
        }
        if (sandbox instanceof SshSandbox host) {
            return new SshEntrance(host);
        }
        if (sandbox instanceof KubernetesSandbox pod) {
            return new ToPod(pod.options(), pod.parts());
        }
        if (sandbox instanceof SlurmSandbox job) {
            return new SlurmEntrance(job);
        }
        if (sandbox instanceof PrefixSandbox place) {
            return new ByPrefix(place.prefix());
        }
        throw new IllegalArgumentException("No program leads to " + sandbox);
    }

    /** An existing container. */
    private record ToContainer(Engine engine, String container) implements Entrance {

        @Override
        public Command control(List<String> argv) {
            return engine.enter(container, argv);
        }

        @Override
        public Command lane(List<String> argv, boolean terminal) {
            return engine.lane(container, argv, terminal);
        }

        @Override
        public boolean waitsForKnock(boolean terminal) {
            return terminal;
        }

        @Override
        public boolean isProvenGone() {
            return engine.isGone(container);
        }

        /** The engine notices the end of its clients. */
        @Override
        public Duration lease() {
            return Duration.ZERO;
        }

        @Override
        public String advice(String said) {
            return engine.advice(said);
        }
    }

    /**
     * An existing pod. Up to version 1.32 at least, {@code kubectl} discards what arrives before it has created all of
     * its streams, and sends nothing before that.
     */
    private record ToPod(List<String> options, List<String> parts) implements Entrance {

        @Override
        public Command control(List<String> argv) {
            return exec(argv, "-i");
        }

        @Override
        public Command lane(List<String> argv, boolean terminal) {
            List<String> words = new ArrayList<>(AFTER_KNOCK);
            words.addAll(argv);
            return exec(words, terminal ? "-it" : "-i");
        }

        @Override
        public boolean waitsForKnock(boolean terminal) {
            return true;
        }

        private Command exec(List<String> argv, String streams) {
            List<String> words = new ArrayList<>(options);
            words.addAll(List.of("exec", streams));
            if (parts.size() > 1) {
                words.addAll(List.of("--namespace", parts.get(0)));
            }
            if (parts.size() > 2) {
                words.addAll(List.of("--container", parts.get(2)));
            }
            words.addAll(List.of(parts.get(Math.min(1, parts.size() - 1)), "--"));
            words.addAll(argv);
            return Command.of("kubectl", words.toArray(String[]::new));
        }

        @Override
        public String advice(String said) {
            return "try kubectl get pod, and the command above by hand with the word true behind it";
        }
    }

    /** Any other place that is entered by a fixed command prefix. */
    private record ByPrefix(List<String> prefix) implements Entrance {

        @Override
        public Command control(List<String> argv) {
            List<String> all = new ArrayList<>(prefix);
            all.addAll(argv);
            return Command.of(all.get(0), all.subList(1, all.size()).toArray(String[]::new));
        }

        @Override
        public Command lane(List<String> argv, boolean terminal) {
            return control(argv);
        }

        /** Here even the warden is a process of this machine, and ends with all others when this JVM is killed. */
        @Override
        public Optional<Command> pruning(String folder) {
            return Optional.of(control(List.of(folder + "/guard", "prune", folder)));
        }

        @Override
        public Optional<Path> home() {
            return Optional.of(Session.current().folder());
        }

        @Override
        public String advice(String said) {
            return "try the command above by hand with the word true behind it";
        }
    }
}
