/** The tool for clients of the Model Context Protocol. */
@NullMarked
package dev.curfew.mcp;

import org.jspecify.annotations.NullMarked;
