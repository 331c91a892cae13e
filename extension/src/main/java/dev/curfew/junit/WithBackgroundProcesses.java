package dev.curfew.junit;

import dev.curfew.process.Containment;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Give tests a {@link dev.curfew.ProcessRegistry}: every process that it starts is ended with everything it started when
 * the test is over, however that ends, and a test that fails tells what its processes were doing.
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
 * <tr><th>Asked for by</th><th>Ends after</th></tr>
 * <tr><td>a parameter of a test, {@code @BeforeEach} or {@code @AfterEach} method</td>
 *     <td>the test; they share one registry, and so do all dynamic tests of a {@code @TestFactory}</td></tr>
 * <tr><td>a parameter of a {@code @BeforeAll} or {@code @AfterAll} method, a static field</td>
 *     <td>the test class; they share one registry</td></tr>
 * <tr><td>a parameter of a constructor, an instance field</td>
 *     <td>what the instance is for: the test, where every test has an instance of its own, else the class</td></tr>
 * </table>
 *
 * <p>Fields are injected whatever their visibility, in superclasses too, after the constructor and before
 * {@code @BeforeEach} methods (static ones: before {@code @BeforeAll} methods). They must not be assigned, unless a
 * constructor assigns what was injected into it. Static fields are {@code null} again after their class; they, and
 * {@code @BeforeAll} methods, need the annotation on the class and not on a method.
 *
 * <p>JUnit constructs an instance for a disabled test too; what its constructor starts ends with the class.
 *
 * <h2>When a test fails</h2>
 *
 * <p>Its failure gets a suppressed exception, {@code ProcessesAtFailure}, with the state, the command and the last output of
 * each process that the test can reach, as they were before the end. All that the processes printed is attached to the
 * test as files; a report entry named {@code curfew.evidence} names them in the form {@code [[ATTACHMENT|path]]}.
 *
 * <h2>Settings</h2>
 *
 * <p>The annotation can stand on a class, a method, or an annotation of your own. For each attribute by itself the nearest
 * one counts: that of the method, then of its class (on it, on its annotations, on its superclasses and interfaces), then
 * of the enclosing classes of a {@code @Nested} class. Weaker than all of them are a
 * {@linkplain BackgroundProcessesExtension#builder() registered extension}, the configuration parameters of JUnit, and
 * environment variables:
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
 *     <td>{@code environment}, {@code mark}, {@code guard}, {@code cgroup}, {@code namespace}</td><td>{@code environment}</td></tr>
 * <tr><td>{@code curfew.sandbox}</td><td>{@code CURFEW_SANDBOX}</td>
 *     <td>like {@link #sandbox()}</td><td>{@code local}</td></tr>
 * <tr><td>{@code curfew.evidence}</td><td>{@code CURFEW_EVIDENCE}</td>
 *     <td>{@code true}, {@code false}</td><td>{@code true}</td></tr>
 * <tr><td>{@code curfew.evidence.directory}</td><td>{@code CURFEW_EVIDENCE_DIRECTORY}</td><td>a path</td>
 *     <td>JUnit's own for attachments; before JUnit 5.12 {@code target/curfew}</td></tr>
 * </table>
 *
 * <p>A duration is a whole number and a unit: {@code 500ms}, {@code 10s} or {@code 2m}. A setting that cannot be read
 * fails the test that needs it.
 *
 * @since 0.1
 */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(BackgroundProcessesExtension.class)
public @interface WithBackgroundProcesses {

    /**
     * How long waits of the processes take at most, unless they say so themselves: {@code "500ms"}, {@code "10s"},
     * {@code "2m"}; longer than zero.
     *
     * @return the timeout; empty, the default, if it is not set here
     */
    String timeout() default "";

    /**
     * The time between the polite signal (SIGTERM) and SIGKILL at the end: {@code "500ms"}, {@code "10s"}, {@code "2m"};
     * {@code "0s"} kills at once. The time that is left for the rest, 8 seconds by default, does not change.
     *
     * @return the grace; empty, the default, if it is not set here
     */
    String grace() default "";

    /**
     * What happens when a process or a file is left behind.
     *
     * @return the policy; {@link LeakPolicy#INHERIT} by default
     */
    LeakPolicy leaks() default LeakPolicy.INHERIT;

    /**
     * What has to hold the processes together at least. Where that is not available, the test fails before it begins.
     *
     * @return the requirement; {@link Containment#ENVIRONMENT}, the default, requires nothing
     */
    Containment containment() default Containment.ENVIRONMENT;

    /**
     * Where commands run that the test starts with the registry, in one word: {@code "docker:debian:12"},
     * {@code "ssh:ci@build-7"}; see {@link dev.curfew.sandbox.Sandbox#parse(String)} for all of them. It is entered by the
     * first start, once per scope. Where it cannot be entered, that start fails: nothing runs on this machine instead.
     *
     * @return the sandbox; empty, the default, if it is not set here
     */
    String sandbox() default "";
}
