package dev.curfew.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A job on a real Slurm cluster, whose only node is this machine. */
class SlurmContractTests extends SandboxContract implements FolderContract, OwnEnvironmentContract {

    SlurmContractTests() {
        super(SandboxKind.SLURM);
    }

    /** So that output arrives before its line ends, Slurm gives commands a terminal for it, which changes no byte. */
    @Override
    @Test
    public void isNoTerminalOtherwise() {
        assertThat(run("[ -t 0 ] || [ ! -t 1 ] || echo output only")).isEqualTo("output only\n");
    }
}
