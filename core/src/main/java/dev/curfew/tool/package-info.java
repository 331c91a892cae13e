/** The registry for an agent: JSON in, JSON out, and the schemas that tell a model how to ask. */
@NullMarked
package dev.curfew.tool;

import org.jspecify.annotations.NullMarked;
