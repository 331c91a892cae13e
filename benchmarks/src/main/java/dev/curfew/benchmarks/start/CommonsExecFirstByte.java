package dev.curfew.benchmarks.start;

import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecuteResultHandler;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/** commons-exec, which pumps output into a stream. */
final class CommonsExecFirstByte implements FirstByte {

    @Override
    public AutoCloseable await() throws Exception {
        SeenStream output = new SeenStream();
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(new PumpStreamHandler(output))
                .get();
        CommandLine line = new CommandLine(COMMAND.get(0));
        COMMAND.stream().skip(1).forEach(argument -> line.addArgument(argument, false));
        DefaultExecuteResultHandler result = new DefaultExecuteResultHandler();
        executor.execute(line, result);
        output.await();
        return result::waitFor;
    }
}
