package dev.curfew.benchmarks.start;

import java.io.IOException;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecuteResultHandler;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/** commons-exec, which pumps output into a stream. */
final class CommonsExecFirstByte implements FirstByte {

    private final DefaultExecuteResultHandler result = new DefaultExecuteResultHandler();

    CommonsExecFirstByte() throws IOException, InterruptedException {
        SeenStream output = new SeenStream();
        DefaultExecutor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(new PumpStreamHandler(output))
                .get();
        CommandLine line = new CommandLine(COMMAND.get(0));
        for (String argument : COMMAND.subList(1, COMMAND.size())) {
            line.addArgument(argument, false);
        }
        executor.execute(line, result);
        output.await();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        result.waitFor();
    }
}
