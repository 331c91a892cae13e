/**
 * Curfew starts background processes, drives them on pipes and terminals, and ends them with everything they started.
 *
 * <p>Begin at {@link dev.curfew.ProcessRegistry}.
 */
@SuppressWarnings("requires-automatic") // None of the three libraries has a module descriptor yet.
module dev.curfew.core {
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
}
