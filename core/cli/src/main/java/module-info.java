/** The command line of Curfew. */
module dev.curfew.cli {
    requires static org.jspecify;
    requires dev.curfew.agents;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
}
