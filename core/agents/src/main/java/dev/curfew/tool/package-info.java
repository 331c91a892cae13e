/** The registry as a tool for agents: calls and answers in JSON, and schemas that describe the calls to a model. */
@NullMarked
package dev.curfew.tool;

import org.jspecify.annotations.NullMarked;
