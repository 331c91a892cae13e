/** What happens in containers and on other hosts. */
@NullMarked
package dev.curfew.benchmarks.sandbox;

import org.jspecify.annotations.NullMarked;
