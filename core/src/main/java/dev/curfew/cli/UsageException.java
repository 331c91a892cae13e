package dev.curfew.cli;

/** The program was called with arguments that it does not take; the message says which. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
