package dev.curfew.junit.escape;

import java.util.List;
import java.util.Locale;

/** The user that runs the JVM whose processes try to escape. */
enum TestUser {
    ROOT(0),
    UNPRIVILEGED(65534);

    private final int id;

    TestUser(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }

    /** {@return what a command line has to begin with to run as this user} */
    List<String> becoming() {
        return this == ROOT ? List.of() : List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
