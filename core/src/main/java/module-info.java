/**
 * Curfew starts background processes, drives them on pipes and terminals, and ends them with everything they started.
 *
 * <p>Begin at {@link dev.curfew.ProcessRegistry}.
 */
@SuppressWarnings("requires-automatic") // Awaitility and pty4j have no module descriptor yet.
module dev.curfew.core {
    requires static transitive org.jspecify;
    requires awaitility;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.toml;
    requires info.picocli;
    requires pty4j;

    exports dev.curfew;
    exports dev.curfew.diagnosis;
    exports dev.curfew.episode;
    exports dev.curfew.expect;
    exports dev.curfew.job;
    exports dev.curfew.mcp;
    exports dev.curfew.output;
    exports dev.curfew.process;
    exports dev.curfew.sandbox;
    exports dev.curfew.terminal;
    exports dev.curfew.tool;
    exports dev.curfew.watch;
}
