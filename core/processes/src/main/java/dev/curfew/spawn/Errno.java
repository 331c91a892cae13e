package dev.curfew.spawn;

/** The error numbers that guards report; see errno(3). They are the same on all machines that have guards. */
public final class Errno {

    /** No such file or directory; for a script, possibly that its interpreter is missing. */
    public static final int ENOENT = 2;

    static final int E2BIG = 7;
    static final int EACCES = 13;
    static final int ETXTBSY = 26;

    private Errno() {}

    /**
     * {@return a description of an error}
     *
     * @param number its number
     */
    public static String name(int number) {
        return switch (number) {
            case 1 -> "operation not permitted";
            case ENOENT -> "no such file or directory";
            case E2BIG -> "argument list too long";
            case 8 -> "not an executable format";
            case 11 -> "the limit of processes is reached";
            case 12 -> "out of memory";
            case EACCES -> "permission denied";
            case 20 -> "not a directory";
            case 21 -> "it is a directory";
            case 23 -> "too many open files on this machine";
            case 24 -> "too many open files";
            case ETXTBSY -> "another process has it open for writing";
            case 36 -> "file name too long";
            case 40 -> "too many links";
            default -> "errno " + number;
        };
    }
}
