/** Jobs: commands that outlive the JVM. Their results are kept on disk and claimed by exactly one JVM. */
@NullMarked
package dev.curfew.job;

import org.jspecify.annotations.NullMarked;
