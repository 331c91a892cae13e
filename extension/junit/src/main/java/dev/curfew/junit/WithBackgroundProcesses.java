package dev.curfew.junit;

import dev.curfew.process.Containment;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code @WithBackgroundProcesses} provides tests with a {@link dev.curfew.ProcessRegistry}. At the end of a test,
 * whatever its result, all processes started with the registry are ended together with their descendants. If the test
 * fails, the state of its processes is added to the failure.
 *
 * <pre>{@code
 * @WithBackgroundProcesses
 * class GreeterTests {
 *
 *     @Test
 *     void asksForANameAndGreets(ProcessRegistry processes) {
 *         BackgroundProcess greeter = processes.start(Command.of("./greeter").inTerminal());
 *         greeter.expect("What is your name? ");
 *         greeter.submit("Ada");
 *         greeter.expect("Hello, Ada!");
 *     }
 * }
 * }</pre>
 *
 * <h2>Where a registry is injected, and how long it lives</h2>
 *
 * <table>
 * <caption>Scopes</caption>
 * <tr><th>Requested by</th><th>Ends after</th></tr>
 * <tr><td>a parameter of a test, {@code @BeforeEach} or {@code @AfterEach} method</td>
 *     <td>the test; all of them share one registry, and so do all dynamic tests of a {@code @TestFactory}</td></tr>
 * <tr><td>a parameter of a {@code @BeforeAll} or {@code @AfterAll} method, a static field</td>
 *     <td>the test class; all of them share one registry</td></tr>
 * <tr><td>a parameter of a constructor, an instance field</td>
 *     <td>the test if each test has its own instance, otherwise the class</td></tr>
 * </table>
 *
 * <p>Fields can have any visibility and may be declared in superclasses. They are injected after the constructor and
 * before {@code @BeforeEach} methods (static fields: before {@code @BeforeAll} methods). They must not be assigned,
 * except that a constructor may assign its injected parameter to a field. Static fields are reset to {@code null} after
 * their class. Static fields and {@code @BeforeAll} methods require the annotation on the class, not only on a method.
 *
 * <p>JUnit also constructs an instance for a disabled test; processes started by its constructor end with the class.
 *
 * <h2>When a test fails</h2>
 *
 * <p>The failure gets a suppressed exception, {@code ProcessesAtFailure}, with the state, the command and the last
 * output of each process visible to the test, as they were before the processes were ended. The complete output,
 * recordings of terminals, and a page {@code index.html} that shows the course of the test are attached to the test as
 * files; a report entry named {@code curfew.evidence} lists them in the form {@code [[ATTACHMENT|path]]}.
 *
 * <p>While a test runs, the state of its processes is shown on standard error at intervals, by default every 30 seconds
 * where a CI system runs the tests, so that a test that hangs can be understood.
 *
 * <h2>Settings</h2>
 *
 * <p>The annotation can be used on a class, on a method, and as a meta-annotation. Each attribute is resolved
 * separately: the method takes precedence over its class (its own annotation, its meta-annotations, its superclasses
 * and interfaces), and a {@code @Nested} class over its enclosing classes. If no annotation sets a value, it is taken
 * from a {@linkplain BackgroundProcessesExtension#builder() registered extension}, then from the configuration
 * parameters of JUnit, and then from environment variables:
 *
 * <table>
 * <caption>Settings of a test run</caption>
 * <tr><th>Configuration parameter</th><th>Environment variable</th><th>Values</th><th>Default</th></tr>
 * <tr><td>{@code curfew.timeout}</td><td>{@code CURFEW_TIMEOUT}</td>
 *     <td>like {@link #timeout()}</td><td>that of Awaitility, 10 seconds</td></tr>
 * <tr><td>{@code curfew.grace}</td><td>{@code CURFEW_GRACE}</td><td>like {@link #grace()}</td><td>{@code 2s}</td></tr>
 * <tr><td>{@code curfew.leaks}</td><td>{@code CURFEW_LEAKS}</td>
 *     <td>{@code fail}, {@code strict}, {@code warn}</td><td>{@code fail}</td></tr>
 * <tr><td>{@code curfew.containment}</td><td>{@code CURFEW_CONTAINMENT}</td>
 *     <td>{@code parents}, {@code guard}, {@code cgroup}, {@code namespace}</td><td>{@code parents}</td></tr>
 * <tr><td>{@code curfew.sandbox}</td><td>{@code CURFEW_SANDBOX}</td>
 *     <td>like {@link #sandbox()}</td><td>{@code local}</td></tr>
 * <tr><td>{@code curfew.live}</td><td>{@code CURFEW_LIVE}</td>
 *     <td>{@code true}, {@code false}, {@code log}</td><td>{@code false}</td></tr>
 * <tr><td>{@code curfew.live.every}</td><td>{@code CURFEW_LIVE_EVERY}</td>
 *     <td>like {@link #grace()}</td><td>{@code 30s} where a CI system runs the tests, otherwise {@code 0s}</td></tr>
 * <tr><td>{@code curfew.evidence}</td><td>{@code CURFEW_EVIDENCE}</td>
 *     <td>{@code true}, {@code false}, {@code always}</td><td>{@code true}</td></tr>
 * <tr><td>{@code curfew.evidence.directory}</td><td>{@code CURFEW_EVIDENCE_DIRECTORY}</td><td>a path</td>
 *     <td>JUnit's own for attachments; before JUnit 5.12 {@code target/curfew}</td></tr>
 * </table>
 *
 * <p>A duration is a whole number followed by a unit: {@code 500ms}, {@code 10s} or {@code 2m}. An invalid setting
 * fails the tests that use it.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(BackgroundProcessesExtension.class)
public @interface WithBackgroundProcesses {

    /**
     * The default timeout of waits for processes: {@code "500ms"}, {@code "10s"}, {@code "2m"}; longer than zero.
     *
     * @return the timeout; empty by default, which means not set here
     */
    String timeout() default "";

    /**
     * The time between SIGTERM and SIGKILL when processes are ended: {@code "500ms"}, {@code "10s"}, {@code "2m"}. With
     * {@code "0s"}, SIGKILL is sent at once. The time for the rest, 8 seconds by default, does not depend on this
     * setting.
     *
     * @return the grace period; empty by default, which means not set here
     */
    String grace() default "";

    /**
     * What happens if a process or a file is left behind.
     *
     * @return the policy; {@link LeakPolicy#INHERIT} by default
     */
    LeakPolicy leaks() default LeakPolicy.INHERIT;

    /**
     * The minimum containment. If it is not available, the test fails before it begins.
     *
     * @return the minimum; {@link Containment#PARENTS} by default, which requires nothing
     */
    Containment containment() default Containment.PARENTS;

    /**
     * The sandbox in which the registry starts commands, as a sandbox string such as {@code "docker:debian:12"} or
     * {@code "ssh:ci@build-7"}; see {@link dev.curfew.sandbox.Sandbox#parse(String)} for all forms. It is entered by
     * the first start, once per scope. If it cannot be entered, that start fails; commands never run on this machine
     * instead.
     *
     * @return the sandbox; empty by default, which means not set here
     */
    String sandbox() default "";
}
