package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.fixture.SlurmCluster;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A job on a real cluster of Slurm, whose only node is this machine. */
class SlurmContractTests extends SandboxContract implements FolderContract, OwnEnvironmentContract {

    private @Nullable SlurmCluster cluster;

    @Override
    Sandbox makeSandbox() {
        cluster = SlurmCluster.start();
        return Sandbox.slurm("").through(cluster.client("srun").toArray(String[]::new));
    }

    @Override
    void removeSandbox() {
        if (cluster != null) {
            cluster.close();
        }
    }

    /** So that output arrives before its line ends, Slurm gives commands a terminal for it, which changes no byte. */
    @Override
    @Test
    public void isNoTerminalOtherwise() {
        assertThat(run("[ -t 0 ] || [ ! -t 1 ] || echo output only")).isEqualTo("output only\n");
    }
}
