package dev.curfew.contract;

import dev.curfew.sandbox.Sandbox;

/** This machine. */
class LocalContractTests extends SandboxContract {

    @Override
    Sandbox makeSandbox() {
        return Sandbox.local();
    }
}
