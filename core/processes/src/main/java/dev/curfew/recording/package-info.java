/** The recording of output: a bounded log, the sinks that fill it, and the decoding of its bytes to text. */
@NullMarked
package dev.curfew.recording;

import org.jspecify.annotations.NullMarked;
