package dev.curfew.process;

import org.apiguardian.api.API;

/**
 * Whether and where the output of a process is shown line by line as it arrives, with the name of the process.
 *
 * <p>Lines are shown by threads of their own, so a slow console does not slow down the process; what the log drops
 * meanwhile is counted. Escape sequences and other control characters are left out, and secrets are
 * {@linkplain Redaction redacted}. A line that is not complete, such as a prompt, is shown after half a second. What
 * arrives after the end of the command is not shown.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public enum LiveOutput {
    /** It is not shown. */
    OFF,
    /**
     * On standard error of this JVM, with the time. Names are colored if that is a terminal, or if the variable
     * {@code FORCE_COLOR} is set; never if {@code NO_COLOR} is set.
     */
    CONSOLE,
    /** In the logger {@code dev.curfew.live} of {@link System.Logger}, at level {@code INFO}. */
    LOGGER
}
