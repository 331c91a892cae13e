package dev.curfew.mcp;

import java.util.Objects;

/** The version of this library, as its jar says. */
final class Version {

    static final String TEXT =
            Objects.requireNonNullElse(McpServer.class.getPackage().getImplementationVersion(), "development");

    private Version() {}
}
