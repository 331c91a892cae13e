package dev.curfew.tool;

/**
 * The forms in which those who call models describe tools.
 *
 * @since 0.1
 */
public enum ToolFormat {
    /** {@code {"type":"function","function":{"name","description","parameters"}}}, as in chat completions. */
    OPENAI,
    /** The same with {@code "strict":true}: every field is required, and those that are optional may be null. */
    OPENAI_STRICT,
    /** {@code {"name","description","input_schema"}}. */
    ANTHROPIC,
    /** A function declaration: {@code {"name","description","parameters"}} in the subset of OpenAPI that Gemini reads. */
    GEMINI,
    /** A tool of the Model Context Protocol: {@code {"name","description","inputSchema","annotations"}}. */
    MCP
}
