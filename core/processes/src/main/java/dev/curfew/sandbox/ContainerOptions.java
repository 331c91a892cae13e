package dev.curfew.sandbox;

import dev.curfew.internal.Check;
import java.util.Map;
import java.util.Set;

/**
 * Checks options of {@code docker run} and {@code podman run}. Options that would rename, detach or keep the container
 * are reserved for Curfew, which could otherwise neither enter the container nor remove it with its scope.
 */
final class ContainerOptions {

    private static final Set<String> OURS = Set.of(
            "attach",
            "cidfile",
            "conmon-pidfile",
            "detach",
            "entrypoint",
            "init",
            "interactive",
            "name",
            "pidfile",
            "restart",
            "rm",
            "rmi",
            "rootfs",
            "sig-proxy",
            "tty");

    /** The short forms; several without a value can share one dash. */
    private static final Map<Character, String> SHORT =
            Map.of('a', "attach", 'd', "detach", 'i', "interactive", 't', "tty");

    /** The short options without a value, after which others can follow behind the same dash. */
    private static final String WITHOUT_VALUE = "ditPq";

    private ContainerOptions() {}

    /**
     * Reject reserved options, and {@code --}, which would end the options. A value that starts with a dash can be
     * passed as {@code --option=value}.
     */
    static void check(String... options) {
        for (int i = 0; i < options.length; i++) {
            String option = options[i];
            Check.argument(
                    i > 0 || option.startsWith("-"),
                    "options of a container must begin with '-', not with a value or an image",
                    option);
            Check.argument(!option.equals("--"), "options of a container must not contain --", option);
            if (option.startsWith("--")) {
                checkName(option.substring(2).split("=", 2)[0], option);
            } else if (option.startsWith("-")) {
                checkShort(option);
            }
        }
    }

    private static void checkName(String name, String option) {
        Check.argument(
                !OURS.contains(name),
                "option of a container must not be --" + name + ", which Curfew sets itself",
                option);
    }

    private static void checkShort(String option) {
        for (int i = 1; i < option.length(); i++) {
            char letter = option.charAt(i);
            checkName(SHORT.getOrDefault(letter, ""), option);
            if (WITHOUT_VALUE.indexOf(letter) < 0) {
                return; // The rest is the value.
            }
        }
    }
}
