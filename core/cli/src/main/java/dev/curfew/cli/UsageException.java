package dev.curfew.cli;

/** Thrown for invalid arguments of the program; the message says which. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
