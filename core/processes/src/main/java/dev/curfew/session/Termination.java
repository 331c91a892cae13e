package dev.curfew.session;

import dev.curfew.process.Signal;

/** How a command ended, as far as is known. */
public sealed interface Termination {

    /** {@return what happened, as a clause for messages} */
    String describe();

    /** It exited by itself. */
    record Exited(int code) implements Termination {
        @Override
        public String describe() {
            return "exited with code " + code;
        }
    }

    /** A signal ended it. */
    record Signaled(Signal signal) implements Termination {
        @Override
        public String describe() {
            return "was ended by " + signal;
        }
    }

    /** It is unknown how it ended. */
    record Unknown(String reason) implements Termination {
        @Override
        public String describe() {
            return "ended, but it is unknown how: " + reason;
        }
    }
}
