package dev.curfew.junit.episode;

import dev.curfew.episode.Reward;
import dev.curfew.episode.Verification;
import dev.curfew.episode.Verifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * A verifier that runs JUnit tests: the reward is the weight of the tests that passed, divided by the weight of all
 * tests.
 *
 * <pre>{@code
 * Task task = Task.of("greet", "Write a greeting to the world into the file greeting")
 *         .withVerifier(JUnitVerifier.of(GreetingChecks.class));
 * }</pre>
 *
 * <p>The tests run in this JVM, outside of the sandbox: the agent can neither read nor change them.
 * {@link VerifiesEpisode} describes their parameters, and {@link Weight} their weights.
 *
 * <table>
 * <caption>How results count</caption>
 * <tr><td>a test passed</td><td>its weight is gained</td></tr>
 * <tr><td>a test failed, including its {@code @BeforeEach} and {@code @AfterEach} methods</td>
 *     <td>its weight is lost; the reason of the reward contains the first line of its message</td></tr>
 * <tr><td>a test is disabled, or aborted by an assumption</td>
 *     <td>it does not count, neither as gained nor as lost; the reason names it</td></tr>
 * <tr><td>a class failed, for example in {@code @BeforeAll}, a {@code @TestFactory} method failed, an engine failed, a
 *     parameter cannot be resolved, a class cannot be loaded, a sandbox is gone, a registry is closed</td>
 *     <td>the verification itself is broken: there is no reward</td></tr>
 * <tr><td>no test was found, or none counts</td><td>there is no reward</td></tr>
 * </table>
 *
 * <p>Each verification is a separate launch, isolated from a launch that may run the harness: listeners, configuration
 * parameters, {@code junit-platform.properties} and system properties of the latter have no effect on it. Tests
 * therefore run sequentially, unless {@link #withConfiguration} says otherwise. When the time of the verification is
 * over or the episode is interrupted, the running test is interrupted, and no further tests are started.
 *
 * <p>Requires {@code junit-platform-launcher} on the class path. Immutable, and safe for concurrent episodes.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class JUnitVerifier implements Verifier {

    /**
     * Evidence is disabled by default: the result of an episode is its reward, and files of thousands of episodes fill
     * the disk.
     */
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
     * @param selectors the selectors, such as {@link DiscoverySelectors#selectPackage(String)} or
     *     {@link DiscoverySelectors#selectMethod(Class, String)}; at least one
     */
    public static JUnitVerifier selecting(DiscoverySelector... selectors) {
        return new JUnitVerifier(List.of(selectors), DEFAULTS);
    }

    /**
     * {@return this verifier with a configuration parameter of JUnit}
     *
     * @param key the name of the parameter
     * @param value the value
     */
    public JUnitVerifier withConfiguration(String key, String value) {
        Map<String, String> more = new HashMap<>(configuration);
        more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
        return new JUnitVerifier(selectors, more);
    }

    /**
     * Run the tests.
     *
     * @param verification the episode to judge
     * @return the reward
     * @throws Exception if an engine throws an unexpected exception, or this thread is interrupted
     */
    @Override
    public Reward verify(Verification verification) throws Exception {
        Tally tally = new Tally();
        try (RunningVerifications.Entry entry = RunningVerifications.begin(verification)) {
            JUnitLaunch.run(request(entry), tally, entry::close);
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
        return selectors.stream().map(DiscoverySelector::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return "tests of " + describe();
    }
}
