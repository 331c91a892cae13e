package dev.curfew.benchmarks.overhead;

import dev.curfew.ProcessRegistry;
import dev.curfew.junit.WithBackgroundProcesses;
import org.junit.jupiter.api.RepeatedTest;

/** The classes that are run: a thousand empty tests each. */
final class EmptyTests {

    static final int COUNT = 1000;

    private EmptyTests() {}

    /** Without the extension. */
    static final class Plain {

        @RepeatedTest(COUNT)
        void doesNothing() {}
    }

    /** With the extension, which no test makes use of. */
    @WithBackgroundProcesses
    static final class Annotated {

        @RepeatedTest(COUNT)
        void doesNothing() {}
    }

    /** With a registry, which no test starts anything with. */
    @WithBackgroundProcesses
    static final class Injected {

        @RepeatedTest(COUNT)
        void doesNothing(ProcessRegistry processes) {}
    }
}
