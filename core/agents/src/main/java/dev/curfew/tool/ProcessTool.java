package dev.curfew.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.ProcessRegistry;
import dev.curfew.json.Json;
import dev.curfew.watch.ProcessWatch;
import java.util.Objects;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Makes a registry available to an agent as a tool: a call is a JSON object, and so is its answer.
 *
 * <pre>{@code
 * ProcessTool tool = ProcessTool.over(registry);
 * tool.call("{\"action\": \"start\", \"command\": \"make test\"}");
 * // {"status":"started","session_id":"proc_5f0c...","pid":4711,"uptime_seconds":0,...}
 * }</pre>
 *
 * <p>A call never throws an exception. Errors are reported in the answer,
 * {@code {"status":"error","error":"...","next":"..."}}, so that the model can correct the call. Every answer is valid
 * JSON of bounded size; see {@link ToolOptions}. The caller remains responsible for closing the registry.
 *
 * <p>Thread-safe; a call that waits does not block other calls. If the thread of a call is interrupted, the answer has
 * the status {@code interrupted}, and the interrupt flag of the thread remains set.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class ProcessTool {

    /** The prefix of tool names when each action is a separate tool. */
    private static final String PREFIX = "process_";

    private static final int TIMES_OUTPUT = 10;

    private final ToolContext context;

    private ProcessTool(ToolContext context) {
        this.context = context;
    }

    /**
     * {@return a tool for the processes of a registry, with {@link ToolOptions#DEFAULT}}
     *
     * @param registry starts the processes, in its sandbox
     */
    public static ProcessTool over(ProcessRegistry registry) {
        return over(registry, ToolOptions.DEFAULT);
    }

    /**
     * {@return a tool for the processes of a registry}
     *
     * @param registry starts the processes, in its sandbox
     * @param options the limits and defaults of the tool
     */
    public static ProcessTool over(ProcessRegistry registry, ToolOptions options) {
        return over(registry, options, ProcessWatch.open());
    }

    /**
     * {@return a tool for the processes of a registry, with a watch provided by the caller}
     *
     * <p>Calls can request events for ends and output, which the action {@code events} returns. The caller can poll the
     * same watch or add a listener, in order to notify an agent that does not ask for events. An end that was reported
     * in an answer is {@linkplain ProcessWatch#consume(dev.curfew.BackgroundProcess) consumed}.
     *
     * @param registry starts the processes, in its sandbox
     * @param options the limits and defaults of the tool
     * @param watch reports events; the caller closes it, after the last call
     */
    public static ProcessTool over(ProcessRegistry registry, ToolOptions options, ProcessWatch watch) {
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(options, "options");
        return new ProcessTool(new ToolContext(registry, options, Objects.requireNonNull(watch, "watch")));
    }

    /**
     * Carry out a call that names its action.
     *
     * @param json an object with the field {@code action}; {@code null} is treated as an empty call
     * @return the answer, a JSON object with the field {@code status}
     */
    public String call(@Nullable String json) {
        return answer(() -> {
            ObjectNode call = Call.read(json, context.options().largestCall());
            return handle(actionOf(call), call);
        });
    }

    /**
     * Carry out a call of an action that is a separate tool.
     *
     * @param action the name of the action or of its tool: {@code poll} or {@code process_poll}
     * @param json an object with the other fields; {@code null} and a blank text are treated as an empty object
     * @return the answer, a JSON object with the field {@code status}
     */
    public String call(@Nullable String action, @Nullable String json) {
        return answer(() -> {
            Action found = named(action == null ? "" : action);
            boolean empty = json == null || json.isBlank();
            return handle(
                    found,
                    empty ? Json.object() : Call.read(json, context.options().largestCall()));
        });
    }

    private ObjectNode handle(Action action, ObjectNode call) {
        return action.handler().handle(context, Arguments.of(action, call));
    }

    private static Action actionOf(ObjectNode call) {
        JsonNode action = call.get(Action.KEY);
        if (action == null || action.isNull()) {
            throw Actions.missing();
        }
        if (!action.isTextual()) {
            throw new BadCallException(
                    "Field action must be a string, not " + Coercion.shown(action),
                    "the actions are: " + String.join(", ", Actions.names()));
        }
        return named(action.textValue());
    }

    private static Action named(String name) {
        return Actions.named(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name);
    }

    private String answer(Supplier<ObjectNode> call) {
        ObjectNode answer;
        try {
            answer = call.get();
        } catch (RuntimeException | Error e) { // Agents cannot catch exceptions: even an Error becomes an answer.
            answer = Failures.answer(e);
        }
        return bounded(Json.write(answer));
    }

    private String bounded(String answer) {
        int most = TIMES_OUTPUT * context.options().largestOutput();
        return answer.length() <= most
                ? answer
                : Json.write(Failures.error(
                        "error",
                        "The answer has " + answer.length() + " characters, more than " + most,
                        "ask for less at once, with limit"));
    }

    /**
     * {@return the definition of a single tool named {@code process} for all actions, with the field {@code action}; a
     * JSON object}
     *
     * @param format the format expected by the model's API
     */
    public static String definition(ToolFormat format) {
        return Json.write(Definitions.whole(format));
    }

    /**
     * {@return the definitions of one tool per action, named {@code process_start} and so on; a JSON array}
     *
     * <p>Models fill in small schemas more reliably than the single schema of {@link #definition(ToolFormat)}. Pass
     * calls of these tools to {@link #call(String, String)}.
     *
     * @param format the format expected by the model's API
     */
    public static String definitions(ToolFormat format) {
        return Json.write(Definitions.each(format, PREFIX));
    }
}
