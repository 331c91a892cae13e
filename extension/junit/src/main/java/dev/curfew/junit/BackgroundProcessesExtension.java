package dev.curfew.junit;

import dev.curfew.Bounds;
import dev.curfew.RegistryOptions;
import dev.curfew.junit.configuration.EvidencePolicy;
import dev.curfew.process.Containment;
import dev.curfew.process.KillPolicy;
import dev.curfew.process.LiveOutput;
import dev.curfew.sandbox.Sandbox;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * The extension behind {@link WithBackgroundProcesses}; use it with {@code @RegisterExtension} if settings are
 * computed:
 *
 * <pre>{@code
 * class ServerTests {
 *
 *     @RegisterExtension
 *     static final BackgroundProcessesExtension PROCESSES = BackgroundProcessesExtension.builder()
 *             .timeout(Duration.ofSeconds(30))
 *             .killPolicy(KillPolicy.AT_ONCE)
 *             .build();
 *
 *     @Test
 *     void serves(ProcessRegistry processes) {
 *         processes.start("./server").expect("ready");
 *     }
 * }
 * }</pre>
 *
 * <p>{@link WithBackgroundProcesses} describes what is injected and for how long. An extension in a non-static field
 * does not apply to {@code @BeforeAll} methods, static fields and constructors. If both the annotation and this
 * extension are present, their settings are combined; for each setting, the annotation takes precedence.
 *
 * <p>Safe for tests that run in parallel; it has no state of its own.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public final class BackgroundProcessesExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                InvocationInterceptor {

    private final SettingsLayer built;

    /** Create an extension without settings. Called by JUnit for the annotation. */
    public BackgroundProcessesExtension() {
        this(SettingsLayer.EMPTY);
    }

    private BackgroundProcessesExtension(SettingsLayer built) {
        this.built = built;
    }

    /** {@return a builder for an extension with settings} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the settings of the builder} */
    SettingsLayer built() {
        return built;
    }

    /**
     * Called by JUnit: inject static fields, and the fields of an instance that is shared by all tests of the class.
     *
     * @param context the class
     */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (Scopes.leads(this, context)) {
            Injection injection = new Injection(context, built);
            injection.intoInstances();
            injection.intoClass();
        }
    }

    /**
     * Called by JUnit: inject the fields of an instance that is used for one test.
     *
     * @param context the test
     */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (Scopes.leads(this, context)) {
            HangReport.begin(context);
            new Injection(context, built).intoInstances();
            InjectedFields.of(context.getRequiredTestClass()).requireClassInjected();
        }
    }

    /**
     * Called by JUnit: end the processes of the test; if it failed, first add their state to the failure.
     *
     * @param context the test
     */
    @Override
    public void afterEach(ExtensionContext context) {
        if (Scopes.leads(this, context)) {
            ScopeEnd.of(context);
        }
    }

    /**
     * Called by JUnit: end the processes of the class in the same way, and clear its static fields.
     *
     * @param context the class
     */
    @Override
    public void afterAll(ExtensionContext context) {
        if (Scopes.leads(this, context)) {
            try {
                ScopeEnd.of(context);
            } finally {
                new Injection(context, built).outOfClass();
            }
        }
    }

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test or class that declares it
     * @return whether the parameter is a registry, or a process, which is a common mistake
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Parameters.isOurs(parameter) && Scopes.leads(this, context);
    }

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test or class that declares it
     * @return the registry of that test or class
     * @throws org.junit.jupiter.api.extension.ParameterResolutionException if the parameter is a process
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Parameters.requireRegistry(parameter);
        return parameter.getDeclaringExecutable() instanceof Constructor
                ? ConstructorScopes.of(context).open(context, built)
                : Scopes.of(context, built).registry();
    }

    /**
     * Called by JUnit: associate the instance with its registry; if the constructor fails, end the processes that it
     * has started.
     *
     * @param <T> the test class
     * @param invocation the call
     * @param constructor the constructor and its arguments
     * @param context the test or class that the instance belongs to
     * @return the instance
     * @throws Throwable whatever the constructor throws
     */
    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> constructor, ExtensionContext context)
            throws Throwable {
        ConstructorScopes scopes = ConstructorScopes.find(context);
        if (scopes == null) {
            return invocation.proceed();
        }
        try {
            T instance = invocation.proceed();
            scopes.constructed(instance, constructor.getArguments());
            return instance;
        } catch (Throwable failure) {
            ScopeEnd.ofConstructor(scopes.take(constructor.getArguments()), failure, context);
            throw failure;
        }
    }

    /**
     * Called by JUnit: show the state of the processes at intervals if the method hangs.
     *
     * @param invocation the call
     * @param method the {@code @BeforeAll} method
     * @param context the class
     * @throws Throwable whatever the method throws
     */
    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (!Scopes.leads(this, context)) {
            invocation.proceed();
            return;
        }
        HangReport report = HangReport.of(context);
        try {
            invocation.proceed();
        } finally {
            report.close();
        }
    }

    /**
     * Called by JUnit: if a dynamic test fails, add the state of the processes of its factory to the failure.
     *
     * @param invocation the call
     * @param test the dynamic test
     * @param context its context
     * @throws Throwable whatever the test throws
     */
    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation, DynamicTestInvocationContext test, ExtensionContext context) throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            if (Scopes.leads(this, context)) {
                ScopeEnd.explain(failure, context);
            }
            throw failure;
        }
    }

    /**
     * A builder for an extension. Settings that are not set here come from configuration parameters, environment
     * variables or defaults.
     *
     * @since 0.1
     */
    public static final class Builder {

        private @Nullable Duration timeout;
        private @Nullable KillPolicy killPolicy;
        private @Nullable LeakPolicy leaks;
        private @Nullable Containment containment;
        private @Nullable Sandbox sandbox;
        private @Nullable Bounds bounds;
        private @Nullable LiveOutput liveOutput;
        private @Nullable EvidencePolicy evidence;
        private @Nullable Path evidenceDirectory;

        private Builder() {}

        /**
         * Set the default timeout of waits for processes.
         *
         * @param timeout the timeout, longer than zero; by default that of Awaitility, 10 seconds
         * @return this builder
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder withTimeout(Duration timeout) {
            this.timeout =
                    RegistryOptions.DEFAULT.withTimeout(timeout).timeout().orElseThrow();
            return this;
        }

        /**
         * Set how processes are ended.
         *
         * @param killPolicy the policy; the default is {@link KillPolicy#DEFAULT}
         * @return this builder
         */
        public Builder withKillPolicy(KillPolicy killPolicy) {
            this.killPolicy = Objects.requireNonNull(killPolicy, "killPolicy");
            return this;
        }

        /**
         * Set what happens when a process or a file is left behind.
         *
         * @param leaks the policy; the default is {@link LeakPolicy#INHERIT}
         * @return this builder
         */
        public Builder withLeakPolicy(LeakPolicy leaks) {
            this.leaks = Objects.requireNonNull(leaks, "leaks");
            return this;
        }

        /**
         * Set the minimum containment.
         *
         * @param least the minimum; by default, there is no requirement
         * @return this builder
         */
        public Builder withContainment(Containment least) {
            this.containment = Objects.requireNonNull(least, "least");
            return this;
        }

        /**
         * Set where commands run.
         *
         * @param where the sandbox; the default is {@link Sandbox#local()}
         * @return this builder
         */
        public Builder withSandbox(Sandbox where) {
            this.sandbox = Objects.requireNonNull(where, "where");
            return this;
        }

        /**
         * Set the bounds on processes in each scope.
         *
         * @param most the bounds; the default is {@link Bounds#DEFAULT}, which allows 64 running processes
         * @return this builder
         */
        public Builder withBounds(Bounds most) {
            this.bounds = Objects.requireNonNull(most, "most");
            return this;
        }

        /**
         * Set where the output of processes is shown as it arrives.
         *
         * @param where where it is shown; the default is {@link LiveOutput#OFF}
         * @return this builder
         */
        public Builder withLiveOutput(LiveOutput where) {
            this.liveOutput = Objects.requireNonNull(where, "where");
            return this;
        }

        /**
         * Disable evidence: the state of processes is not added to failures. By default, it is.
         *
         * @return this builder
         */
        public Builder withoutEvidence() {
            this.evidence = EvidencePolicy.NEVER;
            return this;
        }

        /**
         * Write the evidence of every test, also if it passes. By default, only that of failed tests is written.
         *
         * @return this builder
         */
        public Builder withEvidenceAlways() {
            this.evidence = EvidencePolicy.ALWAYS;
            return this;
        }

        /**
         * Set the directory for transcripts of failed tests.
         *
         * @param directory the directory, which is created if necessary; the default is JUnit's directory for
         *     attachments, and before JUnit 5.12 {@code target/curfew}
         * @return this builder
         */
        public Builder withEvidenceDirectory(Path directory) {
            this.evidenceDirectory = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /** {@return the extension} */
        public BackgroundProcessesExtension build() {
            Duration grace = killPolicy == null ? null : killPolicy.grace();
            Duration afterGrace =
                    killPolicy == null ? null : killPolicy.budget().minus(killPolicy.grace());
            return new BackgroundProcessesExtension(new SettingsLayer(
                    timeout,
                    grace,
                    afterGrace,
                    leaks,
                    containment,
                    sandbox,
                    bounds,
                    liveOutput,
                    evidence,
                    evidenceDirectory));
        }
    }
}
