/** An agent without a model: its calls are scripted, and executed for real. */
@NullMarked
package dev.curfew.examples.agent;

import org.jspecify.annotations.NullMarked;
