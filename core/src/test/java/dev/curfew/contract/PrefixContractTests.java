package dev.curfew.contract;

import dev.curfew.sandbox.Sandbox;

/** This machine again, entered like any other place. */
class PrefixContractTests extends SandboxContract implements FolderContract {

    @Override
    Sandbox makeSandbox() {
        return Sandbox.parse("exec:env ENTERED=yes");
    }
}
