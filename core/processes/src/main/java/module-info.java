/**
 * Curfew starts background processes, drives them on pipes and terminals, and ends them with everything they started.
 *
 * <p>Begin at {@link dev.curfew.ProcessRegistry}.
 */
@SuppressWarnings({
    "module", // The modules that may see the inside are built after this one.
    "requires-automatic" // Awaitility and pty4j have no module descriptor yet.
})
module dev.curfew.core {
    requires static transitive org.apiguardian.api;
    requires static transitive org.jspecify;
    requires awaitility;
    requires pty4j;

    exports dev.curfew;
    exports dev.curfew.diagnosis;
    exports dev.curfew.expect;
    exports dev.curfew.output;
    exports dev.curfew.process;
    exports dev.curfew.sandbox;
    exports dev.curfew.terminal;
    exports dev.curfew.driver to
            dev.curfew.agents,
            dev.curfew.cli;
    exports dev.curfew.internal to
            dev.curfew.agents,
            dev.curfew.cli,
            dev.curfew.junit;
    exports dev.curfew.recording to
            dev.curfew.agents;
    exports dev.curfew.search to
            dev.curfew.agents,
            dev.curfew.junit;
    exports dev.curfew.session to
            dev.curfew.agents,
            dev.curfew.cli;
    exports dev.curfew.spawn to
            dev.curfew.agents,
            dev.curfew.cli;
    exports dev.curfew.table to
            dev.curfew.agents,
            dev.curfew.cli;
    exports dev.curfew.warden to
            dev.curfew.agents,
            dev.curfew.cli;

    uses dev.curfew.sandbox.SandboxScheme;
}
