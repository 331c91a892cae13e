package dev.curfew.lane;

/** The errors that a guard names by their numbers; see errno(3). They are the same on all machines that have guards. */
final class Errno {

    static final int ENOENT = 2;

    private Errno() {}

    static String name(int number) {
        return switch (number) {
            case ENOENT -> "no such file or directory";
            case 8 -> "not an executable format";
            case 13 -> "permission denied";
            case 20 -> "not a directory";
            case 21 -> "it is a directory";
            case 40 -> "too many links";
            default -> "errno " + number;
        };
    }
}
