package dev.curfew.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a command line program talks through.
 *
 * @param in its input
 * @param out its results
 * @param err what it has to say besides
 */
record Streams(InputStream in, PrintStream out, PrintStream err) {}
