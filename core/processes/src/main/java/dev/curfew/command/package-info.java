/** Starts commands in any place, and clients, which are commands on this machine that enter a sandbox; not exported. */
@NullMarked
package dev.curfew.command;

import org.jspecify.annotations.NullMarked;
