package dev.curfew.junit.evidence;

/**
 * What the processes of a test were doing when it failed: never thrown, but added to the failure, so that every tool that
 * shows a failure shows it.
 */
final class ProcessesAtFailure extends Exception {

    private static final long serialVersionUID = 1L;

    ProcessesAtFailure(String text) {
        super(text, null, false, false);
    }
}
