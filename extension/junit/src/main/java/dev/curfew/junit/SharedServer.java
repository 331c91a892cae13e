package dev.curfew.junit;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.Readiness;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.NotReadyException;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A server that several test classes use, or all of them. It is started when it is first asked for, and ended with the
 * session of the launcher: after the last test of this JVM.
 *
 * <pre>{@code
 * final class Servers {
 *     static final SharedServer REDIS = SharedServer.of(
 *                     Command.of("redis-server", "--port", "${port}").withFreePort())
 *             .withReadiness(server -> Readiness.port(server.port()));
 * }
 *
 * class BasketTests {
 *
 *     @RegisterExtension
 *     static final SharedServer REDIS = Servers.REDIS;
 *
 *     @Test
 *     void keepsApples() {
 *         connect("127.0.0.1", REDIS.process().port());
 *     }
 * }
 * }</pre>
 *
 * <p>A class that registers the server with {@code @RegisterExtension} has it started before its first test, restarted
 * as {@link #withRestart(Restart)} says, and finds what the server printed during a test in the failure of that test. A
 * parameter of type {@link OutputMark} is the position at which the output of the test begins; in tests that run at the
 * same time, the output of the others follows it too. Any code, such as that of a Spring {@code @DynamicPropertySource},
 * can call {@link #process()} without registering the server.
 *
 * <p>A server that needs another one asks for it when its command is created, with {@link #of(Supplier)}. So servers
 * start in the order of their dependencies. They end in the reverse order.
 *
 * <p>Each method that changes an option returns another server. Keep a server in a static field. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class SharedServer implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);

    private final Options options;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ProcessRegistry registry;
    private @Nullable BackgroundProcess process;
    private @Nullable Throwable failure;
    private boolean isStarting;
    private boolean isStopped;

    private record Options(
            Supplier<Command> command,
            @Nullable Function<BackgroundProcess, Readiness> readiness,
            Restart restart,
            RegistryOptions registry) {}

    private SharedServer(Options options) {
        this.options = options;
    }

    /**
     * {@return a server that runs a command}
     *
     * @param command the command
     */
    public static SharedServer of(Command command) {
        Objects.requireNonNull(command, "command");
        return of(() -> command);
    }

    /**
     * {@return a server that runs a command that is created when the server starts, for example with the port of another
     * server}
     *
     * @param command creates the command
     */
    public static SharedServer of(Supplier<Command> command) {
        Objects.requireNonNull(command, "command");
        return new SharedServer(
                new Options(command, null, Restart.NEVER, RegistryOptions.DEFAULT.withName("shared servers")));
    }

    /**
     * {@return this server with a condition that it must satisfy before it is used}
     *
     * @param readiness creates the condition for a running process; by default there is none
     */
    public SharedServer withReadiness(Function<BackgroundProcess, Readiness> readiness) {
        Objects.requireNonNull(readiness, "readiness");
        return new SharedServer(new Options(options.command, readiness, options.restart, options.registry));
    }

    /**
     * {@return this server with another time of restarts}
     *
     * @param restart when it is restarted; {@link Restart#NEVER} by default
     */
    public SharedServer withRestart(Restart restart) {
        Objects.requireNonNull(restart, "restart");
        return new SharedServer(new Options(options.command, options.readiness, restart, options.registry));
    }

    /**
     * {@return this server with other options, such as the kill policy, the timeout of waits, and the sandbox}
     *
     * @param other the options of the registry that runs it
     */
    public SharedServer withOptions(RegistryOptions other) {
        Objects.requireNonNull(other, "other");
        return new SharedServer(new Options(options.command, options.readiness, options.restart, other));
    }

    /**
     * {@return the process of this server, which is started if it is not running yet, and ready}
     *
     * <p>A start that fails is not repeated: other tests fail at once, and not each of them after a timeout.
     *
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started
     * @throws NotReadyException if it does not become ready, or has ended
     * @throws IllegalStateException if it could not be started before, which is the cause, or if the server needs itself
     */
    public BackgroundProcess process() {
        return locked(() -> {
            BackgroundProcess current = process;
            if (current == null) {
                return start();
            }
            if (isStopped) {
                return restarted(current);
            }
            if (!current.isRunning()) {
                throw new NotReadyException(current.diagnose("Shared server %s has ended")
                        .with("next", "see how it ended above; SharedServer.restart() starts it again"));
            }
            return current;
        });
    }

    /**
     * Restart this server, with the same ports, or start it if it is not running.
     *
     * @return the new process, which is ready
     * @throws dev.curfew.diagnosis.LeftBehindException if a process of the old server is still alive
     * @throws dev.curfew.diagnosis.SpawnException if it cannot be started
     * @throws NotReadyException if it does not become ready
     */
    public BackgroundProcess restart() {
        return locked(() -> {
            BackgroundProcess current = process;
            return current == null ? start() : restarted(current);
        });
    }

    /**
     * Stop this server, if it is running. It is started again when it is next asked for, with the same ports.
     *
     * @throws dev.curfew.diagnosis.LeftBehindException if a process of it is still alive
     */
    public void stop() {
        locked(() -> {
            if (process != null) {
                process.stop();
                isStopped = true;
            }
            return this;
        });
    }

    /** End this server with its session. It can be started again, for another session. */
    void end() {
        locked(() -> {
            ProcessRegistry open = registry;
            registry = null;
            process = null;
            failure = null;
            isStopped = false;
            KillReport report = open == null ? null : open.end();
            if (report != null && !report.isClean()) {
                System.getLogger("dev.curfew")
                        .log(Level.WARNING, report.diagnosis().render());
            }
            return this;
        });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private BackgroundProcess start() {
        if (failure != null) {
            // A new exception for each test, because extensions add to it what they know of that test.
            throw new IllegalStateException(
                    "Failed to start a shared server: it could not be started before, and is not started again in this"
                            + " session; see the cause",
                    failure);
        }
        if (isStarting) {
            throw new IllegalStateException("Failed to start a shared server: its command asks for the server itself,"
                    + " perhaps through another one; let one of them start without the other");
        }
        ProcessRegistry fresh = ProcessRegistry.open(options.registry);
        isStarting = true;
        try {
            BackgroundProcess started = ready(fresh.start(options.command.get()));
            registry = fresh;
            process = started;
            SharedServers.OF_THIS_JVM.started(this);
            return started;
        } catch (InterruptedWaitException e) {
            fresh.end(); // Another test may have more time.
            throw e;
        } catch (RuntimeException | Error e) {
            fresh.end();
            failure = e;
            throw e;
        } finally {
            isStarting = false;
        }
    }

    private BackgroundProcess restarted(BackgroundProcess old) {
        BackgroundProcess started = old.restart();
        process = started;
        isStopped = true; // One that does not become ready is restarted when it is next asked for.
        ready(started);
        isStopped = false;
        return started;
    }

    private BackgroundProcess ready(BackgroundProcess started) {
        return options.readiness == null ? started : started.await(options.readiness.apply(started));
    }

    private ServerUse use() {
        return locked(() -> {
            BackgroundProcess before = process;
            BackgroundProcess current = options.restart == Restart.BEFORE_TEST ? restart() : process();
            OutputMark begin = current == before ? current.output().mark() : OutputMark.START;
            return new ServerUse(current, begin);
        });
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private @Nullable ServerUse useBy(ExtensionContext context) {
        return store(context).get(this, ServerUse.class);
    }

    /**
     * Called by JUnit: start or restart the server, and remember where the output of the test begins.
     *
     * @param context the test
     */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (useBy(context) != null) {
            return; // The server is registered twice, for example by a class and by its superclass.
        }
        if (options.restart != Restart.NEVER) {
            ExclusiveUse.await(context);
        }
        store(context).put(this, use());
    }

    /**
     * Called by JUnit: add to a failure what the server printed during the test, and stop the server if it is restarted
     * after each test.
     *
     * @param context the test
     */
    @Override
    public void afterEach(ExtensionContext context) {
        ServerUse use = store(context).remove(this, ServerUse.class);
        if (use == null) {
            return;
        }
        try {
            context.getExecutionException().ifPresent(thrown -> use.explain(thrown, context));
        } finally {
            if (options.restart == Restart.AFTER_TEST) {
                stop();
            }
        }
    }

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test or class that declares it
     * @return whether the parameter is the mark at which the output of a test begins
     */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == OutputMark.class && useBy(context) != null;
    }

    /**
     * Called by JUnit.
     *
     * @param parameter the parameter
     * @param context the test
     * @return the mark at which the output of the test begins
     */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(useBy(context), "use").begin();
    }
}
