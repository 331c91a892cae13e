/**
 * Curfew for agents: processes as tools of a model, watches, jobs that outlive the JVM, and episodes.
 *
 * <p>Begin at {@link dev.curfew.tool.ProcessTool} or {@link dev.curfew.episode.Episode}.
 */
@SuppressWarnings("module") // The program is built after this module.
module dev.curfew.agents {
    requires static transitive org.jspecify;
    requires transitive dev.curfew.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.toml;

    exports dev.curfew.episode;
    exports dev.curfew.job;
    exports dev.curfew.mcp;
    exports dev.curfew.tool;
    exports dev.curfew.watch;
    exports dev.curfew.json to
            dev.curfew.cli;
}
