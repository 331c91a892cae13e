package dev.curfew.benchmarks.harness;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One of the programs that are compared; each runs in a worker process of its own. */
public sealed interface Peer {

    /** {@return its name in the report} */
    String name();

    /**
     * {@return by what the number of its samples is divided, since it is slow; 1 for most}
     */
    int divisor();

    /**
     * {@return a peer on the JVM}
     *
     * @param name its name in the report
     * @param sampler makes the sampler, in the worker process
     * @param jvmOptions options for its worker, besides those of the plan
     */
    static Java java(String name, Supplier<Sampler> sampler, String... jvmOptions) {
        return new Java(name, 1, sampler, List.of(jvmOptions), Optional::empty);
    }

    /**
     * {@return the peer in C}
     *
     * @param name its name in the report
     * @param arguments the arguments of its worker
     */
    static Peer c(String name, String... arguments) {
        return new Program(name, 1, Program.Language.C, List.of(arguments));
    }

    /**
     * {@return a peer in Python}
     *
     * @param name its name in the report
     * @param divisor by what the number of its samples is divided
     * @param arguments the arguments of its worker
     */
    static Peer python(String name, int divisor, String... arguments) {
        return new Program(name, divisor, Program.Language.PYTHON, List.of(arguments));
    }

    /**
     * A peer on the JVM.
     *
     * @param name its name in the report
     * @param divisor by what the number of its samples is divided
     * @param sampler makes the sampler, in the worker process
     * @param jvmOptions options for its worker, besides those of the plan
     * @param obstacle says why it cannot be measured here; empty if it can
     */
    record Java(
            String name,
            int divisor,
            Supplier<Sampler> sampler,
            List<String> jvmOptions,
            Supplier<Optional<String>> obstacle)
            implements Peer {

        /**
         * {@return this peer, measured only where something is that it needs}
         *
         * @param missing says what is missing; empty if nothing is
         */
        public Java needing(Supplier<Optional<String>> missing) {
            return new Java(name, divisor, sampler, jvmOptions, missing);
        }
    }

    /**
     * A peer that is not on the JVM.
     *
     * @param name its name in the report
     * @param divisor by what the number of its samples is divided
     * @param language what it is written in
     * @param arguments the arguments of its worker
     */
    record Program(String name, int divisor, Language language, List<String> arguments) implements Peer {

        /** What a peer is written in. */
        public enum Language {
            /** The limit: what the system allows. */
            C,
            /** The home of pexpect. */
            PYTHON
        }
    }
}
