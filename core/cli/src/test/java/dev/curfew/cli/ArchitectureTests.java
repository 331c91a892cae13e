package dev.curfew.cli;

import dev.curfew.architecture.ModuleRules;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super(Main.class, 20, "Program");
    }
}
