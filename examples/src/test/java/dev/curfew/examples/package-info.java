/** Tests of real programs: one class per program or per idea, each to be read on its own. */
@NullMarked
package dev.curfew.examples;

import org.jspecify.annotations.NullMarked;
