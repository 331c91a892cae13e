/** Bytes that processes print: kept in a bounded log, read from marks, decoded on demand. */
@NullMarked
package dev.curfew.output;

import org.jspecify.annotations.NullMarked;
