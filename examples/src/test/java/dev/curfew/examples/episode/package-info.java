/** Agents that act in containers, and are judged by tests. */
@NullMarked
package dev.curfew.examples.episode;

import org.jspecify.annotations.NullMarked;
