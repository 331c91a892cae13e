package dev.curfew.session;

import dev.curfew.process.Signal;

/** How a command ended, as far as is known. */
public sealed interface Termination {

    /** It exited by itself. */
    record Exited(int code) implements Termination {}

    /** A signal ended it. */
    record Signaled(Signal signal) implements Termination {}

    /** It is unknown how it ended. */
    record Unknown(String reason) implements Termination {}
}
