package dev.curfew.agents;

import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import dev.curfew.architecture.ModuleRules;
import dev.curfew.tool.ProcessTool;
import org.junit.jupiter.api.Test;

class ArchitectureTests extends ModuleRules {

    ArchitectureTests() {
        super(ProcessTool.class, 100, "Agents, bottom-up");
    }

    @Test
    void printsNothing() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes());
    }
}
