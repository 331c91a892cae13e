package dev.curfew.mcp;

import java.util.Objects;

/** The version of this library, from the manifest of its jar. */
final class Version {

    static final String TEXT =
            Objects.requireNonNullElse(McpServer.class.getPackage().getImplementationVersion(), "development");

    private Version() {}
}
