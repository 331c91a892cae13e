package dev.curfew.junit.snapshot;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** When snapshots are written. */
public enum SnapshotMode {
    /** Never: a missing one fails the test. The default on CI. */
    CHECK,
    /** If they are missing. The default elsewhere. */
    NEW,
    /** If they are missing or differ. */
    UPDATE;

    private static final String PROPERTY = "curfew.snapshots";
    private static final String VARIABLE = "CURFEW_SNAPSHOTS";

    /** Set by GitHub, GitLab, CircleCI, Travis and others; by Jenkins; by Azure; by TeamCity. */
    private static final String[] CI = {"CI", "BUILD_NUMBER", "TF_BUILD", "TEAMCITY_VERSION"};

    /**
     * {@return the mode of this JVM: from its system property {@value #PROPERTY}, or else the environment variable
     * {@value #VARIABLE}, or else the default}
     */
    public static SnapshotMode ofThisJvm() {
        return of(
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)));
    }

    static SnapshotMode of(
            Function<String, Optional<String>> properties, Function<String, Optional<String>> variables) {
        return properties
                .apply(PROPERTY)
                .map(text -> parse(text, "system property " + PROPERTY))
                .or(() -> variables.apply(VARIABLE).map(text -> parse(text, "environment variable " + VARIABLE)))
                .orElseGet(() -> isCi(variables) ? CHECK : NEW);
    }

    private static SnapshotMode parse(String text, String source) {
        return Stream.of(values())
                .filter(mode -> mode.name().equals(text.strip().toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(source + " must be \"check\", \"new\" or \"update\": \""
                        + text + "\"; correct it or leave it out"));
    }

    /**
     * {@return whether a CI system runs this JVM}
     *
     * @param variables returns the value of an environment variable
     */
    public static boolean isCi(Function<String, Optional<String>> variables) {
        return Stream.of(CI)
                .flatMap(name -> variables.apply(name).stream())
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .anyMatch(value -> !value.isEmpty() && !value.equals("false") && !value.equals("0"));
    }
}
