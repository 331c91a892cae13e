/** An agent without a model: what it does is scripted, how it does it is real. */
@NullMarked
package dev.curfew.examples.agent;

import org.jspecify.annotations.NullMarked;
