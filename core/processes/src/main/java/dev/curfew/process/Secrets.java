package dev.curfew.process;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private final Pattern denied;
    private final Pattern allowed;

    /** Computed once, because the environment of this JVM does not change. */
    private volatile @Nullable Set<String> ofThisJvm;

    private Secrets(List<String> patterns, List<String> exceptions) {
        this.patterns = patterns;
        this.exceptions = exceptions;
        this.denied = compile(patterns);
        this.allowed = compile(exceptions);
    }

    /** Without patterns the expression matches nothing, because names are not empty. */
    private static Pattern compile(List<String> patterns) {
        String alternatives = patterns.stream()
                .map(pattern -> "\\Q" + pattern.replace("\\E", "").replace("*", "\\E.*\\Q") + "\\E")
                .collect(Collectors.joining("|"));
        return Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
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
        return denied.matcher(name).matches() && !allowed.matcher(name).matches();
    }

    /** {@return the names of the variables of this JVM that are secrets; unmodifiable} */
    public Set<String> ofThisJvm() {
        Set<String> names = ofThisJvm;
        if (names == null) {
            names = System.getenv().keySet().stream().filter(this::contains).collect(Collectors.toUnmodifiableSet());
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
