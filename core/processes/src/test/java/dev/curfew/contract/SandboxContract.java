package dev.curfew.contract;

import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.Sandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The contract of every sandbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(ClosesSandboxes.class)
@Tag("contract")
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

    private final SandboxKind kind;
    private Sandbox sandbox = Sandbox.local();
    private ProcessRegistry processes = ProcessRegistry.open();

    SandboxContract(SandboxKind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void enter() {
        sandbox = kind.prepare().sandbox();
        processes = ProcessRegistry.open(
                OPTIONS.withName(sandbox.toString()).withSandbox(sandbox).withKillPolicy(KillPolicy.AT_ONCE));
        processes.enter(sandbox);
    }

    @AfterAll
    void leave() {
        KillReport report = processes.end();
        assertClean(report);
    }

    @Override
    public SandboxKind kind() {
        return kind;
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
        return ProcessRegistry.open(options.withSandbox(sandbox));
    }
}
