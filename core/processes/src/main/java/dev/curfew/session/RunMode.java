package dev.curfew.session;

import dev.curfew.internal.Check;

/** How this JVM runs commands on this machine, as the system property {@code curfew.mode} requests. */
public enum RunMode {
    /** Under guards where the native program runs, and otherwise as in portable mode. The default. */
    AUTO("run on Linux on x86-64 or aarch64, with /proc and a folder where programs may run"),

    /** Only with what the JDK, pty4j and the shell of POSIX provide. */
    PORTABLE("remove the system property curfew.mode=portable");

    private final String wayToGuards;

    RunMode(String wayToGuards) {
        this.wayToGuards = wayToGuards;
    }

    /**
     * {@return the mode of this JVM}
     *
     * @throws IllegalArgumentException if the property has another value
     * @throws UnsupportedOperationException on Windows
     */
    public static RunMode current() {
        return of(System.getProperty("curfew.mode", "auto"), System.getProperty("os.name"));
    }

    static RunMode of(String setting, String system) {
        if (system.startsWith("Windows")) {
            throw new UnsupportedOperationException(
                    "Curfew does not run on Windows; run it on Linux, or in the Windows Subsystem for Linux");
        }
        Check.argument(
                setting.equals("auto") || setting.equals("portable"),
                "system property curfew.mode must be auto or portable",
                "[" + setting + "]");
        return setting.equals("auto") ? AUTO : PORTABLE;
    }

    /** {@return the next step for a user whose commands need guards and have none} */
    public String wayToGuards() {
        return wayToGuards;
    }
}
