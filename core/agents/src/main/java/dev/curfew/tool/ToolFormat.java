package dev.curfew.tool;

import org.apiguardian.api.API;

/**
 * The formats in which model APIs expect definitions of tools.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public enum ToolFormat {
    /** {@code {"type":"function","function":{"name","description","parameters"}}}, as in the Chat Completions API. */
    OPENAI,
    /** Like {@link #OPENAI}, with {@code "strict":true}: every field is required, and optional fields may be null. */
    OPENAI_STRICT,
    /** {@code {"name","description","input_schema"}}. */
    ANTHROPIC,
    /**
     * A function declaration, {@code {"name","description","parameters"}}, in the OpenAPI subset supported by Gemini.
     */
    GEMINI,
    /** A tool of the Model Context Protocol: {@code {"name","description","inputSchema","annotations"}}. */
    MCP
}
