package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What holds in every sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class SandboxContract
        implements StartContract,
                ParallelContract,
                ArgumentContract,
                FileContract,
                EnvironmentContract,
                SecretContract,
                InputContract,
                OutputContract,
                GrandchildContract,
                ExpectContract,
                LimitContract,
                ExitContract,
                StopContract,
                TreeContract,
                ScopeContract,
                JvmDeathContract,
                TerminalContract,
                KeyContract {

    private Sandbox sandbox = Sandbox.local();
    private ProcessRegistry processes = ProcessRegistry.open();

    /** Skips where there is none, and else makes what is needed; what was made is closed even if this fails. */
    abstract Sandbox makeSandbox();

    /** Undoes what was made. */
    void removeSandbox() {}

    @BeforeAll
    void enter() {
        sandbox = makeSandbox();
        processes = ProcessRegistry.open(
                OPTIONS.named(sandbox.toString()).in(sandbox).killing(KillPolicy.AT_ONCE));
        processes.enter(sandbox);
    }

    @AfterAll
    void leave() {
        try {
            KillReport report = processes.end();
            assertThat(report.isClean()).as(report.diagnosis().render()).isTrue();
        } finally {
            removeSandbox();
        }
    }

    @Override
    public Sandbox sandbox() {
        return sandbox;
    }

    @Override
    public ProcessRegistry processes() {
        return processes;
    }

    @Override
    public ProcessRegistry ownScope(RegistryOptions options) {
        return ProcessRegistry.open(options.in(sandbox));
    }
}
