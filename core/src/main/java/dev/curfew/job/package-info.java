/** Detached jobs: commands that outlive the JVM, whose results are taken from the disk, each by exactly one taker. */
@NullMarked
package dev.curfew.job;

import org.jspecify.annotations.NullMarked;
