package dev.curfew.junit;

import dev.curfew.Bounds;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Containment;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
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
 * The extension behind {@link WithBackgroundProcesses}, for {@code @RegisterExtension} where settings are computed:
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
 * <p>What it injects, and for how long, is said at {@link WithBackgroundProcesses}. In a field that is not static it knows
 * neither {@code @BeforeAll} methods nor static fields nor constructors. Where both are present, the annotation and this
 * extension work as one, and for each setting the annotation wins.
 *
 * <p>Safe for tests that run in parallel; it has no state of its own.
 *
 * @since 0.1
 */
public final class BackgroundProcessesExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                InvocationInterceptor {

    private final SettingsLayer built;

    /** Create an extension without settings of its own, as JUnit does for the annotation. */
    public BackgroundProcessesExtension() {
        this(SettingsLayer.EMPTY);
    }

    private BackgroundProcessesExtension(SettingsLayer built) {
        this.built = built;
    }

    /** {@return a builder of an extension with settings} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the settings of the builder} */
    SettingsLayer built() {
        return built;
    }

    /**
     * Called by JUnit: inject static fields, and the fields of an instance that is for all tests of the class.
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
     * Called by JUnit: inject the fields of an instance that is for one test.
     *
     * @param context the test
     */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (Scopes.leads(this, context)) {
            new Injection(context, built).intoInstances();
            InjectedFields.of(context.getRequiredTestClass()).requireClassInjected();
        }
    }

    /**
     * Called by JUnit: add to the failure of the test what its processes were doing, and end them.
     *
     * @param context the test
     */
    @Override
    public void afterEach(ExtensionContext context) {
        if (Scopes.leads(this, context)) {
            Ending.of(context);
        }
    }

    /**
     * Called by JUnit: do the same for the class, and clear its static fields.
     *
     * @param context the class
     */
    @Override
    public void afterAll(ExtensionContext context) {
        if (Scopes.leads(this, context)) {
            try {
                Ending.of(context);
            } finally {
                new Injection(context, built).outOfClass();
            }
        }
    }

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test or class that it is for
     * @return whether it is a registry, or what somebody took for one
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Parameters.isOurs(parameter) && Scopes.leads(this, context);
    }

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test or class that it is for
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
     * Called by JUnit: remember the instance for the sake of its registry, or end what a failed constructor has started.
     *
     * @param <T> the test class
     * @param invocation the call
     * @param constructor the constructor and its arguments
     * @param context the test or class that the instance is for
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
            Ending.ofConstructor(scopes.take(constructor.getArguments()), failure, context);
            throw failure;
        }
    }

    /**
     * Called by JUnit: add to the failure of a dynamic test what the processes of its factory were doing.
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
                Ending.explain(failure, context);
            }
            throw failure;
        }
    }

    /**
     * Builds an extension. What is not set here comes from configuration parameters, environment variables or defaults.
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
        private @Nullable Boolean evidence;
        private @Nullable Path evidenceDirectory;

        private Builder() {}

        /**
         * Set how long waits of the processes take at most, unless they say so themselves.
         *
         * @param timeout the timeout, longer than zero; the default is that of Awaitility, 10 seconds
         * @return this builder
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder timeout(Duration timeout) {
            this.timeout = RegistryOptions.DEFAULT.waitingAtMost(timeout).timeoutOrNull();
            return this;
        }

        /**
         * Set how processes are ended.
         *
         * @param killPolicy the policy; the default is {@link KillPolicy#DEFAULT}
         * @return this builder
         */
        public Builder killPolicy(KillPolicy killPolicy) {
            this.killPolicy = Objects.requireNonNull(killPolicy, "killPolicy");
            return this;
        }

        /**
         * Set what happens when a process or a file is left behind.
         *
         * @param leaks the policy; the default is {@link LeakPolicy#INHERIT}
         * @return this builder
         */
        public Builder leaks(LeakPolicy leaks) {
            this.leaks = Objects.requireNonNull(leaks, "leaks");
            return this;
        }

        /**
         * Set what has to hold the processes together at least.
         *
         * @param least the requirement; the default requires nothing
         * @return this builder
         */
        public Builder containment(Containment least) {
            this.containment = Objects.requireNonNull(least, "least");
            return this;
        }

        /**
         * Set where commands run.
         *
         * @param where the sandbox; the default is {@link Sandbox#local()}
         * @return this builder
         */
        public Builder sandbox(Sandbox where) {
            this.sandbox = Objects.requireNonNull(where, "where");
            return this;
        }

        /**
         * Set how many processes there may be in each scope.
         *
         * @param most the bounds; the default is {@link Bounds#DEFAULT}, which has 64 run at a time
         * @return this builder
         */
        public Builder bounds(Bounds most) {
            this.bounds = Objects.requireNonNull(most, "most");
            return this;
        }

        /**
         * Let a failed test tell nothing of its processes; by default it does.
         *
         * @return this builder
         */
        public Builder withoutEvidence() {
            this.evidence = false;
            return this;
        }

        /**
         * Set where the transcripts of a failed test go.
         *
         * @param directory the directory, which is created when it is needed; the default is JUnit's own for attachments,
         *     and before JUnit 5.12 {@code target/curfew}
         * @return this builder
         */
        public Builder evidenceDirectory(Path directory) {
            this.evidenceDirectory = Objects.requireNonNull(directory, "directory");
            return this;
        }

        /** {@return the extension} */
        public BackgroundProcessesExtension build() {
            Duration grace = killPolicy == null ? null : killPolicy.grace();
            Duration afterGrace =
                    killPolicy == null ? null : killPolicy.budget().minus(killPolicy.grace());
            return new BackgroundProcessesExtension(new SettingsLayer(
                    timeout, grace, afterGrace, leaks, containment, sandbox, bounds, evidence, evidenceDirectory));
        }
    }
}
