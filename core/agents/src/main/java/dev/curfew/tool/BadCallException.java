package dev.curfew.tool;

/** Thrown for an invalid call; says what is wrong, and what to do instead. */
final class BadCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String status;
    private final String next;

    BadCallException(String message, String next) {
        this("error", message, next);
    }

    BadCallException(String status, String message, String next) {
        super(message, null, false, false); // It becomes an answer: the stack trace is not used.
        this.status = status;
        this.next = next;
    }

    String status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String next() {
        return next;
    }
}
