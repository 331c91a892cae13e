package dev.curfew.process;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * The names of environment variables whose values are secrets. Commands do not inherit them, and {@link Redaction}
 * removes their values from texts.
 *
 * <p>A name is included if it matches a pattern but none of the exceptions. In both, {@code *} matches any characters,
 * and case is ignored. Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class Secrets {

    /**
     * The variables of common tools and services that contain secrets, mostly recognized by the ends of their names:
     * tokens, passwords, keys of APIs and of signatures, credentials.
     *
     * <p>Variables that do not contain a secret themselves, and that programs need, are not included: names of sockets,
     * files, profiles and regions, such as {@code SSH_AUTH_SOCK}, {@code KUBECONFIG} and {@code AWS_PROFILE}, and
     * addresses that may contain a password, such as {@code HTTP_PROXY} and {@code DATABASE_URL}.
     */
    public static final Secrets DEFAULT = new Secrets(
            List.of(
                    // Tokens
                    "TOKEN",
                    "*_TOKEN",
                    "*AUTHTOKEN",
                    "*ACCESSTOKEN",
                    "*_PAT",
                    "*_JWT",
                    // Passwords
                    "*PASSWORD",
                    "*PASSWD",
                    "*PASSPHRASE",
                    "PASS",
                    "*_PASS",
                    "SSHPASS",
                    "*_PWD",
                    // Keys
                    "API_KEY",
                    "*_API_KEY",
                    "*APIKEY",
                    "*_ACCESS_KEY",
                    "*_ACCESS_KEY_ID",
                    "*_ACCOUNT_KEY",
                    "*_AUTH_KEY",
                    "*_ENCRYPTION_KEY",
                    "*_GPG_KEY",
                    "*_MASTER_KEY",
                    "*_PRIVATE_KEY",
                    "*_SECRET_KEY",
                    "*_SESSION_KEY",
                    "*_SIGNING_KEY",
                    "*SIGNINGKEY",
                    "*_SSH_KEY",
                    // Others
                    "SECRET",
                    "SECRET_*",
                    "*_SECRET",
                    "*_SECRETS",
                    "*_CREDENTIAL",
                    "*_CREDENTIALS",
                    "*_CONNECTION_STRING",
                    "*_WEBHOOK",
                    "*_WEBHOOK_URL",
                    "*_DSN",
                    "DOCKER_AUTH_CONFIG",
                    "REDISCLI_AUTH"),
            List.of());

    /** No secrets: every variable is inherited. */
    public static final Secrets NONE = new Secrets(List.of(), List.of());

    private final List<String> patterns;
    private final List<String> exceptions;

    /** Computed once, because the environment of this JVM does not change. */
    private volatile @Nullable Set<String> ofThisJvm;

    private Secrets(List<String> patterns, List<String> exceptions) {
        this.patterns = patterns;
        this.exceptions = exceptions;
    }

    private static boolean matches(List<String> patterns, String name) {
        for (String pattern : patterns) {
            if (matches(pattern, name)) {
                return true;
            }
        }
        return false;
    }

    /** Not a regular expression: compiling the defaults, and searching the first names, takes longer than a start. */
    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equalsIgnoreCase(name);
        }
        if (!name.regionMatches(true, 0, pattern, 0, star)) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        if (rest.indexOf('*') < 0) {
            int from = name.length() - rest.length();
            return from >= star && name.regionMatches(true, from, rest, 0, rest.length());
        }
        for (int from = star; from <= name.length(); from++) {
            if (matches(rest, name.substring(from))) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return these secrets and additional ones}
     *
     * @param more names, or patterns in which {@code *} matches any characters; they override earlier exceptions
     * @throws IllegalArgumentException if one of them is empty
     */
    public Secrets and(String... more) {
        List<String> checked = checked(more);
        return new Secrets(
                Lists.joined(patterns, checked),
                exceptions.stream().filter(name -> !checked.contains(name)).toList());
    }

    /**
     * {@return these secrets without the given ones}
     *
     * @param names names, or patterns in which {@code *} matches any characters
     * @throws IllegalArgumentException if one of them is empty
     */
    public Secrets except(String... names) {
        return new Secrets(patterns, Lists.joined(exceptions, checked(names)));
    }

    private static List<String> checked(String... names) {
        List<String> copy = List.of(names);
        copy.forEach(name -> Check.argument(!name.isEmpty(), "name of a secret must not be empty", "\"\""));
        return copy;
    }

    /**
     * {@return whether a variable is a secret}
     *
     * @param name its name
     */
    public boolean contains(String name) {
        return matches(patterns, name) && !matches(exceptions, name);
    }

    /** {@return the names of the variables of this JVM that are secrets; unmodifiable} */
    public Set<String> ofThisJvm() {
        Set<String> names = ofThisJvm;
        if (names == null) {
            Set<String> found = new HashSet<>();
            for (String name : System.getenv().keySet()) {
                if (contains(name)) {
                    found.add(name);
                }
            }
            names = Set.copyOf(found);
            ofThisJvm = names;
        }
        return names;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secrets secrets
                && patterns.equals(secrets.patterns)
                && exceptions.equals(secrets.exceptions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(patterns, exceptions);
    }

    @Override
    public String toString() {
        return patterns + (exceptions.isEmpty() ? "" : " except " + exceptions);
    }
}
