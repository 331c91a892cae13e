package dev.curfew.benchmarks.harness;

/** What is timed as a whole, such as the start of something. */
@FunctionalInterface
public interface Timed {

    /**
     * Do what is timed.
     *
     * @return undoes it; not part of the time
     * @throws Exception if it cannot be done
     */
    AutoCloseable run() throws Exception;
}
