package dev.curfew.benchmarks.drain;

import java.util.List;

/** Reads all output of a command, by the means of one peer. */
@FunctionalInterface
interface Drain {

    /** Returns the number of bytes once the command has ended and all its output has been read. */
    long drain(List<String> command) throws Exception;
}
