package dev.curfew.junit.configuration;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The settings of a test run. A configuration parameter takes precedence over an environment variable; a blank value is
 * the same as none.
 */
public final class RunConfiguration {

    private final Function<String, Optional<String>> parameters;
    private final Function<String, Optional<String>> variables;

    /**
     * Create the configuration of a run.
     *
     * @param parameters returns the value of a configuration parameter
     * @param variables returns the value of an environment variable
     */
    public RunConfiguration(
            Function<String, Optional<String>> parameters, Function<String, Optional<String>> variables) {
        this.parameters = parameters;
        this.variables = variables;
    }

    /**
     * {@return the configuration of a run}
     *
     * @param context any context of the run
     */
    public static RunConfiguration of(ExtensionContext context) {
        return new RunConfiguration(
                context::getConfigurationParameter, variable -> Optional.ofNullable(System.getenv(variable)));
    }

    /**
     * {@return the value of a setting, or empty if it is not set}
     *
     * @param key the name of the configuration parameter; the environment variable has the same name in upper case,
     *     with underscores
     * @param parser parses the text of a value; its second argument is where the text comes from, for messages
     * @param <T> the type of the value
     * @throws ExtensionConfigurationException if the text is invalid
     */
    public <T> Optional<T> value(String key, BiFunction<String, String, T> parser) {
        String variable = key.toUpperCase(Locale.ROOT).replace('.', '_');
        return text(parameters, key)
                .map(text -> parser.apply(text, "configuration parameter " + key))
                .or(() ->
                        text(variables, variable).map(text -> parser.apply(text, "environment variable " + variable)));
    }

    private static Optional<String> text(Function<String, Optional<String>> values, String name) {
        return values.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** {@return when processes and episodes are described, if that is set} */
    public Optional<EvidencePolicy> evidence() {
        return value("curfew.evidence", EvidencePolicy::parse);
    }

    /** {@return the directory for the files of such a description, if one is set} */
    public Optional<Path> evidenceDirectory() {
        return value("curfew.evidence.directory", RunConfiguration::path);
    }

    /**
     * {@return whether a text is {@code true}, in upper or lower case}
     *
     * @param source where the text comes from
     * @throws ExtensionConfigurationException if it is neither {@code true} nor {@code false}
     */
    public static Boolean yesOrNo(String text, String source) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(text, source, "\"true\" or \"false\"");
        };
    }

    private static Path path(String text, String source) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw invalid(text, source, "a path");
        }
    }

    /**
     * {@return the exception for an invalid text}
     *
     * @param source where the text comes from
     * @param allowed what is allowed instead
     */
    public static ExtensionConfigurationException invalid(String text, String source, String allowed) {
        return new ExtensionConfigurationException(
                source + " must be " + allowed + ": \"" + text + "\"; correct it or leave it out");
    }
}
