package dev.curfew.junit.evidence;

/**
 * The state of a test's processes when it failed. Never thrown, but added to the failure as a suppressed exception, so
 * that every tool that shows the failure shows it.
 */
public final class ProcessesAtFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Create the exception.
     *
     * @param text the state, without secrets
     */
    public ProcessesAtFailure(String text) {
        super(text, null, false, false);
    }
}
