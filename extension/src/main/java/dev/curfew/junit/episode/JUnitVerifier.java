package dev.curfew.junit.episode;

import dev.curfew.episode.Reward;
import dev.curfew.episode.Verification;
import dev.curfew.episode.Verifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * Judges an episode by JUnit tests: the reward is the weight of those that passed, divided by the weight of all.
 *
 * <pre>{@code
 * Task task = Task.of("greet", "Write a greeting to the world into the file greeting")
 *         .judgedBy(JUnitVerifier.of(GreetingChecks.class));
 * }</pre>
 *
 * <p>The tests run in this JVM, outside of the sandbox: the agent can neither read nor change them. What they get as
 * parameters is said at {@link VerifiesEpisode}, what they weigh at {@link Weight}.
 *
 * <table>
 * <caption>What counts</caption>
 * <tr><td>a test that passed</td><td>its weight is gained</td></tr>
 * <tr><td>a test that failed, a {@code @BeforeEach} or {@code @AfterEach} method too</td>
 *     <td>its weight is lost; the reason of the reward has the first line of its message</td></tr>
 * <tr><td>a test that is disabled, or aborted by an assumption</td>
 *     <td>it says nothing about the episode, and is neither gained nor lost; the reason names it</td></tr>
 * <tr><td>a class that failed as in {@code @BeforeAll}, a {@code @TestFactory} method that failed, an engine that
 *     failed, a parameter that cannot be resolved, a class that cannot be loaded, a sandbox that is gone, a registry that
 *     is closed</td>
 *     <td>the verification itself is broken: the reward is missing</td></tr>
 * <tr><td>no test was found, or none counts</td><td>the reward is missing</td></tr>
 * </table>
 *
 * <p>Each verification is a launch of its own, isolated from the one that may run the harness: its listeners, its
 * configuration parameters, {@code junit-platform.properties} and system properties do not reach it. Tests therefore run one
 * after the other, unless {@link #configured} says otherwise. When the time of the verification is over, or the episode is
 * interrupted, the test that runs is interrupted, and the others are not begun.
 *
 * <p>{@code junit-platform-launcher} has to be on the class path. Immutable, and safe for many episodes at once.
 *
 * @since 0.1
 */
public final class JUnitVerifier implements Verifier {

    /** The answer to an episode is its reward; thousands of them would fill the disk. */
    private static final Map<String, String> DEFAULTS = Map.of("curfew.evidence", "false");

    private final List<DiscoverySelector> selectors;
    private final Map<String, String> configuration;

    private JUnitVerifier(List<DiscoverySelector> selectors, Map<String, String> configuration) {
        if (selectors.isEmpty()) {
            throw new IllegalArgumentException("tests must not be empty; name a test class");
        }
        this.selectors = List.copyOf(selectors);
        this.configuration = Map.copyOf(configuration);
    }

    /**
     * {@return a verifier that runs the tests of classes}
     *
     * @param testClasses the classes; at least one
     */
    public static JUnitVerifier of(Class<?>... testClasses) {
        return new JUnitVerifier(
                Stream.of(testClasses)
                        .<DiscoverySelector>map(DiscoverySelectors::selectClass)
                        .toList(),
                DEFAULTS);
    }

    /**
     * {@return a verifier that runs selected tests}
     *
     * @param selectors what selects them, such as {@link DiscoverySelectors#selectPackage(String)} or
     *     {@link DiscoverySelectors#selectMethod(Class, String)}; at least one
     */
    public static JUnitVerifier selecting(DiscoverySelector... selectors) {
        return new JUnitVerifier(List.of(selectors), DEFAULTS);
    }

    /**
     * {@return this verifier with a configuration parameter of JUnit}
     *
     * @param key the name of the parameter
     * @param value its value
     */
    public JUnitVerifier configured(String key, String value) {
        Map<String, String> more = new HashMap<>(configuration);
        more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return new JUnitVerifier(selectors, more);
    }

    /**
     * Run the tests.
     *
     * @param verification what there is to look at
     * @return the reward
     * @throws Exception if an engine throws what it should not, or this thread is interrupted
     */
    @Override
    public Reward verify(Verification verification) throws Exception {
        Tally tally = new Tally();
        try (RunningVerifications.Entry entry = RunningVerifications.begin(verification)) {
            Launch.run(request(entry), tally, entry::close);
        } catch (JUnitException e) {
            return Reward.missing("JUnit could not run " + describe() + ": " + FailureText.ofRoot(e));
        }
        return tally.reward(describe());
    }

    private LauncherDiscoveryRequest request(RunningVerifications.Entry entry) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .enableImplicitConfigurationParameters(false)
                .configurationParameters(configuration)
                .configurationParameters(entry.configuration())
                .build();
    }

    private String describe() {
        List<String> texts = new ArrayList<>();
        selectors.forEach(selector -> texts.add(selector.toString()));
        return String.join(", ", texts);
    }

    @Override
    public String toString() {
        return "tests of " + describe();
    }
}
