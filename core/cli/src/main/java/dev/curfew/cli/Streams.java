package dev.curfew.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The standard streams of a command line program.
 *
 * @param in the input
 * @param out receives results
 * @param err receives all other messages
 */
record Streams(InputStream in, PrintStream out, PrintStream err) {}
