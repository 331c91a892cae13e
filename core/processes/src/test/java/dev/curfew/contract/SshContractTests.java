package dev.curfew.contract;

import org.junit.jupiter.api.Tag;

/** Another host, which is this one behind a real sshd. */
@FullContract
@Tag("any-jdk")
class SshContractTests extends SandboxContract implements FolderContract, OwnEnvironmentContract, EscapeContract {

    SshContractTests() {
        super(SandboxKind.SSH);
    }
}
