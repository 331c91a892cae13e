package dev.curfew.benchmarks.start;

import java.util.List;

/** Starts a command and waits for the first thing it prints, by the means of one peer. */
@FunctionalInterface
interface FirstByte {

    /** The command: a shell, since that is what people start. */
    List<String> COMMAND = List.of("sh", "-c", "echo hi");

    /**
     * Returns once the {@code h} of {@code hi} is in the caller's hands.
     *
     * @return waits for the end of the process and releases it; not part of the time
     */
    AutoCloseable await() throws Exception;
}
