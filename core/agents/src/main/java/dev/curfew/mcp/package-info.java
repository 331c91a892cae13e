/** A server that makes the tool available to clients of the Model Context Protocol. */
@NullMarked
package dev.curfew.mcp;

import org.jspecify.annotations.NullMarked;
