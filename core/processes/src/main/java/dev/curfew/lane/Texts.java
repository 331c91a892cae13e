package dev.curfew.lane;

import dev.curfew.session.Termination;

/** Texts for messages about clients and short commands. */
public final class Texts {

    private Texts() {}

    /**
     * {@return what happened, as a clause for messages}
     *
     * @param how how a process ended
     */
    public static String of(Termination how) {
        if (how instanceof Termination.Exited exited) {
            return "exited with code " + exited.code();
        }
        return how instanceof Termination.Signaled signaled
                ? "was ended by " + signaled.signal()
                : "ended, but it is unknown how: " + ((Termination.Unknown) how).reason();
    }
}
